package graph

import (
	"context"

	"commandhub/graph/model"
	"commandhub/server/push"
)

func (r *mutationResolver) FilePushSubscription(ctx context.Context, input push.Filing) (*model.FilePushSubscriptionPayload, error) {
	state, err := r.Pushes.File(ctx, input)
	problems, err := mend(err)
	return &model.FilePushSubscriptionPayload{Push: state, UserErrors: problems}, err
}

func (r *mutationResolver) RemovePushSubscription(ctx context.Context, input model.RemovePushSubscriptionInput) (*model.RemovePushSubscriptionPayload, error) {
	state, err := r.Pushes.Remove(ctx, input.IdempotencyKey)
	problems, err := mend(err)
	return &model.RemovePushSubscriptionPayload{Push: state, UserErrors: problems}, err
}

func (r *queryResolver) Push(ctx context.Context) (*push.State, error) {
	return r.Pushes.State(ctx)
}
