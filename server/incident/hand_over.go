package incident

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/casualtycount"
	"commandhub/ent/cordonentry"
	"commandhub/ent/deadline"
	"commandhub/ent/environmentsample"
	"commandhub/ent/handover"
	"commandhub/ent/incident"
	"commandhub/ent/report"
	"commandhub/ent/responsestep"
	"commandhub/ent/task"
	"commandhub/ent/workinggroup"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Handing is command passing to a higher headquarters.
type Handing struct {
	Incident       int
	To             string // the higher headquarters
	ReceivedBy     string // who took it over
	Order          *Order // nil for a post of the viewer's own
	At             *time.Time
	IdempotencyKey string
}

// HandOver passes command to the higher headquarters once that is set up
// (§2.2, §5.3.3(3)), by order of the post that leads the response or one above it: a
// snapshot of the incident is frozen and signed, and ours is a part of theirs from
// then on, in support. Our clocks go on.
func (s *Incidents) HandOver(ctx context.Context, in Handing) (*ent.Incident, error) {
	order := Order{}
	if in.Order != nil {
		order = *in.Order
	}
	if order.At == nil && in.At != nil {
		order.At, order.timedBy = in.At, "input.at"
	}
	may := func(was *ent.Incident) ([]rule.Post, string, error) {
		switch {
		case was.Level == nil || was.StartedBy == nil:
			return nil, "", &Refused{"input.incident", "§2.2", noCommand.With()}
		case was.Grade.Rank() < rule.Undetermined.Rank() && *was.Level != rule.LevelOne:
			return nil, "", &Refused{"input.incident", "§2.2", countyCommands.With()}
		case was.InSupport:
			return nil, "", &Refused{"input.incident", "§5.3.3(3)", commandHandedOver.With()}
		}
		posts, article := rule.MayHandOver(*was.StartedBy)
		return posts, article, nil
	}
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, order, "incident.handed-over", may, func(c *change, o ordered) error {
		if in.To == "" || in.ReceivedBy == "" {
			return &Refused{"input.receivedBy", "§5.3.3(3)", commandTaker.With()}
		}
		snapshot, err := c.snapshot(o.at)
		if err != nil {
			return err
		}
		c.detail["to"], c.detail["receivedBy"] = in.To, in.ReceivedBy
		c.set.SetInSupport(true)
		if err := c.step(responsestep.ActionHAND_OVER, c.was.Level, o, nil); err != nil {
			return err
		}
		return c.tx.HandOver.Create().SetIncidentID(c.was.ID).SetAt(o.at).SetTo(in.To).SetReceivedBy(in.ReceivedBy).
			SetHandedBy(viewer.From(ctx).Name).SetSnapshot(string(snapshot)).SetSignature(s.Signer.Sign(snapshot)).Exec(ctx)
	})
}

// snapshot is what is handed over, as JSON: the incident, its counts, reports, clocks,
// groups and tasks as they are, who is inside the cordon and what was measured, without
// the roster of casualties.
func (c *change) snapshot(at time.Time) ([]byte, error) {
	hub, of := asHub(c.ctx), incident.ID(c.was.ID)
	counts, err0 := c.tx.CasualtyCount.Query().Where(casualtycount.HasIncidentWith(of)).All(hub)
	reports, err1 := c.tx.Report.Query().Where(report.HasIncidentWith(of), report.SentAtNotNil()).WithSendings().All(hub)
	clocks, err2 := c.tx.Deadline.Query().Where(deadline.HasIncidentWith(of)).All(hub)
	groups, err3 := c.tx.WorkingGroup.Query().Where(workinggroup.HasIncidentWith(of)).All(hub)
	tasks, err4 := c.tx.Task.Query().Where(task.HasIncidentWith(of)).WithGroup().All(hub)
	inside, err5 := c.tx.CordonEntry.Query().Where(cordonentry.HasIncidentWith(of), cordonentry.LeftAtIsNil()).All(hub)
	samples, err6 := c.tx.EnvironmentSample.Query().Where(environmentsample.HasIncidentWith(of)).All(hub)
	if err := errors.Join(err0, err1, err2, err3, err4, err5, err6); err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"handedOverAt": at, "incident": state(c.was), "counts": counts, "reports": reports, "clocks": clocks,
		"groups": groups, "tasks": tasks, "inside": inside, "samples": samples,
	})
}

// Genuine tells whether this hub signed a snapshot of a hand-over.
func (s *Incidents) Genuine(snapshot, signature string) bool {
	return s.Signer.Signed([]byte(snapshot), signature)
}

// TakeBack takes command back from the higher headquarters, by order of a post that
// hands it over.
func (s *Incidents) TakeBack(ctx context.Context, in Step) (*ent.Incident, error) {
	order := Order{}
	if in.Order != nil {
		order = *in.Order
	}
	order.Reason = cmp.Or(strings.TrimSpace(in.Reason), order.Reason)
	may := func(was *ent.Incident) ([]rule.Post, string, error) {
		if !was.InSupport || was.StartedBy == nil {
			return nil, "", &Refused{Field: "input.incident", Why: commandHere.With()}
		}
		posts, article := rule.MayHandOver(*was.StartedBy)
		return posts, article, nil
	}
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, order, "incident.taken-back", may, func(c *change, o ordered) error {
		if o.reason == "" {
			return &Refused{Field: "input.reason", Why: commandBackWhy.With()}
		}
		c.detail["reason"] = o.reason
		c.set.SetInSupport(false)
		if err := c.step(responsestep.ActionTAKE_BACK, c.was.Level, o, nil); err != nil {
			return err
		}
		return c.tx.HandOver.Update().Where(handover.HasIncidentWith(incident.ID(c.was.ID)), handover.TakenBackAtIsNil()).
			SetTakenBackAt(o.at).SetTakenBackReason(o.reason).SetTakenBackBy(viewer.From(ctx).Name).Exec(ctx)
	})
}
