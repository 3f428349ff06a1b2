package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
)

func (r *cordonEntryResolver) Overdue(ctx context.Context, obj *ent.CordonEntry) (bool, error) {
	return r.Incidents.Overdue(obj), nil
}

func (r *environmentSampleResolver) Exceeds(ctx context.Context, obj *ent.EnvironmentSample) (bool, error) {
	return incident.Exceeds(obj), nil
}

func (r *mutationResolver) EnterCordon(ctx context.Context, input incident.Entry) (*model.CordonEntryPayload, error) {
	return entryPayload(r.Incidents.EnterCordon(ctx, input))
}

func (r *mutationResolver) LeaveCordon(ctx context.Context, input incident.Leaving) (*model.CordonEntryPayload, error) {
	return entryPayload(r.Incidents.LeaveCordon(ctx, input))
}

func (r *mutationResolver) AddSample(ctx context.Context, input incident.Sample) (*model.SamplePayload, error) {
	return samplePayload(r.Incidents.AddSample(ctx, input))
}

func (r *mutationResolver) DraftRelease(ctx context.Context, input incident.Statement) (*model.ReleasePayload, error) {
	row, err := r.Incidents.DraftRelease(ctx, input)
	return r.releasePayload(ctx, 0, row, err)
}

func (r *mutationResolver) ApproveRelease(ctx context.Context, input incident.ReleaseStep) (*model.ReleasePayload, error) {
	row, err := r.Incidents.ApproveRelease(ctx, input)
	return r.releasePayload(ctx, input.Release, row, err)
}

func (r *mutationResolver) PublishRelease(ctx context.Context, input incident.ReleaseStep) (*model.ReleasePayload, error) {
	row, err := r.Incidents.PublishRelease(ctx, input)
	return r.releasePayload(ctx, input.Release, row, err)
}

func (r *Resolver) CordonEntry() generated.CordonEntryResolver { return &cordonEntryResolver{r} }

func (r *Resolver) EnvironmentSample() generated.EnvironmentSampleResolver {
	return &environmentSampleResolver{r}
}

type (
	cordonEntryResolver       struct{ *Resolver }
	environmentSampleResolver struct{ *Resolver }
)
