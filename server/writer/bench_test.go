package writer

import (
	"sync"
	"testing"

	"github.com/jonboulle/clockwork"

	"commandhub/server/measure"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/telemetry"
)

// BenchmarkWriter stores batches of ten readings and a sale of 2,000 devices, as many at a
// time as the queue takes.
func BenchmarkWriter(b *testing.B) {
	for _, database := range []struct {
		name string
		open func(testing.TB) *store.Store
	}{{"sqlite", storetest.SQLite}, {"postgres", storetest.Postgres}} {
		b.Run(database.name, func(b *testing.B) { benchmark(b, database.open(b)) })
	}
}

func benchmark(b *testing.B, s *store.Store) {
	w := New(Options{Store: s, Clock: clockwork.NewRealClock(), Location: shanghai})
	w.Start()
	level, temperature := measure.Millimetres(18342), measure.Celsius(143)
	var wait sync.WaitGroup
	slots := make(chan struct{}, 4000)
	b.ResetTimer()
	for i := range b.N {
		sub := telemetry.Submission{DeviceID: i%2000 + 1, StationID: 1, ReceivedAt: noon,
			Batch: telemetry.Batch{Boot: "b", Sequence: int64(i/2000) + 1, Time: noon}}
		for tank := range 10 {
			sub.Batch.Tanks = append(sub.Batch.Tanks, telemetry.TankReading{TankID: sub.DeviceID*10 + tank, MeasuredAt: noon,
				Volume: 2134567, Level: &level, Temperature: &temperature})
		}
		sub.Batch.Sales = []telemetry.Sale{{NozzleID: sub.DeviceID, TankID: sub.DeviceID, SoldAt: noon, Volume: 3250, Price: 789, Amount: 25643}}
		slots <- struct{}{}
		wait.Add(1)
		err := w.Submit(sub, func(_ telemetry.Outcome, err error) {
			if err != nil {
				b.Error(err)
			}
			<-slots
			wait.Done()
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	wait.Wait()
	b.StopTimer()
	b.ReportMetric(11*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	if err := w.Stop(b.Context()); err != nil {
		b.Fatal(err)
	}
}
