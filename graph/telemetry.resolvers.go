package graph

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/live"
	"commandhub/server/socket"
	"commandhub/server/station"
	"commandhub/server/stock"

	"entgo.io/contrib/entgql"
)

func (r *deliveryResolver) Cursor(ctx context.Context, obj *ent.Delivery) (*entgql.Cursor[int], error) {
	return model.At(obj.Sequence), nil
}

func (r *deviceEventResolver) Cursor(ctx context.Context, obj *ent.DeviceEvent) (*entgql.Cursor[int], error) {
	return model.At(obj.Sequence), nil
}

func (r *queryResolver) Stock(ctx context.Context, area *string) (*stock.Stock, error) {
	return r.Resolver.Stock.Of(ctx, area, r.Clock.Now().UTC())
}

func (r *queryResolver) StationEvents(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int], first int) ([]model.StationEvent, error) {
	events, err := r.stationEvents(ctx, filter, after, first)
	return stationEvents(events), err
}

func (r *subscriptionResolver) StationTelemetry(ctx context.Context, filter *station.Filter, minIntervalMs int) (<-chan *live.Update, error) {
	if err := within("minIntervalMs", minIntervalMs, 100, 60_000); err != nil {
		return nil, err
	}
	items, err := r.Live.Telemetry(ctx, filter, time.Duration(minIntervalMs)*time.Millisecond)
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, items), nil
}

func (r *subscriptionResolver) StationEvents(ctx context.Context, filter *station.Filter, after *entgql.Cursor[int]) (<-chan model.StationEvent, error) {
	items, err := station.FollowEvents(ctx, r.Store, r.Registry, filter, place(after), r.Live.Events)
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, eachEvent(items)), nil
}

func (r *subscriptionResolver) Stock(ctx context.Context, area *string, minIntervalMs int) (<-chan *stock.Stock, error) {
	if err := within("minIntervalMs", minIntervalMs, 1000, 60_000); err != nil {
		return nil, err
	}
	items, err := r.Resolver.Stock.Watch(ctx, area, time.Duration(minIntervalMs)*time.Millisecond)
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, items), nil
}

func (r *Resolver) Delivery() generated.DeliveryResolver { return &deliveryResolver{r} }

func (r *Resolver) DeviceEvent() generated.DeviceEventResolver { return &deviceEventResolver{r} }

type (
	deliveryResolver    struct{ *Resolver }
	deviceEventResolver struct{ *Resolver }
)
