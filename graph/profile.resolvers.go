package graph

import (
	"context"

	"commandhub/graph/model"
	"commandhub/server/county"
)

func (r *mutationResolver) ImportProfile(ctx context.Context, input county.Importing) (*model.ImportProfilePayload, error) {
	now, err := r.Profiles.Import(ctx, input)
	return r.importPayload(ctx, now, err)
}

func (r *queryResolver) CountyProfile(ctx context.Context) (*county.InForce, error) {
	return r.Profiles.Current(ctx)
}

func (r *queryResolver) ProfilePreview(ctx context.Context, upload int) (*county.Preview, error) {
	return r.Profiles.Preview(ctx, upload)
}
