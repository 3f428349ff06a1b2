package writer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
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
	cluster, s := privateCluster(t)
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

// privateCluster is a server that the test may stop, with an empty database.
func privateCluster(t *testing.T) (*postgres.Cluster, *store.Store) {
	t.Helper()
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
	return cluster, s
}

// TestAFrozenDatabaseIsGivenUpAndWhatItStoredIsKnown: a server that does not
// even cut its connections, as behind a dead line.
func TestAFrozenDatabaseIsGivenUpAndWhatItStoredIsKnown(t *testing.T) {
	cluster, s := privateCluster(t)
	c := newCounty(t, s)
	changes := make(chan bool, 100)
	var shown atomic.Int64
	w := c.start(Options{
		CommitTimeout: 500 * time.Millisecond,
		StateChanged:  func(available bool, _ time.Time) { changes <- available },
		Committed:     func(c telemetry.Commit) { shown.Add(int64(len(c.Submissions))) },
	})
	if got := submitAll(t, w, c.batch(0, "b", 1))[0]; got.err != nil {
		t.Fatal(got.err)
	}
	thaw := freeze(t, cluster)
	if got := submitAll(t, w, c.batch(0, "b", 2))[0]; !errors.Is(got.err, ErrUnavailable) {
		t.Errorf("frozen: %+v", got)
	}
	awaitChange(t, changes, false)
	thaw()
	awaitChange(t, changes, true)
	if got := submitAll(t, w, c.batch(0, "b", 2))[0]; got.err != nil {
		t.Errorf("thawed: %+v", got)
	}
	if v := c.volumes(0); len(v) != 2 || v[1] != 1 || v[2] != 1 {
		t.Errorf("stored: %v", v)
	}
	if n := shown.Load(); n != 2 {
		t.Errorf("%d submissions were shown", n)
	}
}

// freeze stops all processes of a cluster in their tracks.
func freeze(t *testing.T, cluster *postgres.Cluster) (thaw func()) {
	t.Helper()
	first, err := cluster.PID()
	if err != nil {
		t.Fatal(err)
	}
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", first, first))
	if err != nil {
		t.Fatal(err)
	}
	processes := []int{first}
	for _, text := range strings.Fields(string(children)) {
		pid, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		processes = append(processes, pid)
	}
	signal := func(s syscall.Signal) {
		for _, pid := range processes {
			_ = syscall.Kill(pid, s) // one may have ended meanwhile
		}
	}
	thaw = sync.OnceFunc(func() { signal(syscall.SIGCONT) })
	t.Cleanup(thaw)
	signal(syscall.SIGSTOP)
	return thaw
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
