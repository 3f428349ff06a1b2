package writer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"pgregory.net/rapid"

	"commandhub/ent"
	"commandhub/ent/quarantine"
	"commandhub/server/measure"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/telemetry"
)

func ptr[T any](v T) *T { return &v }

func TestEveryBatchIsStoredOnceInAnyOrderAndGrouping(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		writers := []*Writer{c.start(Options{}), c.start(Options{GroupSize: 3, GroupWait: time.Microsecond})}
		boots := 0
		rapid.Check(t, func(r *rapid.T) {
			boots++
			boot := fmt.Sprint("boot", boots)
			before := c.volumes(0)
			seqs := rapid.SliceOfN(rapid.Int64Range(1, 40), 1, 60).Draw(r, "sequences")
			used, novel := map[int64]bool{}, 0
			for len(seqs) > 0 {
				n := rapid.IntRange(1, len(seqs)).Draw(r, "together")
				var subs [2][]telemetry.Submission
				for _, seq := range seqs[:n] {
					hub := rapid.IntRange(0, 1).Draw(r, "hub")
					subs[hub] = append(subs[hub], c.batch(0, boot, seq))
					used[seq] = true
				}
				seqs = seqs[n:]
				var answers [2][]answer
				var wait sync.WaitGroup
				for hub := range writers {
					wait.Go(func() { answers[hub] = submitAll(r, writers[hub], subs[hub]...) })
				}
				wait.Wait()
				for _, a := range slices.Concat(answers[0], answers[1]) {
					if a.err != nil {
						r.Fatal(a.err)
					}
					if !a.outcome.Duplicate {
						novel++
					}
				}
			}
			if novel != len(used) {
				r.Fatalf("%d of %d distinct batches were told to be new", novel, len(used))
			}
			after := c.volumes(0)
			for seq := range int64(41) {
				want := 0
				if used[seq] {
					want = 1
				}
				if got := after[measure.Litres(seq)] - before[measure.Litres(seq)]; got != want {
					r.Fatalf("sequence %d is stored %d times, want %d", seq, got, want)
				}
			}
		})
		c.checkDailySales(t)
	})
}

