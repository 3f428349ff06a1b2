package graph

import (
	"context"

	"commandhub/graph/model"
	"commandhub/server/incident"
)

func (r *mutationResolver) KeepCasualty(ctx context.Context, input incident.Victim) (*model.CasualtyPayload, error) {
	return r.casualtyPayload(ctx, input)
}
