package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/incident"
)

func entryPayload(row *ent.CordonEntry, err error) (*model.CordonEntryPayload, error) {
	problems, err := mend(err)
	return &model.CordonEntryPayload{Entry: row, UserErrors: problems}, err
}

func samplePayload(row *ent.EnvironmentSample, err error) (*model.SamplePayload, error) {
	problems, err := mend(err)
	return &model.SamplePayload{Sample: row, UserErrors: problems}, err
}

func (r *Resolver) releasePayload(ctx context.Context, id int, row *ent.Release, err error) (*model.ReleasePayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.Release.Get)
	problems, err := mend(err)
	return &model.ReleasePayload{Release: row, UserErrors: problems}, err
}

func ledgerPayload(row *ent.LedgerItem, err error) (*model.LedgerItemPayload, error) {
	problems, err := mend(err)
	return &model.LedgerItemPayload{Item: row, UserErrors: problems}, err
}

func (r *Resolver) casualtyPayload(ctx context.Context, in incident.Victim) (*model.CasualtyPayload, error) {
	row, err := r.Incidents.KeepCasualty(ctx, in)
	if in.Casualty != nil {
		row = latest(ctx, row, err, *in.Casualty, r.Store.Client.Casualty.Get)
	}
	problems, err := mend(err)
	return &model.CasualtyPayload{Casualty: row, UserErrors: problems}, err
}

func (r *Resolver) photoPayload(ctx context.Context, id int, row *ent.Photo, err error) (*model.PhotoPayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.Photo.Get)
	problems, err := mend(err)
	return &model.PhotoPayload{Photo: row, UserErrors: problems}, err
}
