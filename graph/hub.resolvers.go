package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/live"
	"commandhub/server/socket"
	"commandhub/server/viewer"
)

func (r *mutationResolver) SetExercise(ctx context.Context, input model.SetExerciseInput) (*model.SetExercisePayload, error) {
	return exercisePayload(r.hub, r.Exercise.Set(ctx, input.Exercise, input.IdempotencyKey))
}

func (r *queryResolver) Hub(ctx context.Context) (*model.Hub, error) {
	return r.hub(), nil
}

func (r *queryResolver) Viewer(ctx context.Context) (*model.Viewer, error) {
	return viewerModel(viewer.From(ctx)), nil
}

func (r *queryResolver) Node(ctx context.Context, id int) (ent.Noder, error) {
	return nodeOrNull(r.Store.Client.Noder(ctx, id))
}

func (r *subscriptionResolver) HubStatus(ctx context.Context) (<-chan *live.Status, error) {
	return socket.Stream(ctx, r.Live.Status(ctx)), nil
}

func (r *viewerResolver) Posts(ctx context.Context, obj *model.Viewer) ([]*model.Post, error) {
	return r.posts(ctx)
}

func (r *viewerResolver) HandedOn(ctx context.Context, obj *model.Viewer) ([]*model.HandedOn, error) {
	return r.handedOn(ctx)
}

func (r *viewerResolver) SecondFactor(ctx context.Context, obj *model.Viewer) (bool, error) {
	return r.secondFactor(ctx, viewer.From(ctx).ID)
}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutationResolver{r} }

func (r *Resolver) Query() generated.QueryResolver { return &queryResolver{r} }

func (r *Resolver) Subscription() generated.SubscriptionResolver { return &subscriptionResolver{r} }

func (r *Resolver) Viewer() generated.ViewerResolver { return &viewerResolver{r} }

type (
	mutationResolver     struct{ *Resolver }
	queryResolver        struct{ *Resolver }
	subscriptionResolver struct{ *Resolver }
	viewerResolver       struct{ *Resolver }
)
