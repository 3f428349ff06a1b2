package graph

import (
	"context"
	"fmt"
	"time"

	"commandhub/ent"
	"commandhub/graph/model"
)

func (r *mutationResolver) SetShift(ctx context.Context, input model.SetShiftInput) (*model.ShiftPayload, error) {
	panic(fmt.Errorf("not implemented: SetShift - setShift"))
}

func (r *mutationResolver) CancelShift(ctx context.Context, input model.CancelShiftInput) (*model.ShiftPayload, error) {
	panic(fmt.Errorf("not implemented: CancelShift - cancelShift"))
}

func (r *mutationResolver) HandShiftOver(ctx context.Context, input model.HandShiftOverInput) (*model.ShiftChangePayload, error) {
	panic(fmt.Errorf("not implemented: HandShiftOver - handShiftOver"))
}

func (r *mutationResolver) TakeShiftOver(ctx context.Context, input model.TakeShiftOverInput) (*model.ShiftChangePayload, error) {
	panic(fmt.Errorf("not implemented: TakeShiftOver - takeShiftOver"))
}

func (r *queryResolver) Shifts(ctx context.Context, since time.Time, until time.Time) ([]*ent.Shift, error) {
	panic(fmt.Errorf("not implemented: Shifts - shifts"))
}

func (r *queryResolver) OnDuty(ctx context.Context) ([]*ent.Shift, error) {
	panic(fmt.Errorf("not implemented: OnDuty - onDuty"))
}

func (r *queryResolver) ShiftChanges(ctx context.Context, first int) ([]*ent.ShiftChange, error) {
	panic(fmt.Errorf("not implemented: ShiftChanges - shiftChanges"))
}
