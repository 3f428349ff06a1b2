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
// come in the same transaction. Below what the plan proposes it needs a reason.
func (s *Incidents) StartResponse(ctx context.Context, in Start) (*ent.Incident, error) {
	may := func(*ent.Incident) ([]rule.Post, string, error) {
		posts, article := rule.MayStart(in.Level)
		return posts, article, nil
	}
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-started", may, func(c *change, o ordered) error {
		if c.was.Level != nil {
			return &Refused{"input.level", "§5.4", responseAtLevel.With(string(*c.was.Level))}
		}
		if c.was.TerminatedAt != nil {
			return &Refused{"input.incident", "§5.9", responseEnded.With()}
		}
		if err := c.reasoned(in.Level, o); err != nil {
			return err
		}
		c.set.SetLevel(in.Level).SetStartedBy(o.post).SetStartedAt(o.at).SetStage(incident.StageRESPONDING)
		if err := c.step(responsestep.ActionSTART, &in.Level, o, nil); err != nil {
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
// it is done or cancelled. Who ordered the gravest level so far ends the response.
func (s *Incidents) AdjustResponse(ctx context.Context, in Adjust) (*ent.Incident, error) {
	may := func(was *ent.Incident) ([]rule.Post, string, error) {
		if was.Level == nil {
			return nil, "", &Refused{"input.incident", "§5.3", noResponse.With()}
		}
		posts, article := rule.MayAdjust(*was.Level, in.Level)
		return posts, article, nil
	}
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-adjusted", may, func(c *change, o ordered) error {
		from := *c.was.Level
		if in.Level == from {
			return &Refused{"input.level", "§5.4", responseSame.With()}
		}
		if in.Level.Rank() < from.Rank() {
			if err := c.reasoned(in.Level, o); err != nil {
				return err
			}
			if o.reason == "" {
				return &Refused{"input.order.reason", "§5.4", loweredWithoutReason.With()}
			}
		}
		gravest, err := c.gravest()
		if err != nil {
			return err
		}
		if in.Level.Rank() > gravest.Rank() {
			c.set.SetStartedBy(o.post)
		}
		c.set.SetLevel(in.Level)
		if err := c.step(responsestep.ActionADJUST, &in.Level, o, nil); err != nil {
			return err
		}
		if err := c.raise(from, in.Level, o, in.CommandPost, in.CommandPostLead); err != nil {
			return err
		}
		return c.tell(&in.Level, o)
	})
}

// gravest is the highest level at which the response has run so far: lowering it and
// raising it again passes its end on to nobody.
func (c *change) gravest() (rule.Level, error) {
	steps, err := c.tx.ResponseStep.Query().Where(responsestep.HasIncidentWith(incident.ID(c.was.ID)), responsestep.LevelNotNil()).All(asHub(c.ctx))
	gravest := rule.LevelNone
	for _, s := range steps {
		if s.Level.Rank() > gravest.Rank() {
			gravest = *s.Level
		}
	}
	return gravest, err
}

// reasoned refuses a level below what the plan proposes that no reason is given for.
func (c *change) reasoned(to rule.Level, o ordered) error {
	plan := Proposal(c.was)
	if o.reason != "" || !rule.Below(to, plan.Level) {
		return nil
	}
	why := plan.Reasons[0]
	return &Refused{"input.order.reason", why.Article, belowPlan.With(plan.Level, why.Text)}
}

// End is a response to be ended.
type End struct {
	Incident       int
	IdempotencyKey string
	Order          *Order
	Conditions     []rule.Condition // that hold, each confirmed
}

// EndResponse ends the response by order of the post that started it 谁启动、谁结束,
// once each condition of §5.9 is confirmed and nobody is inside the cordon. Teams
// leave, groups and command post are dissolved.
func (s *Incidents) EndResponse(ctx context.Context, in End) (*ent.Incident, error) {
	may := func(was *ent.Incident) ([]rule.Post, string, error) {
		if was.Level == nil || was.StartedBy == nil {
			return nil, "", &Refused{"input.incident", "§5.9", noResponse.With()}
		}
		posts, article := rule.MayEnd(*was.StartedBy)
		return posts, article, nil
	}
	return s.respond(ctx, Act{in.Incident, in.IdempotencyKey}, *in.Order, "incident.response-ended", may, func(c *change, o ordered) error {
		for _, needed := range rule.Conditions {
			if !slices.Contains(in.Conditions, needed) {
				return &Refused{"input.conditions", "§5.9", notConfirmed.With(needed)}
			}
		}
		if c.was.InSupport {
			return &Refused{"input.incident", "§5.9", commandElsewhere.With()}
		}
		if err := c.emptied("input.conditions"); err != nil {
			return err
		}
		c.cause = "the response has ended"
		c.set.ClearLevel().SetTerminatedAt(o.at).SetStage(incident.StageTERMINATED)
		if err := c.step(responsestep.ActionEND, nil, o, in.Conditions); err != nil {
			return err
		}
		if err := c.tell(nil, o); err != nil {
			return err
		}
		return c.dissolve(o.at)
	})
}

// respond carries out an order about the response, of one of the posts that may give
// it as the incident is. None lies before an earlier one.
func (s *Incidents) respond(
	ctx context.Context, act Act, in Order, action string, may func(was *ent.Incident) ([]rule.Post, string, error), fn func(*change, ordered) error,
) (*ent.Incident, error) {
	return s.do(ctx, act, action, func(c *change) error {
		posts, article, err := may(c.was)
		if err != nil {
			return err
		}
		o, err := s.order(ctx, in, posts, article)
		if err != nil {
			return err
		}
		if o.at.Before(c.was.HeardAt) {
			return &Refused{in.timeField(), article, beforeHeard.With()}
		}
		last, err := c.lastStep()
		switch {
		case err != nil:
			return err
		case last != nil && o.at.Before(last.At):
			return &Refused{in.timeField(), article, beforeOrder.With(last.At)}
		}
		c.happened = o.at
		c.detail["post"], c.detail["orderedBy"], c.detail["byVoice"] = o.post, o.by, o.voice
		return fn(c, o)
	})
}

// lastStep is the latest order about the response; nil for none.
func (c *change) lastStep() (*ent.ResponseStep, error) {
	row, err := c.tx.ResponseStep.Query().Where(responsestep.HasIncidentWith(incident.ID(c.was.ID))).
		Order(ent.Desc(responsestep.FieldAt, responsestep.FieldID)).First(asHub(c.ctx))
	return row, ent.MaskNotFound(err)
}

// step keeps what was ordered, by whom and why.
func (c *change) step(action responsestep.Action, to *rule.Level, o ordered, conditions []rule.Condition) error {
	confirmed := make([]string, len(conditions))
	for i, k := range conditions {
		confirmed[i] = string(k)
	}
	return c.tx.ResponseStep.Create().SetIncidentID(c.was.ID).SetAction(action).SetNillableFromLevel(c.was.Level).SetNillableLevel(to).
		SetPost(o.post).SetOrderedBy(o.by).SetEnteredBy(viewer.From(c.ctx).Name).SetByVoice(o.voice).SetInSteadOf(o.inSteadOf).
		SetAt(o.at).SetRecordedAt(c.now).SetReason(o.reason).SetReasons(Proposal(c.was).Reasons).SetConditions(confirmed).Exec(c.ctx)
}
