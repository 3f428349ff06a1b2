package incident

import (
	"context"
	"encoding/json"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/handover"
	"commandhub/ent/incident"
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
	At             *time.Time
	IdempotencyKey string
}

// HandOver passes command to the higher headquarters once that is set up
// (§2.2, §5.3.3(3)): a snapshot of the incident is frozen and signed, and ours is a
// part of theirs from then on, in support. Our clocks go on.
func (s *Incidents) HandOver(ctx context.Context, in Handing) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.handed-over", func(c *change) error {
		at, err := s.since("input.at", in.At)
		switch {
		case err != nil:
			return err
		case c.was.Level == nil:
			return &Refused{"input.incident", "§2.2", noCommand.With()}
		case c.was.Grade.Rank() < rule.Undetermined.Rank() && *c.was.Level != rule.LevelOne:
			return &Refused{"input.incident", "§2.2", countyCommands.With()}
		case c.was.InSupport:
			return &Refused{"input.incident", "§5.3.3(3)", commandHandedOver.With()}
		case in.To == "" || in.ReceivedBy == "":
			return &Refused{"input.receivedBy", "§5.3.3(3)", commandTaker.With()}
		}
		snapshot, err := c.snapshot(at)
		if err != nil {
			return err
		}
		c.happened = at
		c.detail["to"], c.detail["receivedBy"] = in.To, in.ReceivedBy
		c.set.SetInSupport(true)
		return c.tx.HandOver.Create().SetIncidentID(c.was.ID).SetAt(at).SetTo(in.To).SetReceivedBy(in.ReceivedBy).
			SetHandedBy(viewer.From(ctx).Name).SetSnapshot(string(snapshot)).SetSignature(s.Signer.Sign(snapshot)).Exec(ctx)
	})
}

// snapshot is what is handed over, as JSON: the incident, its clocks, groups and
// tasks as they are, without the roster of casualties.
func (c *change) snapshot(at time.Time) ([]byte, error) {
	hub := asHub(c.ctx)
	clocks, err := c.tx.Deadline.Query().Where(deadline.HasIncidentWith(incident.ID(c.was.ID))).All(hub)
	if err != nil {
		return nil, err
	}
	groups, err := c.tx.WorkingGroup.Query().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID))).All(hub)
	if err != nil {
		return nil, err
	}
	tasks, err := c.tx.Task.Query().Where(task.HasIncidentWith(incident.ID(c.was.ID))).All(hub)
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"handedOverAt": at, "incident": state(c.was), "clocks": clocks, "groups": groups, "tasks": tasks,
	})
}

// TakeBack takes command back from the higher headquarters.
func (s *Incidents) TakeBack(ctx context.Context, in Step) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.taken-back", func(c *change) error {
		if !c.was.InSupport {
			return &Refused{Field: "input.incident", Why: commandHere.With()}
		}
		if in.Reason == "" {
			return &Refused{Field: "input.reason", Why: commandBackWhy.With()}
		}
		c.detail["reason"] = in.Reason
		c.set.SetInSupport(false)
		return c.tx.HandOver.Update().Where(handover.HasIncidentWith(incident.ID(c.was.ID)), handover.TakenBackAtIsNil()).
			SetTakenBackAt(c.now).SetTakenBackReason(in.Reason).SetTakenBackBy(viewer.From(ctx).Name).Exec(ctx)
	})
}
