package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"

	"entgo.io/contrib/entgql"
)

func (r *appointmentResolver) Effective(ctx context.Context, obj *ent.Appointment) (bool, error) {
	return r.Access.Effective(obj), nil
}

func (r *mutationResolver) Appoint(ctx context.Context, input model.AppointInput) (*model.AppointPayload, error) {
	return appointPayload(r.Access.Appoint(ctx, newAppointment(input), input.IdempotencyKey))
}

func (r *mutationResolver) EndAppointment(ctx context.Context, input model.EndAppointmentInput) (*model.EndAppointmentPayload, error) {
	return endAppointmentPayload(r.Access.EndAppointment(ctx, input.Appointment, input.Reason, input.IdempotencyKey))
}

func (r *mutationResolver) Delegate(ctx context.Context, input model.DelegateInput) (*model.DelegatePayload, error) {
	row, err := r.Access.Delegate(ctx, delegation(input), input.IdempotencyKey)
	return delegatePayload(row, input.To, err)
}

func (r *mutationResolver) EndDelegation(ctx context.Context, input model.EndDelegationInput) (*model.EndDelegationPayload, error) {
	problems, err := mend(r.Access.EndDelegation(ctx, input.HandedOn, input.IdempotencyKey))
	return &model.EndDelegationPayload{UserErrors: problems}, err
}

func (r *mutationResolver) UpdateUser(ctx context.Context, input model.UpdateUserInput) (*model.UpdateUserPayload, error) {
	return userPayload(r.Access.UpdateUser(ctx, input.User, input.DisplayName, input.Phone, input.IdempotencyKey))
}

func (r *mutationResolver) SetUserDisabled(ctx context.Context, input model.SetUserDisabledInput) (*model.UpdateUserPayload, error) {
	return userPayload(r.Access.SetDisabled(ctx, input.User, input.Disabled, input.IdempotencyKey))
}

func (r *queryResolver) Users(ctx context.Context, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.UserConnection, error) {
	return r.Store.Client.User.Query().Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) Roles(ctx context.Context) ([]*model.RoleDescription, error) {
	return roleDescriptions(), nil
}

func (r *userResolver) Phone(ctx context.Context, obj *ent.User) (string, error) {
	return phone(ctx, obj), nil
}

func (r *userResolver) SecondFactor(ctx context.Context, obj *ent.User) (bool, error) {
	return r.secondFactor(ctx, obj.ID)
}

func (r *Resolver) Appointment() generated.AppointmentResolver { return &appointmentResolver{r} }

func (r *Resolver) User() generated.UserResolver { return &userResolver{r} }

type (
	appointmentResolver struct{ *Resolver }
	userResolver        struct{ *Resolver }
)
