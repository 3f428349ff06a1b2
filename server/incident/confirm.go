package incident

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/responsestep"
	"commandhub/server/rule"
)

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

// confirmed refuses to close over spoken orders that their posts never confirmed.
func (c *change) confirmed() error {
	open, err := c.tx.ResponseStep.Query().Where(
		responsestep.HasIncidentWith(incident.ID(c.was.ID)), responsestep.ByVoice(true), responsestep.ConfirmedAtIsNil(),
	).Order(ent.Asc(responsestep.FieldID)).All(asHub(c.ctx))
	if err != nil || len(open) == 0 {
		return err
	}
	by := make([]string, len(open))
	for i, s := range open {
		by[i] = s.OrderedBy
	}
	return &Refused{Field: "input.incident", Why: ordersUnconfirmed.With(len(open), by)}
}
