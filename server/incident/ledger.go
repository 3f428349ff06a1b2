package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/ledgeritem"
	"commandhub/server/measure"
	"commandhub/server/viewer"
)

// Item is one thing of the aftermath (§7).
type Item struct {
	Incident       int
	Kind           ledgeritem.Kind
	Text, Quantity string
	Amount         *measure.Fen
	At             *time.Time
	IdempotencyKey string
}

// AddLedgerItem enters a cost, supplies used, a donation, a finding. None is
// changed: a wrong one is struck and stays to be read.
func (s *Incidents) AddLedgerItem(ctx context.Context, in Item) (*ent.LedgerItem, error) {
	var row *ent.LedgerItem
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.ledger-added", func(c *change) error {
		at, err := s.since("input.at", in.At)
		switch {
		case err != nil:
			return err
		case in.Text == "":
			return &Refused{"input.text", "§7", itemText.With()}
		case in.Amount != nil && *in.Amount < 0:
			return &Refused{"input.amount", "§7", itemAmount.With()}
		}
		c.happened = at
		row, err = c.tx.LedgerItem.Create().SetIncidentID(c.was.ID).SetKind(in.Kind).SetText(in.Text).SetQuantity(in.Quantity).
			SetNillableAmountFen((*int64)(in.Amount)).SetAt(at).SetEnteredBy(viewer.From(ctx).Name).Save(ctx)
		if err == nil {
			c.detail["item"], c.detail["kind"], c.detail["text"], c.detail["amount"] = row.ID, in.Kind, in.Text, in.Amount
		}
		return err
	})
	return unwrapped(row, err)
}

// Strike takes an item out again.
type Strike struct {
	Item           int
	Reason         string
	IdempotencyKey string
}

// StrikeLedgerItem takes out an item that is wrong, with the reason.
func (s *Incidents) StrikeLedgerItem(ctx context.Context, in Strike) (*ent.LedgerItem, error) {
	of, err := s.Store.Client.LedgerItem.Query().Where(ledgeritem.ID(in.Item)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.LedgerItem
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.ledger-struck", func(c *change) error {
		found, err := c.tx.LedgerItem.Get(ctx, in.Item)
		switch {
		case err != nil:
			return err
		case found.StruckAt != nil:
			return &Refused{"input.item", "§7", itemStruck.With()}
		case in.Reason == "":
			return &Refused{"input.reason", "§7", noReason.With()}
		}
		c.detail["item"], c.detail["reason"] = found.ID, in.Reason
		row, err = found.Update().SetStruckAt(c.now).SetStruckReason(in.Reason).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}
