package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
)

func (r *Resolver) shiftPayload(ctx context.Context, id *int, row *ent.Shift, err error) (*model.ShiftPayload, error) {
	if id != nil {
		row = latest(ctx, row, err, *id, r.Store.Client.Shift.Get)
	}
	problems, err := mend(err)
	return &model.ShiftPayload{Shift: row, UserErrors: problems}, err
}

func shiftChangePayload(row *ent.ShiftChange, err error) (*model.ShiftChangePayload, error) {
	problems, err := mend(err)
	return &model.ShiftChangePayload{Change: row, UserErrors: problems}, err
}

func (r *Resolver) contactPayload(ctx context.Context, id *int, row *ent.Contact, err error) (*model.ContactPayload, error) {
	if id != nil {
		row = latest(ctx, row, err, *id, r.Store.Client.Contact.Get)
	}
	problems, err := mend(err)
	return &model.ContactPayload{Contact: row, UserErrors: problems}, err
}
