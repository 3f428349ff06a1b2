package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/socket"
	"commandhub/server/timeline"
	"commandhub/server/viewer"

	"entgo.io/contrib/entgql"
)

func (r *queryResolver) EventsAfter(ctx context.Context, after *entgql.Cursor[int], first int) (*model.TimelinePage, error) {
	if err := within("first", first, 1, timeline.Page); err != nil {
		return nil, err
	}
	return r.timelinePage(ctx, after, first)
}

func (r *subscriptionResolver) Timeline(ctx context.Context, after *entgql.Cursor[int]) (<-chan *ent.TimelineEntry, error) {
	from, err := r.timelineFrom(ctx, after)
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, r.Resolver.Timeline.Follow(ctx, from)), nil
}

func (r *timelineEntryResolver) Cursor(ctx context.Context, obj *ent.TimelineEntry) (*entgql.Cursor[int], error) {
	return model.At(obj.Sequence), nil
}

func (r *timelineEntryResolver) ActorKind(ctx context.Context, obj *ent.TimelineEntry) (model.ViewerKind, error) {
	return viewerKind(viewer.Kind(obj.ActorKind)), nil
}

func (r *Resolver) TimelineEntry() generated.TimelineEntryResolver { return &timelineEntryResolver{r} }

type timelineEntryResolver struct{ *Resolver }
