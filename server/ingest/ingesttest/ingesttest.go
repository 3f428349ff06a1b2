// Package ingesttest is what stands behind a door, for tests: a real database,
// registry and writer, with a gate before the writer that a test can close.
package ingesttest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"

	"commandhub/ent/quarantine"
	"commandhub/ent/tankreading"
	"commandhub/server/ingest"
	"commandhub/server/secret"
	"commandhub/server/servertest/fleet"
	"commandhub/server/station"
	"commandhub/server/store"
	"commandhub/server/telemetry"
	"commandhub/server/viewer"
	"commandhub/server/writer"
)

// Hub is a hub as far as its doors see it.
type Hub struct {
	Store    *store.Store
	Registry *station.Registry
	Door     *ingest.Door
	Gate     *Gate
	Clock    clockwork.Clock
	Metrics  *prometheus.Registry
	Log      *slog.Logger
	Stations []fleet.Station // each with one device, five tanks "1"… of 30,000 L, one nozzle "1"
}

// New starts a hub on SQLite with two stations. It ends with the test.
func New(t *testing.T, limits ingest.Limits) *Hub {
	t.Helper()
	seeded, err := template()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "hub.db")
	if err := os.WriteFile(path, seeded.file, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, s, seeded.stations, limits)
}

type seeded struct {
	file     []byte
	stations []fleet.Station
}

// template is a seeded database: seeding takes longer than most tests.
var template = sync.OnceValues(func() (seeded, error) {
	folder, err := os.MkdirTemp("", "ingesttest-")
	if err != nil {
		return seeded{}, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path, ctx := filepath.Join(folder, "hub.db"), context.Background()
	s, err := store.Open(ctx, "sqlite:"+path)
	if err != nil {
		return seeded{}, err
	}
	stations, err := fleet.Seed(ctx, s, 2)
	// The last connection that closes brings the log into the file.
	if err = errors.Join(err, s.Close()); err != nil {
		return seeded{}, err
	}
	file, err := os.ReadFile(path)
	return seeded{file, stations}, err
})

func start(t *testing.T, s *store.Store, stations []fleet.Station, limits ingest.Limits) *Hub {
	t.Helper()
	t.Cleanup(func() { _ = s.Close() })
	h := &Hub{
		Store: s, Clock: clockwork.NewRealClock(), Metrics: prometheus.NewRegistry(),
		Log: slog.New(slog.DiscardHandler), Stations: stations,
	}
	h.Registry = station.NewRegistry(s)
	h.reload(t)
	w := writer.New(writer.Options{Store: s, Clock: h.Clock, Location: time.UTC})
	w.Start()
	t.Cleanup(func() {
		h.Gate.Open()
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := w.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	h.Gate = &Gate{inner: w.Submit, arrived: make(chan struct{}, 1)}
	h.Door = ingest.New(ingest.Options{
		Registry: h.Registry, Clock: h.Clock, Submit: h.Gate.submit, Limits: limits, Registerer: h.Metrics,
	})
	return h
}

// Context is the hub's own, which may read all.
func Context(t *testing.T) context.Context {
	return viewer.NewContext(t.Context(), viewer.Hub("test"))
}

func (h *Hub) reload(t *testing.T) {
	t.Helper()
	if err := h.Registry.Reload(Context(t)); err != nil {
		t.Fatal(err)
	}
}

// Revoke takes a station's credential, as the registry knows then.
func (h *Hub) Revoke(t *testing.T, s fleet.Station) {
	t.Helper()
	h.Store.Client.Device.UpdateOneID(s.Device).SetRevokedAt(time.Now().UTC()).ExecX(Context(t))
	h.reload(t)
}

// Replace gives a station a new secret, and returns it.
func (h *Hub) Replace(t *testing.T, s fleet.Station) string {
	t.Helper()
	fresh := secret.Token()
	h.Store.Client.Device.UpdateOneID(s.Device).SetSecretSha256(secret.Hash(fresh)).ExecX(Context(t))
	h.reload(t)
	return fresh
}

// Readings is how many tank readings of a station are stored.
func (h *Hub) Readings(t *testing.T, s fleet.Station) int {
	t.Helper()
	return h.Store.Client.TankReading.Query().Where(tankreading.TankIDIn(s.Tanks...)).CountX(Context(t))
}

// Quarantined is the reasons of what a station's device sent in vain, oldest first.
func (h *Hub) Quarantined(t *testing.T, s fleet.Station) (reasons []quarantine.Reason) {
	t.Helper()
	rows := h.Store.Client.Quarantine.Query().Where(quarantine.DeviceID(s.Device)).Order(quarantine.ByID()).AllX(Context(t))
	for _, row := range rows {
		reasons = append(reasons, row.Reason)
	}
	return reasons
}

// Batch is the nth batch of a boot, with one reading of one tank.
func Batch(boot string, seq int, tank, volume string) string {
	return fmt.Sprintf(`{"boot":%q,"seq":%d,"time":%q,"tanks":[{"tank":%q,"volumeL":%s}]}`,
		boot, seq, time.Now().UTC().Format(time.RFC3339Nano), tank, volume)
}

// Gate stands before the writer. It is open unless it is closed or broken.
type Gate struct {
	inner   func(telemetry.Submission, func(telemetry.Outcome, error)) error
	arrived chan struct{}

	mu     sync.Mutex
	closed bool
	broken error
	failed int // since Break
	held   []func()
}

// Close holds back what comes.
func (g *Gate) Close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}

// Open lets through what was held back, and what comes.
func (g *Gate) Open() {
	g.mu.Lock()
	held := g.held
	g.held, g.closed = nil, false
	g.mu.Unlock()
	for _, submit := range held {
		submit()
	}
}

// Break lets all that comes fail after it was taken; nil mends it.
func (g *Gate) Break(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.broken, g.failed = err, 0
}

// Await waits until the gate holds back so many.
func (g *Gate) Await(t *testing.T, n int) {
	t.Helper()
	g.await(t, n, func() int { return len(g.held) })
}

// AwaitBroken waits until so many have failed.
func (g *Gate) AwaitBroken(t *testing.T, n int) {
	t.Helper()
	g.await(t, n, func() int { return g.failed })
}

func (g *Gate) await(t *testing.T, n int, count func() int) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		g.mu.Lock()
		came := count()
		g.mu.Unlock()
		if came >= n {
			return
		}
		select {
		case <-g.arrived:
		case <-deadline:
			t.Fatalf("%d batches came to the writer; %d are awaited", came, n)
		}
	}
}

// Held is how many are held back.
func (g *Gate) Held() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.held)
}

func (g *Gate) submit(sub telemetry.Submission, done func(telemetry.Outcome, error)) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.broken != nil:
		g.failed++
		g.tell()
		go done(telemetry.Outcome{}, g.broken)
		return nil
	case g.closed:
		g.held = append(g.held, func() {
			if err := g.inner(sub, done); err != nil {
				done(telemetry.Outcome{}, err)
			}
		})
		g.tell()
		return nil
	}
	return g.inner(sub, done)
}

func (g *Gate) tell() {
	select {
	case g.arrived <- struct{}{}:
	default:
	}
}
