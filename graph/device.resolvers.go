package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/device"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/live"
	"commandhub/server/station"

	"entgo.io/contrib/entgql"
)

func (r *deviceResolver) Link(ctx context.Context, obj *ent.Device) (*live.Link, error) {
	return r.Live.LinkOf(ctx, obj.ID), nil
}

func (r *mutationResolver) IssueDeviceCredential(ctx context.Context, input model.IssueDeviceCredentialInput) (*model.IssueDeviceCredentialPayload, error) {
	row, secret, err := r.Credentials.Issue(ctx, input.Device, input.IdempotencyKey)
	return issuePayload(row, secret, err)
}

func (r *mutationResolver) RevokeDeviceCredential(ctx context.Context, input model.RevokeDeviceCredentialInput) (*model.RevokeDeviceCredentialPayload, error) {
	return revokePayload(r.Credentials.Revoke(ctx, input.Device, input.IdempotencyKey))
}

func (r *queryResolver) Devices(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.DeviceConnection, error) {
	sel, err := r.selection(ctx, filter)
	if err != nil {
		return nil, err
	}
	return r.Store.Client.Device.Query().Where(device.HasStationWith(sel.Predicate())).Paginate(ctx, after, first, before, last)
}

func (r *Resolver) Device() generated.DeviceResolver { return &deviceResolver{r} }

type deviceResolver struct{ *Resolver }