func TestWhatIsReadBackIsWhatWasSubmitted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		var commits []telemetry.Commit
		w := c.start(Options{Committed: func(c telemetry.Commit) { commits = append(commits, c) }})
		at := time.Date(2026, 2, 28, 23, 59, 59, 123456000, time.UTC)
		sub := telemetry.Submission{
			DeviceID: c.devices[0], StationID: c.station, ReceivedAt: noon.Add(time.Microsecond),
			Batch: telemetry.Batch{
				Boot: "b", Sequence: 1, Time: at,
				Tanks: []telemetry.TankReading{
					{TankID: c.tanks[0], MeasuredAt: at, Level: ptr(measure.Millimetres(18342)), Volume: 2134567, Volume20: ptr(measure.Litres(2129011)),
						Temperature: ptr(measure.Celsius(-143)), WaterLevel: ptr(measure.Millimetres(0)), WaterVolume: ptr(measure.Litres(1))},
					{TankID: c.tanks[1], MeasuredAt: at.Add(time.Second), Volume: 0},
				},
				Sales: []telemetry.Sale{{NozzleID: c.nozzles[0], TankID: c.tanks[0], SoldAt: at, Volume: 3250, Price: 789, Amount: 25643,
					Totalizer: ptr(measure.Litres(123456789))}},
				Deliveries: []telemetry.Delivery{{TankID: c.tanks[0], StartedAt: at.Add(-time.Hour), EndedAt: at, Volume: 2000000,
					StartVolume: ptr(measure.Litres(500000)), Waybill: "电子\t运单\\N"}},
				Events: []telemetry.Event{{TankID: &c.tanks[1], HappenedAt: at, Kind: "PROBE_FAULT", Detail: "line\nbreak\r\\. 䶮"}},
			},
			Refused: []telemetry.Refusal{{Reason: quarantine.ReasonNEGATIVE, Field: "tanks[2].volumeL", Detail: "below 0", Excerpt: "{\"a\":\"\x00\xff\"}"}},
		}
		if got := submitAll(t, w, sub)[0]; got.err != nil || got.outcome != (telemetry.Outcome{Stored: 5, Refused: 1}) {
			t.Fatalf("%+v", got)
		}
		readings := s.Client.TankReading.Query().Order(ent.Asc("id")).AllX(c.ctx)
		for i, want := range sub.Batch.Tanks {
			got := readings[i]
			if got.TankID != want.TankID || got.DeviceID != sub.DeviceID || !got.MeasuredAt.Equal(want.MeasuredAt) || !got.ReceivedAt.Equal(sub.ReceivedAt) ||
				got.Volume != want.Volume || !same(got.Level, want.Level) || !same(got.Volume20, want.Volume20) ||
				!same(got.Temperature, want.Temperature) || !same(got.WaterLevel, want.WaterLevel) || !same(got.WaterVolume, want.WaterVolume) {
				t.Errorf("%+v\nwant %+v", got, want)
			}
		}
		// ent finds them by their times, as it would its own.
		own := s.Client.TankReading.Create().SetTankID(c.tanks[0]).SetDeviceID(c.devices[0]).SetMeasuredAt(at).SetReceivedAt(at).SetVolume(1).SaveX(c.ctx)
		var kinds []string
		column := "measured_at"
		if !s.Postgres() {
			column = "typeof(measured_at) || length(measured_at)"
		}
		rows, err := s.DB.QueryContext(c.ctx, "SELECT DISTINCT "+column+" FROM tank_readings WHERE measured_at = $1", at)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var k string
			if err := rows.Scan(&k); err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, k)
		}
		if len(kinds) != 1 || own.ID <= readings[0].ID {
			t.Errorf("the writer's times differ from ent's: %v", kinds)
		}
		sale := s.Client.Sale.Query().OnlyX(c.ctx)
		if w := sub.Batch.Sales[0]; sale.Volume != w.Volume || sale.Price != w.Price || sale.Amount != w.Amount || !same(sale.Totalizer, w.Totalizer) || !sale.SoldAt.Equal(at) {
			t.Errorf("%+v", sale)
		}
		d := s.Client.Delivery.Query().OnlyX(c.ctx)
		if w := sub.Batch.Deliveries[0]; d.Sequence != 1 || d.Waybill != w.Waybill || !same(d.StartVolume, w.StartVolume) || d.EndVolume != nil || !d.StartedAt.Equal(w.StartedAt) {
			t.Errorf("%+v", d)
		}
		e := s.Client.DeviceEvent.Query().OnlyX(c.ctx)
		if w := sub.Batch.Events[0]; e.Sequence != 2 || e.Detail != w.Detail || e.Kind != w.Kind || *e.TankID != *w.TankID || e.NozzleID != nil {
			t.Errorf("%+v", e)
		}
		q := s.Client.Quarantine.Query().OnlyX(c.ctx)
		if q.Reason != "NEGATIVE" || q.Field != "tanks[2].volumeL" || q.Excerpt != "{\"a\":\"\uFFFD\uFFFD\"}" {
			t.Errorf("%+v", q)
		}
		if len(commits) != 1 || commits[0].Submissions[0].Batch.Deliveries[0].Sequence != 1 || !commits[0].At.Equal(noon) {
			t.Errorf("%+v", commits)
		}
	})
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func TestOneBadBatchHoldsUpNoOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		w := c.start(Options{GroupWait: 50 * time.Millisecond})
		bad := c.batch(0, "b", 2)
		bad.Batch.Deliveries = []telemetry.Delivery{{TankID: 999, StartedAt: noon, EndedAt: noon}} // no such tank
		got := submitAll(t, w, c.batch(0, "b", 1), bad, c.batch(1, "b", 1))
		if got[0].err != nil || got[2].err != nil || !errors.Is(got[1].err, ErrRejected) {
			t.Fatalf("%+v", got)
		}
		if v := c.volumes(0); v[1] != 1 || v[2] != 0 || c.volumes(1)[1] != 1 {
			t.Errorf("stored: %v", v)
		}
		q := s.Client.Quarantine.Query().OnlyX(c.ctx)
		if q.DeviceID != c.devices[0] || q.Reason != "OUT_OF_RANGE" || q.Excerpt == "" {
			t.Errorf("%+v", q)
		}
		if again := submitAll(t, w, bad)[0]; again.err != nil || !again.outcome.Duplicate {
			t.Errorf("sent again: %+v", again)
		}
		c.checkDailySales(t)
	})
}

