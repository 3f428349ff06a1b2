package incident

import (
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/responsestep"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Start is a response to be started.
type Start struct {
	Incident       int
	IdempotencyKey string
	Level          rule.Level
	Order          *Order
	// CommandPost is where it is; its lead is named by the county committee and
	// government. Ⅲ has none (§2.2).
	CommandPost, CommandPostLead string
}

// StartResponse starts the response of a level by order of the post that the plan
// names: the command post, the working groups and the level's measures as tasks
// come in the same transaction.
func (s *Incidents) StartResponse(ctx context.Context, in Start) (*ent.Incident, error) {
	posts, article := rule.MayStart(in.Level)
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-started", posts, article, func(c *change, o ordered) error {
		if c.was.Level != nil {
			return &Refused{"input.level", "§5.4", responseAtLevel.With(string(*c.was.Level))}
		}
		if c.was.TerminatedAt != nil {
			return &Refused{"input.incident", "§5.9", responseEnded.With()}
		}
		c.set.SetLevel(in.Level).SetStartedBy(o.post).SetStartedAt(o.at).SetStage(incident.StageRESPONDING)
		if err := c.step(responsestep.ActionSTART, &in.Level, o, in.Order.Reason, nil); err != nil {
			return err
		}
		if err := c.raise(rule.LevelNone, in.Level, o, in.CommandPost, in.CommandPostLead); err != nil {
			return err
		}
		return c.tell(&in.Level, o)
	})
}

// Adjust is a response to be changed to another level.
type Adjust struct {
	Incident                     int
	IdempotencyKey               string
	Level                        rule.Level
	Order                        *Order
	CommandPost, CommandPostLead string
}

// AdjustResponse changes the level, up or down (§5.4). What an added level brings
// comes in the same transaction; what a lower one no longer asks for stays until
// it is done or cancelled. Who ordered the graver level ends the response.
func (s *Incidents) AdjustResponse(ctx context.Context, in Adjust) (*ent.Incident, error) {
	from, err := s.level(ctx, in.Incident)
	if err != nil {
		return nil, err
	}
	posts, article := rule.MayAdjust(from, in.Level)
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-adjusted", posts, article, func(c *change, o ordered) error {
		switch {
		case c.was.Level == nil || *c.was.Level != from:
			return &Refused{"input.incident", "§5.4", responseChanged.With()}
		case in.Level == from:
			return &Refused{"input.level", "§5.4", responseSame.With()}
		case in.Level.Rank() < from.Rank() && in.Order.Reason == "":
			return &Refused{"input.order.reason", "§5.4", loweredWithoutReason.With()}
		}
		c.set.SetLevel(in.Level).SetStartedBy(o.post)
		if err := c.step(responsestep.ActionADJUST, &in.Level, o, in.Order.Reason, nil); err != nil {
			return err
		}
		if err := c.raise(from, in.Level, o, in.CommandPost, in.CommandPostLead); err != nil {
			return err
		}
		return c.tell(&in.Level, o)
	})
}

// level that runs, which only who reaches the incident may ask for.
func (s *Incidents) level(ctx context.Context, id int) (rule.Level, error) {
	row, err := s.Store.Client.Incident.Get(ctx, id)
	if err != nil {
		return rule.LevelNone, err
	}
	if row.Level == nil {
		return rule.LevelNone, &Refused{"input.incident", "§5.3", noResponse.With()}
	}
	return *row.Level, nil
}

// End is a response to be ended.
type End struct {
	Incident       int
	IdempotencyKey string
	Order          *Order
	Conditions     []rule.Condition // that hold, each confirmed
}

// EndResponse ends the response by order of the post that started it 谁启动、谁结束,
// once each condition of §5.9 is confirmed. Teams leave, groups and command post
// are dissolved.
func (s *Incidents) EndResponse(ctx context.Context, in End) (*ent.Incident, error) {
	row, err := s.Store.Client.Incident.Get(ctx, in.Incident)
	if err != nil {
		return nil, err
	}
	if row.StartedBy == nil {
		return nil, &Refused{"input.incident", "§5.9", noResponse.With()}
	}
	posts, article := rule.MayEnd(*row.StartedBy)
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-ended", posts, article, func(c *change, o ordered) error {
		if c.was.Level == nil || c.was.StartedBy == nil || *c.was.StartedBy != *row.StartedBy {
			return &Refused{"input.incident", "§5.9", responseChanged.With()}
		}
		for _, needed := range rule.Conditions {
			if !slices.Contains(in.Conditions, needed) {
				return &Refused{"input.conditions", "§5.9", notConfirmed.With(needed)}
			}
		}
		if c.was.InSupport {
			return &Refused{"input.incident", "§5.9", commandElsewhere.With()}
		}
		c.cause = "the response has ended"
		c.set.ClearLevel().SetTerminatedAt(o.at).SetStage(incident.StageTERMINATED)
		if err := c.step(responsestep.ActionEND, nil, o, in.Order.Reason, in.Conditions); err != nil {
			return err
		}
		if err := c.tell(nil, o); err != nil {
			return err
		}
		return c.dissolve(o.at)
	})
}

// respond carries out an order about the response.
func (s *Incidents) respond(ctx context.Context, act Act, in Order, action string, posts []rule.Post, article string, fn func(*change, ordered) error) (*ent.Incident, error) {
	return s.do(ctx, act, action, func(c *change) error {
		o, err := s.order(ctx, in, posts, article)
		if err != nil {
			return err
		}
		if o.at.Before(c.was.HeardAt) {
			return &Refused{"input.order.at", article, beforeHeard.With()}
		}
		c.happened = o.at
		c.detail["post"], c.detail["orderedBy"], c.detail["byVoice"] = o.post, o.by, o.voice
		return fn(c, o)
	})
}

// step keeps what was ordered, by whom and why.
func (c *change) step(action responsestep.Action, to *rule.Level, o ordered, reason string, conditions []rule.Condition) error {
	confirmed := make([]string, len(conditions))
	for i, k := range conditions {
		confirmed[i] = string(k)
	}
	return c.tx.ResponseStep.Create().SetIncidentID(c.was.ID).SetAction(action).SetNillableFromLevel(c.was.Level).SetNillableLevel(to).
		SetPost(o.post).SetOrderedBy(o.by).SetEnteredBy(viewer.From(c.ctx).Name).SetByVoice(o.voice).SetInSteadOf(o.inSteadOf).
		SetAt(o.at).SetRecordedAt(c.now).SetReason(reason).SetReasons(Proposal(c.was).Reasons).SetConditions(confirmed).Exec(c.ctx)
}

// Confirm is a post's confirmation of an order that was entered on its behalf.
type Confirm struct {
	Step           int
	IdempotencyKey string
}

// ConfirmOrder confirms an order given by voice, as a holder of the post.
func (s *Incidents) ConfirmOrder(ctx context.Context, in Confirm) (*ent.ResponseStep, error) {
	of, err := s.Store.Client.ResponseStep.Query().Where(responsestep.ID(in.Step)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.ResponseStep
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.order-confirmed", func(c *change) error {
		c.ended = true
		found, err := c.tx.ResponseStep.Get(ctx, in.Step)
		if err != nil {
			return err
		}
		if !found.ByVoice || found.ConfirmedAt != nil {
			return &Refused{Field: "input.step", Why: nothingToConfirm.With()}
		}
		o, err := s.order(ctx, Order{}, []rule.Post{found.Post}, "§5.3")
		if err != nil {
			return err
		}
		c.detail["step"], c.detail["post"] = found.ID, found.Post
		row, err = found.Update().SetConfirmedAt(c.now).SetConfirmedBy(o.by).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}
