package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/installation"
)

func (r *installationResolver) Standing(ctx context.Context, obj *ent.Installation) (*installation.Standing, error) {
	return r.Installations.Standing(ctx, obj)
}

func (r *installationResolver) Steps(ctx context.Context, obj *ent.Installation) ([]*ent.InstallationStep, error) {
	return r.Installations.Steps(ctx, obj)
}

func (r *mutationResolver) BeginInstallation(ctx context.Context, input installation.Beginning) (*model.InstallationPayload, error) {
	row, err := r.Installations.Begin(ctx, input)
	return r.installationPayload(ctx, nil, row, err)
}

func (r *mutationResolver) MoveInstallation(ctx context.Context, input installation.Step) (*model.InstallationPayload, error) {
	row, err := r.Installations.Move(ctx, input)
	return r.installationPayload(ctx, &input.Installation, row, err)
}

func (r *mutationResolver) ChangeInstallation(ctx context.Context, input installation.Change) (*model.InstallationPayload, error) {
	row, err := r.Installations.Change(ctx, input)
	return r.installationPayload(ctx, &input.Installation, row, err)
}

func (r *queryResolver) InstallationBook(ctx context.Context) (*installation.Book, error) {
	return r.Installations.Book(ctx)
}

func (r *Resolver) Installation() generated.InstallationResolver { return &installationResolver{r} }

type installationResolver struct{ *Resolver }
