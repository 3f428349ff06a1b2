package writer

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"go.uber.org/goleak"

	"commandhub/ent"
	"commandhub/server/measure"
	"commandhub/server/store"
	"commandhub/server/telemetry"
	"commandhub/server/viewer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC) // in Lingchuan

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

// county is a station with two tanks, a nozzle each, and two devices.
type county struct {
	t       *testing.T
	store   *store.Store
	ctx     context.Context
	station int
	tanks   [2]int
	nozzles [2]int
	devices [2]int
}

func newCounty(t *testing.T, s *store.Store) *county {
	t.Helper()
	c := &county{t: t, store: s, ctx: viewer.NewContext(t.Context(), viewer.Hub("test"))}
	err := s.WithTx(c.ctx, func(tx *ent.Tx) error {
		area := tx.Area.Create().SetCode("A").SetName("A").SetKind("COUNTY").SetLatitude(35).SetLongitude(113).SaveX(c.ctx)
		owner := tx.Organisation.Create().SetCode("O").SetName("O").SetKind("PRIVATE_OWNER").SaveX(c.ctx)
		product := tx.Product.Create().SetCode("92").SetName("92").SetCategory("PETROL").SaveX(c.ctx)
		st := tx.Station.Create().SetCode("LC0001").SetName("S").SetLatitude(35).SetLongitude(113).SetStatus("OPERATING").
			SetArea(area).SetOwner(owner).SaveX(c.ctx)
		c.station = st.ID
		for i, number := range []string{"1", "2"} {
			tank := tx.Tank.Create().SetNumber(number).SetCapacity(measure.LitresOf(30000)).SetUnusableBottom(measure.LitresOf(500)).
				SetHeight(measure.MillimetresOf(2400)).SetStation(st).SetProduct(product).SaveX(c.ctx)
			c.tanks[i] = tank.ID
			c.nozzles[i] = tx.Nozzle.Create().SetNumber(number).SetStation(st).SetTank(tank).SaveX(c.ctx).ID
			c.devices[i] = tx.Device.Create().SetCode("D" + number).SetKind("CONSOLE").SetExpectedIntervalSeconds(30).
				SetStation(st).SaveX(c.ctx).ID
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// start runs a writer until the test ends.
func (c *county) start(o Options) *Writer {
	c.t.Helper()
	o.Store, o.Clock, o.Location = c.store, clockwork.NewFakeClockAt(noon), shanghai
	o.Logger = slog.New(slog.NewTextHandler(c.t.Output(), nil))
	w := New(o)
	w.Start()
	c.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := w.Stop(ctx); err != nil {
			c.t.Error(err)
		}
	})
	return w
}

// batch is a submission with one sale and one reading; both carry the sequence
// as their volume, so that what is stored can be counted.
func (c *county) batch(device int, boot string, seq int64) telemetry.Submission {
	return telemetry.Submission{
		DeviceID: c.devices[device], StationID: c.station, ReceivedAt: noon,
		Batch: telemetry.Batch{
			Boot: boot, Sequence: seq, Time: noon,
			Tanks: []telemetry.TankReading{{TankID: c.tanks[device], MeasuredAt: noon, Volume: measure.Litres(seq)}},
			Sales: []telemetry.Sale{{
				NozzleID: c.nozzles[device], TankID: c.tanks[device], SoldAt: noon,
				Volume: measure.Litres(seq), Price: 789, Amount: measure.Fen(7 * seq),
			}},
		},
	}
}

type answer struct {
	outcome telemetry.Outcome
	err     error
}

// submitAll submits without waiting in between and returns the answers.
func submitAll(t interface{ Fatal(...any) }, w *Writer, subs ...telemetry.Submission) []answer {
	answers := make([]answer, len(subs))
	var wait sync.WaitGroup
	for i, s := range subs {
		wait.Add(1)
		err := w.Submit(s, func(o telemetry.Outcome, err error) {
			answers[i] = answer{o, err}
			wait.Done()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	wait.Wait()
	return answers
}

// volumes counts the stored readings of a tank by volume.
func (c *county) volumes(tank int) map[measure.Litres]int {
	c.t.Helper()
	counts := map[measure.Litres]int{}
	for _, r := range c.store.Client.TankReading.Query().AllX(c.ctx) {
		if r.TankID == c.tanks[tank] {
			counts[r.Volume]++
		}
	}
	return counts
}

// daySums are the sums by tank and day, and those of the sales themselves.
func (c *county) checkDailySales(t interface{ Errorf(string, ...any) }) {
	type key struct {
		tank int
		day  string
	}
	type sum struct{ volume, amount, count int64 }
	want, got := map[key]sum{}, map[key]sum{}
	tankOf := map[int]int{c.nozzles[0]: c.tanks[0], c.nozzles[1]: c.tanks[1]}
	for _, s := range c.store.Client.Sale.Query().AllX(c.ctx) {
		k := key{tankOf[s.NozzleID], s.SoldAt.In(shanghai).Format(time.DateOnly)}
		v := want[k]
		want[k] = sum{v.volume + int64(s.Volume), v.amount + int64(s.Amount), v.count + 1}
	}
	for _, d := range c.store.Client.DailySales.Query().AllX(c.ctx) {
		got[key{d.TankID, d.Day}] = sum{int64(d.Volume), int64(d.Amount), int64(d.Count)}
	}
	for k, w := range want {
		if got[k] != w {
			t.Errorf("%v: %v, but the sales add up to %v", k, got[k], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d days, want %d", len(got), len(want))
	}
}
