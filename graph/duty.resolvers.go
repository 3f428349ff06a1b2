package graph

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/duty"
)

func (r *mutationResolver) SetShift(ctx context.Context, input duty.Turn) (*model.ShiftPayload, error) {
	row, err := r.Rooms.Set(ctx, input)
	return r.shiftPayload(ctx, input.Shift, row, err)
}

func (r *mutationResolver) CancelShift(ctx context.Context, input duty.Cancelling) (*model.ShiftPayload, error) {
	row, err := r.Rooms.Cancel(ctx, input)
	return r.shiftPayload(ctx, &input.Shift, row, err)
}

func (r *mutationResolver) HandShiftOver(ctx context.Context, input duty.Handing) (*model.ShiftChangePayload, error) {
	return shiftChangePayload(r.Rooms.HandOver(ctx, input))
}

func (r *mutationResolver) TakeShiftOver(ctx context.Context, input duty.Taking) (*model.ShiftChangePayload, error) {
	return shiftChangePayload(r.Rooms.TakeOver(ctx, input))
}

func (r *queryResolver) Shifts(ctx context.Context, since time.Time, until time.Time) ([]*ent.Shift, error) {
	return r.Rooms.Shifts(ctx, since, until)
}

func (r *queryResolver) OnDuty(ctx context.Context) ([]*ent.Shift, error) {
	return r.Rooms.OnDuty(ctx)
}

func (r *queryResolver) DutyGaps(ctx context.Context, since time.Time, until time.Time) ([]*duty.Gap, error) {
	return r.Rooms.Gaps(ctx, since, until)
}

func (r *queryResolver) ShiftChanges(ctx context.Context, first int) ([]*ent.ShiftChange, error) {
	if err := within("first", first, 1, 100); err != nil {
		return nil, err
	}
	return r.Rooms.Changes(ctx, first)
}

func (r *shiftChangeResolver) Open(ctx context.Context, obj *ent.ShiftChange) (*string, error) {
	return r.Rooms.Open(ctx, obj)
}

func (r *Resolver) ShiftChange() generated.ShiftChangeResolver { return &shiftChangeResolver{r} }

type shiftChangeResolver struct{ *Resolver }
