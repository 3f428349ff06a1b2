package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/rule"
)

func (r *mutationResolver) StartResponse(ctx context.Context, input incident.Start) (*model.IncidentPayload, error) {
	row, err := r.Incidents.StartResponse(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) AdjustResponse(ctx context.Context, input incident.Adjust) (*model.IncidentPayload, error) {
	row, err := r.Incidents.AdjustResponse(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) EndResponse(ctx context.Context, input incident.End) (*model.IncidentPayload, error) {
	row, err := r.Incidents.EndResponse(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) ConfirmOrder(ctx context.Context, input incident.Confirm) (*model.ResponseStepPayload, error) {
	return stepPayload(r.Incidents.ConfirmOrder(ctx, input))
}

func (r *mutationResolver) HandOver(ctx context.Context, input incident.Handing) (*model.IncidentPayload, error) {
	row, err := r.Incidents.HandOver(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) TakeBack(ctx context.Context, input incident.Step) (*model.IncidentPayload, error) {
	row, err := r.Incidents.TakeBack(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *responseStepResolver) Conditions(ctx context.Context, obj *ent.ResponseStep) ([]rule.Condition, error) {
	return conditions(obj.Conditions), nil
}

func (r *Resolver) ResponseStep() generated.ResponseStepResolver { return &responseStepResolver{r} }

type responseStepResolver struct{ *Resolver }
