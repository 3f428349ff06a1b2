package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
)

func (r *mutationResolver) WithdrawPhoto(ctx context.Context, input incident.Withdrawal) (*model.PhotoPayload, error) {
	row, err := r.Resolver.Incidents.WithdrawPhoto(ctx, input)
	return r.photoPayload(ctx, input.Photo, row, err)
}

func (r *photoResolver) Path(ctx context.Context, obj *ent.Photo) (string, error) {
	return incident.PhotoPath(obj.ID), nil
}

func (r *Resolver) Photo() generated.PhotoResolver { return &photoResolver{r} }

type photoResolver struct{ *Resolver }
