package writer

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"commandhub/server/measure"
	"commandhub/server/servertest/postgres"
	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// TestAnOutageLosesNothingThatWasAnswered stops Postgres as a crash would, three
// times in mid-stream, while two devices send until they are answered.
func TestAnOutageLosesNothingThatWasAnswered(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a server of its own")
	}
	cluster, err := postgres.New(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	s, err := store.Open(t.Context(), cluster.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := newCounty(t, s)
	changes := make(chan bool, 100)
	w := c.start(Options{StateChanged: func(available bool, _ time.Time) { changes <- available }})

	stop := make(chan struct{})
	var senders sync.WaitGroup
	acknowledged := [2]int64{}
	for device := range 2 {
		senders.Go(func() {
			for seq := int64(1); ; seq++ {
				sub := c.batch(device, "b", seq)
				sub.Batch.Events = []telemetry.Event{{HappenedAt: noon, Kind: "TAMPER"}}
				for submitAll(t, w, sub)[0].err != nil { // as a device does
					select {
					case <-stop:
						return
					case <-time.After(20 * time.Millisecond):
					}
				}
				acknowledged[device] = seq
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for range 3 {
		awaitStored(t, c, 20)
		if err := cluster.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		awaitChange(t, changes, false)
		if available, _ := w.Available(); available {
			t.Error("the database is away and told to be there")
		}
		if err := cluster.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		awaitChange(t, changes, true)
	}
	awaitStored(t, c, 20)
	close(stop)
	senders.Wait()

	for device, last := range acknowledged {
		stored := c.volumes(device)
		for seq := range last {
			if n := stored[measure.Litres(seq+1)]; n != 1 {
				t.Errorf("device %d, sequence %d, which was answered, is stored %d times", device, seq+1, n)
			}
		}
		for volume, n := range stored {
			if n != 1 {
				t.Errorf("device %d: %v is stored %d times", device, volume, n)
			}
		}
	}
	c.checkDailySales(t)
	events := s.Client.DeviceEvent.Query().CountX(c.ctx)
	if last := s.Client.StreamHead.Query().AllX(c.ctx); int(last[0].Sequence+last[1].Sequence) != events {
		t.Errorf("%d events, the stream's head is at %d", events, last[0].Sequence+last[1].Sequence)
	}
}

func TestAnIdleHubKnowsThatTheDatabaseIsAway(t *testing.T) {
	s, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/hub.db")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := newCounty(t, s)
	changes := make(chan bool, 1)
	w := c.start(Options{StateChanged: func(available bool, _ time.Time) { changes <- available }})
	s.Close()
	awaitChange(t, changes, false)
	if got := submitAll(t, w, c.batch(0, "b", 1))[0]; !errors.Is(got.err, ErrUnavailable) {
		t.Errorf("%+v", got)
	}
}

func awaitChange(t *testing.T, changes <-chan bool, want bool) {
	t.Helper()
	deadline := time.After(5 * time.Second)
	for {
		select {
		case available := <-changes:
			if available == want {
				return
			}
		case <-deadline:
			t.Fatalf("not told within 5 s that availability is %v", want)
		}
	}
}

// awaitStored waits until so many more readings are stored.
func awaitStored(t *testing.T, c *county, more int) {
	t.Helper()
	goal := c.store.Client.TankReading.Query().CountX(c.ctx) + more
	for deadline := time.Now().Add(30 * time.Second); c.store.Client.TankReading.Query().CountX(c.ctx) < goal; {
		if time.Now().After(deadline) {
			t.Fatal("nothing more is stored")
		}
		time.Sleep(10 * time.Millisecond) // the database has no event to wait for
	}
}
