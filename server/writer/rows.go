package writer

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// from is a part of a batch with the submission that it came in.
type from[T any] struct {
	part *T
	sub  *telemetry.Submission
}

func flatten[T any](subs []telemetry.Submission, part func(*telemetry.Batch) []T) []from[T] {
	n := 0
	for i := range subs {
		n += len(part(&subs[i].Batch))
	}
	all := make([]from[T], 0, n)
	for i := range subs {
		parts := part(&subs[i].Batch)
		for j := range parts {
			all = append(all, from[T]{&parts[j], &subs[i]})
		}
	}
	return all
}

var readingColumns = []string{
	"tank_id", "device_id", "measured_at", "received_at", "level", "volume", "volume20", "temperature", "water_level", "water_volume",
}

func insertReadings(tx *store.BulkTx, subs []telemetry.Submission) error {
	all := flatten(subs, func(b *telemetry.Batch) []telemetry.TankReading { return b.Tanks })
	err := tx.Insert("tank_readings", readingColumns, len(all), func(i int, row *store.Row) {
		r, sub := all[i].part, all[i].sub
		row.Int(int64(r.TankID))
		row.Int(int64(sub.DeviceID))
		row.Time(r.MeasuredAt)
		row.Time(sub.ReceivedAt)
		store.NullInt(row, r.Level)
		row.Int(int64(r.Volume))
		store.NullInt(row, r.Volume20)
		store.NullInt(row, r.Temperature)
		store.NullInt(row, r.WaterLevel)
		store.NullInt(row, r.WaterVolume)
	})
	return named("readings", err)
}

var saleColumns = []string{"nozzle_id", "device_id", "sold_at", "received_at", "volume", "price", "amount", "totalizer"}

func insertSales(tx *store.BulkTx, subs []telemetry.Submission) error {
	all := flatten(subs, func(b *telemetry.Batch) []telemetry.Sale { return b.Sales })
	err := tx.Insert("sales", saleColumns, len(all), func(i int, row *store.Row) {
		r, sub := all[i].part, all[i].sub
		row.Int(int64(r.NozzleID))
		row.Int(int64(sub.DeviceID))
		row.Time(r.SoldAt)
		row.Time(sub.ReceivedAt)
		row.Int(int64(r.Volume))
		row.Int(int64(r.Price))
		row.Int(int64(r.Amount))
		store.NullInt(row, r.Totalizer)
	})
	return named("sales", err)
}

// daySums adds up sales by tank and day of a zone's calendar.
func daySums(subs []telemetry.Submission, zone *time.Location) []store.DaySum {
	at := map[store.DaySum]int{} // by key alone
	var sums []store.DaySum
	for i := range subs {
		for _, r := range subs[i].Batch.Sales {
			key := store.DaySum{TankID: r.TankID, Day: r.SoldAt.In(zone).Format(time.DateOnly)}
			n, ok := at[key]
			if !ok {
				n = len(sums)
				at[key], sums = n, append(sums, key)
			}
			sums[n].Volume += int64(r.Volume)
			sums[n].Amount += int64(r.Amount)
			sums[n].Count++
		}
	}
	slices.SortFunc(sums, func(a, b store.DaySum) int {
		return cmp.Or(cmp.Compare(a.TankID, b.TankID), cmp.Compare(a.Day, b.Day))
	})
	return sums
}

var deliveryColumns = []string{
	"sequence", "station_id", "tank_id", "device_id", "started_at", "ended_at", "received_at",
	"volume", "start_volume", "end_volume", "waybill",
}

var eventColumns = []string{
	"sequence", "station_id", "device_id", "tank_id", "nozzle_id", "happened_at", "received_at", "kind", "detail",
}

// insertEvents stores deliveries and device events with their places in the
// stream of station events, in the order of submissions.
func insertEvents(tx *store.BulkTx, subs []telemetry.Submission) error {
	deliveries := flatten(subs, func(b *telemetry.Batch) []telemetry.Delivery { return b.Deliveries })
	events := flatten(subs, func(b *telemetry.Batch) []telemetry.Event { return b.Events })
	if len(deliveries)+len(events) == 0 {
		return nil
	}
	next, err := tx.Sequences(store.StationStream, len(deliveries)+len(events))
	if err != nil {
		return fmt.Errorf("sequence of station events: %w", err)
	}
	for i := range subs {
		b := &subs[i].Batch
		for j := range b.Deliveries {
			b.Deliveries[j].Sequence = next
			next++
		}
		for j := range b.Events {
			b.Events[j].Sequence = next
			next++
		}
	}
	err = tx.Insert("deliveries", deliveryColumns, len(deliveries), func(i int, row *store.Row) {
		r, sub := deliveries[i].part, deliveries[i].sub
		row.Int(r.Sequence)
		row.Int(int64(sub.StationID))
		row.Int(int64(r.TankID))
		row.Int(int64(sub.DeviceID))
		row.Time(r.StartedAt)
		row.Time(r.EndedAt)
		row.Time(sub.ReceivedAt)
		row.Int(int64(r.Volume))
		store.NullInt(row, r.StartVolume)
		store.NullInt(row, r.EndVolume)
		row.Text(r.Waybill)
	})
	if err != nil {
		return named("deliveries", err)
	}
	err = tx.Insert("device_events", eventColumns, len(events), func(i int, row *store.Row) {
		r, sub := events[i].part, events[i].sub
		row.Int(r.Sequence)
		row.Int(int64(sub.StationID))
		row.Int(int64(sub.DeviceID))
		store.NullInt(row, r.TankID)
		store.NullInt(row, r.NozzleID)
		row.Time(r.HappenedAt)
		row.Time(sub.ReceivedAt)
		row.Text(string(r.Kind))
		row.Text(r.Detail)
	})
	return named("device events", err)
}

func named(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