func TestDailySalesFollowTheCountysCalendar(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		w := c.start(Options{})
		midnight := time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC)
		for i, at := range []time.Time{midnight.Add(-time.Microsecond), midnight, midnight.Add(-6 * 24 * time.Hour), midnight.Add(time.Hour)} {
			sub := c.batch(0, "b", int64(i)+1)
			sub.Batch.Sales[0].SoldAt = at
			if got := submitAll(t, w, sub)[0]; got.err != nil {
				t.Fatal(got.err)
			}
		}
		days := map[string]int{}
		for _, d := range s.Client.DailySales.Query().AllX(c.ctx) {
			days[d.Day] = d.Count
		}
		if fmt.Sprint(days) != "map[2026-02-23:1 2026-02-28:1 2026-03-01:2]" {
			t.Error(days)
		}
		c.checkDailySales(t)
	})
}

func TestTwoWritersGiveSequencesWithoutGaps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		const each = 40
		var wait sync.WaitGroup
		for hub := range 2 {
			w := c.start(Options{GroupSize: 4})
			wait.Go(func() {
				for seq := range int64(each) {
					sub := c.batch(hub, "b", seq+1)
					sub.Batch.Events = []telemetry.Event{{HappenedAt: noon, Kind: "TAMPER"}, {HappenedAt: noon, Kind: "POWER_ON"}}
					sub.Batch.Sales[0].TankID = c.tanks[seq%2] // both add to both days
					if got := submitAll(t, w, sub)[0]; got.err != nil {
						t.Error(got.err)
					}
				}
			})
		}
		wait.Wait()
		var sequences []int64
		for _, e := range s.Client.DeviceEvent.Query().Order(ent.Asc("sequence")).AllX(c.ctx) {
			sequences = append(sequences, e.Sequence)
		}
		for i, seq := range sequences {
			if seq != int64(i)+1 {
				t.Fatalf("at %d stands %d", i, seq)
			}
		}
		if len(sequences) != 4*each {
			t.Errorf("%d events", len(sequences))
		}
		count := 0
		for _, d := range s.Client.DailySales.Query().AllX(c.ctx) {
			count += d.Count
		}
		if count != 2*each {
			t.Errorf("%d sales counted", count)
		}
	})
}

func TestAFloodOfRefusalsIsCountedAndBounded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		w := c.start(Options{})
		flood := telemetry.Submission{DeviceID: c.devices[0], StationID: c.station, ReceivedAt: noon}
		for range KeptAnHour + 50 {
			flood.Refused = append(flood.Refused, telemetry.Refusal{Reason: quarantine.ReasonMALFORMED, Detail: "not JSON"})
		}
		other := telemetry.Submission{DeviceID: c.devices[1], StationID: c.station, ReceivedAt: noon,
			Refused: []telemetry.Refusal{{Reason: quarantine.ReasonTOO_LARGE}}}
		got := submitAll(t, w, flood, flood, other)
		if got[0].outcome.Refused != KeptAnHour+50 || got[0].err != nil || got[2].outcome.Refused != 1 {
			t.Errorf("%+v", got)
		}
		kept := s.Client.Quarantine.Query().Where(quarantine.DeviceID(c.devices[0])).Order(ent.Asc("id")).AllX(c.ctx)
		if len(kept) != KeptAnHour || kept[KeptAnHour-1].Detail != "not JSON"+lastKept || kept[0].Detail != "not JSON" {
			t.Errorf("%d rows", len(kept))
		}
		if n := s.Client.Quarantine.Query().CountX(c.ctx); n != KeptAnHour+1 {
			t.Errorf("%d rows in all", n)
		}
	})
}

func TestStopStoresWhatWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		c := newCounty(t, s)
		w := c.start(Options{GroupWait: time.Hour})
		answered := make(chan error, 100)
		for seq := range int64(100) {
			if err := w.Submit(c.batch(0, "b", seq+1), func(_ telemetry.Outcome, err error) { answered <- err }); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Stop(context.Background()); err != nil {
			t.Fatal(err)
		}
		for range 100 {
			if err := <-answered; err != nil {
				t.Fatal(err)
			}
		}
		if n := len(c.volumes(0)); n != 100 {
			t.Errorf("%d stored", n)
		}
		if err := w.Submit(c.batch(0, "b", 101), nil); !errors.Is(err, ErrBusy) {
			t.Errorf("after Stop: %v", err)
		}
	})
}

func TestAFullQueueIsToldAtOnce(t *testing.T) {
	c := newCounty(t, storetest.SQLite(t))
	w := New(Options{Store: c.store, Clock: clockwork.NewRealClock(), QueueSize: 2}) // not started
	for i := range 3 {
		err := w.Submit(c.batch(0, "b", int64(i)+1), nil)
		if (i == 2) != errors.Is(err, ErrBusy) {
			t.Errorf("%d: %v", i, err)
		}
	}
}
