package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
)

func (r *mutationResolver) CreateEnrolment(ctx context.Context, input model.CreateEnrolmentInput) (*model.CreateEnrolmentPayload, error) {
	code, expires, err := r.Access.Invite(ctx, input.Kind, input.Name, input.IdempotencyKey)
	return r.enrolmentPayload(code, expires, err)
}

func (r *mutationResolver) RevokeWall(ctx context.Context, input model.RevokeWallInput) (*model.RevokeWallPayload, error) {
	row, err := r.Access.RevokeWall(ctx, input.Wall, input.IdempotencyKey)
	problems, err := mend(err)
	return &model.RevokeWallPayload{Wall: row, UserErrors: problems}, err
}

func (r *queryResolver) Walls(ctx context.Context) ([]*ent.Wall, error) {
	return r.Store.Client.Wall.Query().Order(ent.Asc("id")).All(ctx)
}
