package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
)

func (r *Resolver) installationPayload(ctx context.Context, id *int, row *ent.Installation, err error) (*model.InstallationPayload, error) {
	if id != nil {
		row = latest(ctx, row, err, *id, r.Store.Client.Installation.Get)
	}
	problems, err := mend(err)
	return &model.InstallationPayload{Installation: row, UserErrors: problems}, err
}
