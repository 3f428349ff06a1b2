package live

import (
	"context"
	"time"

	"commandhub/server/station"
)

// Telemetry sends a snapshot of the sensors that a filter takes and then, no
// more often than every interval, those that spoke since. An empty change comes
// every Heartbeat, and at once when the database goes or comes back. A station
// that joins or leaves the selection brings a new snapshot. It fails where the
// filter does.
func (l *Live) Telemetry(ctx context.Context, f *station.Filter, interval time.Duration) (<-chan *Update, error) {
	if _, err := l.registry.Now().Select(f); err != nil {
		return nil, err
	}
	out := make(chan *Update)
	go func() {
		defer close(out)
		var seen int64
		var of *station.Snapshot
		kind := Snapshot
		var sensors Sensors
		for {
			changed, status := l.Board.changed.Next(), l.status.Next()
			if now := l.registry.Now(); now != of {
				selection, err := now.Select(f)
				if err != nil {
					return // what the filter names is gone: the client is told by the end of the stream
				}
				of, sensors, kind, seen = now, sensorsOf(selection), Snapshot, 0
			}
			update := l.update(sensors, of, kind, seen)
			select {
			case out <- update:
			case <-ctx.Done():
				return
			}
			seen, kind = update.Sequence, Change
			if !l.pause(ctx, interval, changed, status) {
				return
			}
		}
	}()
	return out, nil
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
	u := &Update{Kind: kind, ServerTime: l.clock.Now().UTC(), StorageAvailable: l.Storage().Available}
	if kind == Snapshot {
		u.Tanks, u.Sales, _, u.Sequence = l.Board.since(-1, want)
		for _, id := range want.Devices {
			u.Devices = append(u.Devices, l.Link(of.Device(id)))
		}
		return u
	}
	var heard []int
	u.Tanks, u.Sales, heard, u.Sequence = l.Board.since(seen, want)
	for _, id := range heard {
		u.Devices = append(u.Devices, l.Link(of.Device(id)))
	}
	return u
}

func sensorsOf(sel station.Selection) Sensors {
	var s Sensors
	for _, t := range sel.Tanks {
		s.Tanks = append(s.Tanks, t.ID)
	}
	for _, n := range sel.Nozzles {
		s.Nozzles = append(s.Nozzles, n.ID)
	}
	for _, d := range sel.Devices {
		s.Devices = append(s.Devices, d.ID)
	}
	return s
}
