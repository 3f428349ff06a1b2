package graph

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/nozzle"
	"commandhub/ent/product"
	entstation "commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/station"

	"entgo.io/contrib/entgql"
)

func (r *nozzleResolver) LatestSale(ctx context.Context, obj *ent.Nozzle) (*ent.Sale, error) {
	return r.Live.LatestSale(ctx, obj.ID), nil
}

func (r *queryResolver) Stations(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.StationConnection, error) {
	sel, err := r.selection(ctx, filter)
	if err != nil {
		return nil, err
	}
	return r.Store.Client.Station.Query().Where(sel.Predicate()).Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) Station(ctx context.Context, code string) (*ent.Station, error) {
	row, err := r.Store.Client.Station.Query().Where(entstation.Code(code)).Only(ctx)
	return orNull(row, err)
}

func (r *queryResolver) Tanks(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.TankConnection, error) {
	sel, err := r.selection(ctx, filter)
	if err != nil {
		return nil, err
	}
	return r.Store.Client.Tank.Query().Where(sel.TankIDs(tank.FieldID)).Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) Nozzles(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.NozzleConnection, error) {
	sel, err := r.selection(ctx, filter)
	if err != nil {
		return nil, err
	}
	return r.Store.Client.Nozzle.Query().Where(sel.NozzleIDs(nozzle.FieldID)).Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) Areas(ctx context.Context) ([]*ent.Area, error) {
	return r.Store.Client.Area.Query().Order(ent.Asc(area.FieldID)).All(ctx)
}

func (r *queryResolver) Products(ctx context.Context) ([]*ent.Product, error) {
	return r.Store.Client.Product.Query().Order(ent.Asc(product.FieldPosition, product.FieldID)).All(ctx)
}

func (r *stationResolver) Class(ctx context.Context, obj *ent.Station) (*model.StationClass, error) {
	return classModel(r.Registry.Now().Station(obj.ID)), nil
}

func (r *stationResolver) DailySales(ctx context.Context, obj *ent.Station, days int) ([]*station.DailySales, error) {
	return station.SalesOf(ctx, r.Store, r.Registry.Now().Station(obj.ID), days, r.Clock.Now().In(r.Stock.Location))
}

func (r *tankResolver) Latest(ctx context.Context, obj *ent.Tank) (*ent.TankReading, error) {
	return r.Live.Reading(ctx, obj.ID), nil
}

func (r *tankResolver) History(ctx context.Context, obj *ent.Tank, quantity station.Quantity, from time.Time, to time.Time, buckets int) (*station.History, error) {
	return station.HistoryOf(ctx, r.Store, obj.ID, quantity, from, to, buckets)
}

func (r *Resolver) Nozzle() generated.NozzleResolver { return &nozzleResolver{r} }

func (r *Resolver) Organisation() generated.OrganisationResolver { return &organisationResolver{r} }

func (r *Resolver) Station() generated.StationResolver { return &stationResolver{r} }

func (r *Resolver) Tank() generated.TankResolver { return &tankResolver{r} }

type (
	nozzleResolver       struct{ *Resolver }
	organisationResolver struct{ *Resolver }
	stationResolver      struct{ *Resolver }
	tankResolver         struct{ *Resolver }
)
