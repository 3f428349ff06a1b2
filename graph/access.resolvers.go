package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/access"
)

func (r *mutationResolver) CreateEnrolment(ctx context.Context, input model.CreateEnrolmentInput) (*model.CreateEnrolmentPayload, error) {
	code, expires, err := r.Access.Invite(ctx, invitation(input), input.IdempotencyKey)
	return r.enrolmentPayload(code, expires, err)
}

func (r *mutationResolver) RevokeWall(ctx context.Context, input model.RevokeWallInput) (*model.RevokeWallPayload, error) {
	row, err := r.Access.RevokeWall(ctx, input.Wall, input.IdempotencyKey)
	problems, err := mend(err)
	return &model.RevokeWallPayload{Wall: row, UserErrors: problems}, err
}

func (r *mutationResolver) RevokeFieldDevice(ctx context.Context, input model.RevokeFieldDeviceInput) (*model.RevokeFieldDevicePayload, error) {
	row, err := r.Access.RevokeFieldDevice(ctx, input.FieldDevice, input.IdempotencyKey)
	problems, err := mend(err)
	return &model.RevokeFieldDevicePayload{FieldDevice: row, UserErrors: problems}, err
}

func (r *mutationResolver) EndSignIn(ctx context.Context, input model.EndSignInInput) (*model.EndSignInPayload, error) {
	problems, err := mend(r.Access.EndSignIn(ctx, input.SignIn, input.IdempotencyKey))
	return &model.EndSignInPayload{UserErrors: problems}, err
}

func (r *queryResolver) Walls(ctx context.Context) ([]*ent.Wall, error) {
	return r.Store.Client.Wall.Query().Order(ent.Asc("id")).All(ctx)
}

func (r *queryResolver) FieldDevices(ctx context.Context) ([]*ent.FieldDevice, error) {
	return r.Store.Client.FieldDevice.Query().Order(ent.Asc("id")).All(ctx)
}

func (r *queryResolver) SignIns(ctx context.Context, user *int) ([]*access.SignIn, error) {
	return r.Access.SignIns(ctx, user)
}
