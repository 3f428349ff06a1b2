package station

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent"
	"commandhub/ent/delivery"
	"commandhub/ent/deviceevent"
	"commandhub/server/store"
	"commandhub/server/stream"
	"commandhub/server/viewer"
)

// EventsPage is the most events that are read at a time.
const EventsPage = 100

// eventsBefore is how many events a stream without a beginning starts with.
const eventsBefore = 20

// Event is a delivery or a device event: one of the two is set.
type Event struct {
	Sequence    int64
	Delivery    *ent.Delivery
	DeviceEvent *ent.DeviceEvent
}

// EventsAfter returns the events of the selected stations after a sequence,
// oldest first, at most limit and at most EventsPage.
func EventsAfter(ctx context.Context, s *store.Store, sel Selection, after int64, limit int) ([]Event, error) {
	limit = min(limit, EventsPage)
	return events(ctx, s, limit,
		func(q *ent.DeliveryQuery) *ent.DeliveryQuery {
			return q.Where(sel.StationIDs(delivery.FieldStationID), delivery.SequenceGT(after)).Order(delivery.BySequence())
		},
		func(q *ent.DeviceEventQuery) *ent.DeviceEventQuery {
			return q.Where(sel.StationIDs(deviceevent.FieldStationID), deviceevent.SequenceGT(after)).Order(deviceevent.BySequence())
		},
		func(all []Event) []Event { return all[:min(limit, len(all))] })
}

// LatestEvents returns the newest events of the selected stations, oldest first.
func LatestEvents(ctx context.Context, s *store.Store, sel Selection, limit int) ([]Event, error) {
	limit = min(limit, EventsPage)
	return events(ctx, s, limit,
		func(q *ent.DeliveryQuery) *ent.DeliveryQuery {
			return q.Where(sel.StationIDs(delivery.FieldStationID)).Order(delivery.BySequence(sql.OrderDesc()))
		},
		func(q *ent.DeviceEventQuery) *ent.DeviceEventQuery {
			return q.Where(sel.StationIDs(deviceevent.FieldStationID)).Order(deviceevent.BySequence(sql.OrderDesc()))
		},
		func(all []Event) []Event { return all[max(0, len(all)-limit):] })
}

// events reads both kinds, as far as the context's viewer may, up to limit of each, merges them by sequence and
// cuts what is too much.
func events(
	ctx context.Context, s *store.Store, limit int,
	deliveries func(*ent.DeliveryQuery) *ent.DeliveryQuery, told func(*ent.DeviceEventQuery) *ent.DeviceEventQuery,
	cut func([]Event) []Event,
) ([]Event, error) {
	var all []Event
	if viewer.From(ctx).May(viewer.DeliveryRead) {
		unloaded, err := deliveries(s.Client.Delivery.Query()).Limit(limit).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, d := range unloaded {
			all = append(all, Event{Sequence: d.Sequence, Delivery: d})
		}
	}
	happened, err := told(s.Client.DeviceEvent.Query()).Limit(limit).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range happened {
		all = append(all, Event{Sequence: e.Sequence, DeviceEvent: e})
	}
	slices.SortFunc(all, func(a, b Event) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return cut(all), nil
}

// FollowEvents gives every event of the stations that a filter takes, after a
// sequence or, without one, from the last few on. It fails where the filter
// does. The filter is applied anew each time, so that a station that is added
// is not missed.
func FollowEvents(ctx context.Context, s *store.Store, r *Registry, f *Filter, after *int64, bell *stream.Bell) (iter.Seq2[int64, Event], error) {
	sel, err := r.Now().Select(ctx, viewer.EventRead, f)
	if err != nil {
		return nil, err
	}
	var from int64
	if after != nil {
		from = *after
	} else {
		last, err := LatestEvents(ctx, s, sel, eventsBefore)
		if err != nil {
			return nil, err
		}
		if len(last) > 0 {
			from = last[0].Sequence - 1
		}
	}
	read := func(ctx context.Context, after int64) ([]Event, int64, error) {
		sel, err := r.Now().Select(ctx, viewer.EventRead, f)
		if err != nil {
			return nil, after, err
		}
		rows, err := EventsAfter(ctx, s, sel, after, EventsPage)
		if len(rows) > 0 {
			after = rows[len(rows)-1].Sequence
		}
		return rows, after, err
	}
	return stream.Follow(ctx, bell, from, read, func(e Event) int64 { return e.Sequence }), nil
}
