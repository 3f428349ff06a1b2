package graph

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/quarantine"

	"entgo.io/contrib/entgql"
)

func (r *mutationResolver) ReviewQuarantine(ctx context.Context, input quarantine.Review) (*model.ReviewQuarantinePayload, error) {
	given, err := r.Reviews.Review(ctx, input)
	return r.reviewPayload(ctx, given, err, func() (*ent.QuarantineVerdict, int, error) {
		standing, err := r.Reviews.Standing(ctx, input.Entry)
		return standing, 0, err
	})
}

func (r *mutationResolver) ReviewQuarantineGroup(ctx context.Context, input quarantine.GroupReview) (*model.ReviewQuarantinePayload, error) {
	given, err := r.Reviews.ReviewGroup(ctx, input)
	return r.reviewPayload(ctx, given, err, func() (*ent.QuarantineVerdict, int, error) {
		return r.Reviews.GroupStanding(ctx, input.Last)
	})
}

func (r *quarantineResolver) Verdicts(ctx context.Context, obj *ent.Quarantine) ([]*ent.QuarantineVerdict, error) {
	return r.Reviews.Verdicts(ctx, obj)
}

func (r *queryResolver) Quarantine(ctx context.Context, filter *model.QuarantineFilter, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.QuarantineConnection, error) {
	return r.Store.Client.Quarantine.Query().Where(quarantineWhere(filter)...).
		Paginate(ctx, after, first, before, last, newestFirst)
}

func (r *queryResolver) QuarantineCounts(ctx context.Context, since time.Time) ([]*quarantine.ReasonCount, error) {
	return r.Reviews.Since(ctx, since)
}

func (r *queryResolver) QuarantineReview(ctx context.Context) (*quarantine.Waiting, error) {
	return r.Reviews.Waiting(ctx)
}

func (r *Resolver) Quarantine() generated.QuarantineResolver { return &quarantineResolver{r} }

type quarantineResolver struct{ *Resolver }
