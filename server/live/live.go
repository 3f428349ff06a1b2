package live

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/devicemark"
	"commandhub/ent/sale"
	"commandhub/server/station"
	"commandhub/server/store"
	"commandhub/server/stream"
	"commandhub/server/telemetry"
	"commandhub/server/viewer"
)

// Heartbeat is the longest silence of a stream: a subscriber that hears nothing
// for two of them knows that the hub, not the county, is quiet.
const Heartbeat = 5 * time.Second

// Live is the board with what is needed to judge it: which devices promise
// what, the clock, and whether the database answers.
type Live struct {
	Board *Board
	// Events rings when deliveries or device events were committed.
	Events *stream.Bell

	registry            *station.Registry
	clock               clockwork.Clock
	staleAfterIntervals int
	storage             atomic.Pointer[Storage]
	exercise            atomic.Bool
	status              *stream.Bell
	statusSequence      counter
}

// New makes an empty live; Load fills it. A device is stale after so many of
// its own intervals without a word.
func New(registry *station.Registry, clock clockwork.Clock, staleAfterIntervals int) *Live {
	l := &Live{
		Board: NewBoard(), Events: stream.NewBell(), status: stream.NewBell(),
		registry: registry, clock: clock, staleAfterIntervals: staleAfterIntervals,
	}
	l.storage.Store(&Storage{Available: true, Since: clock.Now().UTC()})
	return l
}

// Load reads the latest values from the database, before devices are let in.
func (l *Live) Load(ctx context.Context, s *store.Store) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("live"))
	var tanks []*ent.TankReading
	var sales []*ent.Sale
	for _, st := range l.registry.Now().Stations {
		for _, t := range st.Tanks {
			row, err := station.Latest(ctx, s, t.ID)
			if err != nil {
				return fmt.Errorf("latest reading of %s/%s: %w", st.Code, t.Number, err)
			}
			if row != nil {
				tanks = append(tanks, row)
			}
		}
		for _, n := range st.Nozzles {
			row, err := s.Client.Sale.Query().Where(sale.NozzleID(n.ID)).Order(ent.Desc(sale.FieldSoldAt)).First(ctx)
			if err != nil && !ent.IsNotFound(err) {
				return fmt.Errorf("latest sale of %s/%s: %w", st.Code, n.Number, err)
			}
			if row != nil {
				sales = append(sales, row)
			}
		}
	}
	marks, err := s.Client.DeviceMark.Query().Order(ent.Asc(devicemark.FieldUpdatedAt)).All(ctx)
	if err != nil {
		return fmt.Errorf("when devices were heard: %w", err)
	}
	heard := map[int]time.Time{}
	for _, m := range marks {
		heard[m.DeviceID] = m.UpdatedAt
	}
	l.Board.apply(tanks, sales, heard)
	return nil
}

// Committed takes in what the writer stored, in the order of commits.
func (l *Live) Committed(c telemetry.Commit) {
	var tanks []*ent.TankReading
	var sales []*ent.Sale
	heard := map[int]time.Time{}
	events := false
	for _, s := range c.Submissions {
		for _, r := range s.Batch.Tanks {
			tanks = append(tanks, &ent.TankReading{
				TankID: r.TankID, DeviceID: s.DeviceID, MeasuredAt: r.MeasuredAt, ReceivedAt: s.ReceivedAt,
				Level: r.Level, Volume: r.Volume, Volume20: r.Volume20, Temperature: r.Temperature,
				WaterLevel: r.WaterLevel, WaterVolume: r.WaterVolume,
			})
		}
		for _, r := range s.Batch.Sales {
			sales = append(sales, &ent.Sale{
				NozzleID: r.NozzleID, DeviceID: s.DeviceID, SoldAt: r.SoldAt, ReceivedAt: s.ReceivedAt,
				Volume: r.Volume, Price: r.Price, Amount: r.Amount, Totalizer: r.Totalizer,
			})
		}
		if s.ReceivedAt.After(heard[s.DeviceID]) {
			heard[s.DeviceID] = s.ReceivedAt
		}
		events = events || len(s.Batch.Deliveries)+len(s.Batch.Events) > 0
	}
	l.Board.apply(tanks, sales, heard)
	if events {
		l.Events.Ring()
	}
}

// Reading is the latest reading of a tank, nil before the first and where the
// viewer's stock:read does not reach.
func (l *Live) Reading(ctx context.Context, tank int) *ent.TankReading {
	if !l.reached(ctx, viewer.StockRead, l.registry.Now().OfTank(tank)) {
		return nil
	}
	return l.Board.Tank(tank)
}

// LatestSale is the latest sale of a nozzle, nil before the first and where the
// viewer's sales:read does not reach.
func (l *Live) LatestSale(ctx context.Context, nozzle int) *ent.Sale {
	if !l.reached(ctx, viewer.SalesRead, l.registry.Now().OfNozzle(nozzle)) {
		return nil
	}
	return l.Board.Sale(nozzle)
}

// LinkOf is whether a device speaks, nil where there is none and where the
// viewer's equipment:read does not reach.
func (l *Live) LinkOf(ctx context.Context, device int) *Link {
	d := l.registry.Now().Device(device)
	if d == nil || !l.reached(ctx, viewer.EquipmentRead, d.Station) {
		return nil
	}
	return l.Link(d)
}

func (l *Live) reached(ctx context.Context, scope viewer.Scope, st *station.Station) bool {
	return st != nil && l.registry.Now().Reached(viewer.From(ctx), scope, st)
}

// Link is whether a device speaks.
func (l *Live) Link(d *station.Device) *Link {
	link := &Link{
		DeviceID: d.ID, StationID: d.StationID,
		StaleAfterSeconds: d.ExpectedIntervalSeconds * l.staleAfterIntervals,
	}
	if at := l.Board.Heard(d.ID); !at.IsZero() {
		link.LastHeardAt = &at
	}
	return link
}

// Fresh tells whether a tank's latest reading is not stale: measured within the
// time that its device promises. A device that speaks without measuring this
// tank, because its probe failed, makes it no fresher.
func (l *Live) Fresh(t *station.Tank, now time.Time) bool {
	r := l.Board.Tank(t.ID)
	if r == nil {
		return false
	}
	d := l.registry.Now().Device(r.DeviceID)
	if d == nil {
		return false
	}
	limit := time.Duration(d.ExpectedIntervalSeconds*l.staleAfterIntervals) * time.Second
	return now.Sub(r.MeasuredAt) <= limit
}

// StaleAfterIntervals is the hub's setting.
func (l *Live) StaleAfterIntervals() int { return l.staleAfterIntervals }
