package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/measure"
)

func (r *ledgerItemResolver) Amount(ctx context.Context, obj *ent.LedgerItem) (*measure.Fen, error) {
	return fen(obj.AmountFen), nil
}

func (r *mutationResolver) AddLedgerItem(ctx context.Context, input incident.Item) (*model.LedgerItemPayload, error) {
	return ledgerPayload(r.Incidents.AddLedgerItem(ctx, input))
}

func (r *mutationResolver) StrikeLedgerItem(ctx context.Context, input incident.Strike) (*model.LedgerItemPayload, error) {
	return ledgerPayload(r.Incidents.StrikeLedgerItem(ctx, input))
}

func (r *Resolver) LedgerItem() generated.LedgerItemResolver { return &ledgerItemResolver{r} }

type ledgerItemResolver struct{ *Resolver }
