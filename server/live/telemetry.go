package live

import (
	"context"
	"iter"
	"time"

	"commandhub/server/station"
	"commandhub/server/viewer"
)

// Telemetry gives a snapshot of the sensors that a filter takes and then, no
// more often than every interval, those that spoke since. An empty change comes
// every Heartbeat, and at once when the database goes or comes back. When the
// county's stations change, a new snapshot comes. It fails where the filter
// does.
func (l *Live) Telemetry(ctx context.Context, f *station.Filter, interval time.Duration) (iter.Seq2[int64, *Update], error) {
	if _, err := l.registry.Now().Select(ctx, viewer.StationRead, f); err != nil {
		return nil, err
	}
	return func(yield func(int64, *Update) bool) {
		var seen int64
		var of *station.Snapshot
		var sensors Sensors
		for {
			changed, status := l.Board.changed.Next(), l.status.Next()
			kind := Change
			if now := l.registry.Now(); now != of {
				selection, err := now.Select(ctx, viewer.StationRead, f)
				if err != nil {
					return // what the filter names is gone: the stream completes
				}
				of, sensors, kind = now, sensorsOf(viewer.From(ctx), now, selection), Snapshot
			}
			update := l.update(sensors, of, kind, seen)
			if !yield(update.Sequence, update) {
				return
			}
			seen = update.Sequence
			if !l.pause(ctx, interval, changed, status) {
				return
			}
		}
	}, nil
}

// pause waits for the interval to pass and then for something to tell. It is
// false when the context ended.
func (l *Live) pause(ctx context.Context, interval time.Duration, changed, status <-chan struct{}) bool {
	heartbeat := l.clock.After(max(Heartbeat, interval))
	select {
	case <-l.clock.After(interval):
	case <-status:
		return true
	case <-ctx.Done():
		return false
	}
	select {
	case <-changed:
	case <-status:
	case <-heartbeat:
	case <-ctx.Done():
		return false
	}
	return true
}

func (l *Live) update(want Sensors, of *station.Snapshot, kind Kind, seen int64) *Update {
	u := &Update{Kind: kind, ServerTime: l.clock.Now().UTC(), StorageAvailable: l.Storage().Available, Devices: []*Link{}}
	var heard []int
	if kind == Snapshot {
		u.Tanks, u.Sales, u.Sequence = l.Board.all(want, seen)
		heard = want.Devices // those that were never heard too
	} else {
		u.Tanks, u.Sales, heard, u.Sequence = l.Board.since(seen, want)
	}
	for _, id := range heard {
		u.Devices = append(u.Devices, l.Link(of.Device(id)))
	}
	return u
}

// sensorsOf are the sensors of a selection that the viewer's scopes reach.
func sensorsOf(who viewer.Viewer, of *station.Snapshot, sel station.Selection) Sensors {
	var s Sensors
	reached := func(scope viewer.Scope, id int) bool { return of.Reached(who, scope, of.Station(id)) }
	for _, t := range sel.Tanks {
		if reached(viewer.StockRead, t.StationID) {
			s.Tanks = append(s.Tanks, t.ID)
		}
	}
	for _, n := range sel.Nozzles {
		if reached(viewer.SalesRead, n.StationID) {
			s.Nozzles = append(s.Nozzles, n.ID)
		}
	}
	for _, d := range sel.Devices {
		if reached(viewer.EquipmentRead, d.StationID) {
			s.Devices = append(s.Devices, d.ID)
		}
	}
	return s
}
