package incident

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/incident"
	"commandhub/ent/task"
)

// Step is an act that needs no more than a reason, or not even that.
type Step struct {
	Incident       int
	Reason         string
	Order          *Order // of taking command back; nil for a post of the viewer's own
	IdempotencyKey string
}

// Verify marks an incident as verified. It holds up nothing.
func (s *Incidents) Verify(ctx context.Context, in Step) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.verified", func(c *change) error {
		if c.was.VerifiedAt != nil {
			return &Refused{Field: "input.incident", Why: verifiedBefore.With()}
		}
		c.set.SetVerifiedAt(c.now)
		return nil
	})
}

// Reject ends what proved to be no accident: its clocks are void. Where something
// was reported a clock to take that back starts.
func (s *Incidents) Reject(ctx context.Context, in Step) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.rejected", func(c *change) error {
		switch {
		case c.was.Level != nil || c.was.TerminatedAt != nil:
			return &Refused{"input.incident", "§5.9", responseStarted.With()}
		case in.Reason == "":
			return &Refused{Field: "input.reason", Why: noAccidentWhy.With()}
		}
		c.set.SetStage(incident.StageREJECTED).SetEndedAt(c.now).SetEndedReason(in.Reason)
		return nil
	})
}

// BeginAftermath opens the work after the response (§7).
func (s *Incidents) BeginAftermath(ctx context.Context, in Step) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.aftermath-begun", func(c *change) error {
		if c.was.Stage != incident.StageTERMINATED {
			return &Refused{"input.incident", "§7", aftermathEarly.With()}
		}
		c.set.SetStage(incident.StageAFTERMATH)
		return nil
	})
}

// Close ends an incident: once no response runs, nobody is inside the cordon, spoken
// orders are confirmed, no clock is open, the final report was sent where one was
// owed, corrective actions are settled, and no report from the scene waits.
func (s *Incidents) Close(ctx context.Context, in Step) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.closed", func(c *change) error {
		if c.was.Level != nil {
			return &Refused{"input.incident", "§5.9", responseRuns.With()}
		}
		if err := c.settled(); err != nil {
			return err
		}
		c.set.SetStage(incident.StageCLOSED).SetEndedAt(c.now).SetEndedReason(in.Reason)
		c.cause = "the incident was closed"
		return nil
	})
}

// settled refuses to close over what is still owed.
func (c *change) settled() error {
	if err := c.emptied("input.incident"); err != nil {
		return err
	}
	if err := c.confirmed(); err != nil {
		return err
	}
	hub := asHub(c.ctx)
	owed, err := c.tx.Deadline.Query().Where(
		deadline.HasIncidentWith(incident.ID(c.was.ID)), deadline.MetAtIsNil(), deadline.VoidAtIsNil(),
	).Count(hub)
	if err != nil {
		return err
	}
	if owed > 0 {
		return &Refused{"input.incident", "§5.1", dutiesOpen.With(owed)}
	}
	rows, err := c.tx.Deadline.Query().Where(deadline.HasIncidentWith(incident.ID(c.was.ID))).All(hub)
	if err != nil {
		return err
	}
	c.is = c.was
	city, err := (&book{c, rows}).city()
	if err != nil {
		return err
	}
	if !city.final && (!city.last.IsZero() || c.was.Grade.Tier() > 0) {
		return &Refused{"input.incident", "§5.1.3(3)", noFinalReport.With()}
	}
	undone, err := c.tx.Task.Query().Where(
		task.HasIncidentWith(incident.ID(c.was.ID)), task.KindEQ(task.KindCORRECTIVE_ACTION),
		task.StateIn(task.StateOPEN, task.StateACKNOWLEDGED, task.StateIN_PROGRESS),
	).Count(hub)
	if err != nil {
		return err
	}
	if undone > 0 {
		return &Refused{"input.incident", "§7", actionsOpen.With(undone)}
	}
	return c.unread()
}
