package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/socket"
)

func (r *deadlineResolver) From(ctx context.Context, obj *ent.Deadline) (rule.Party, error) {
	from, _ := obj.Duty.Parties()
	return from, nil
}

func (r *deadlineResolver) To(ctx context.Context, obj *ent.Deadline) (rule.Party, error) {
	_, to := obj.Duty.Parties()
	return to, nil
}

func (r *deadlineResolver) BornLate(ctx context.Context, obj *ent.Deadline) (bool, error) {
	return obj.DueAt.Before(obj.BornAt), nil
}

func (r *deadlineResolver) State(ctx context.Context, obj *ent.Deadline) (rule.ClockState, error) {
	return r.Incidents.State(obj), nil
}

func (r *mutationResolver) MeetDeadline(ctx context.Context, input incident.Meeting) (*model.DeadlinePayload, error) {
	return deadlinePayload(r.Incidents.MeetDeadline(ctx, input))
}

func (r *mutationResolver) PressRequest(ctx context.Context, input incident.Press) (*model.IncidentPayload, error) {
	row, err := r.Incidents.PressRequest(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *subscriptionResolver) DeadlineUpdates(ctx context.Context) (<-chan *incident.DeadlineUpdate, error) {
	updates, err := r.Incidents.DeadlineUpdates(ctx)
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, updates), nil
}

func (r *Resolver) Deadline() generated.DeadlineResolver { return &deadlineResolver{r} }

type deadlineResolver struct{ *Resolver }
