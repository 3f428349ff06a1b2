package incident

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/handover"
	"commandhub/ent/incident"
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
