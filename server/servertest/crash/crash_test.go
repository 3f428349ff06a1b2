// Package crash kills the real server and the real PostgreSQL in mid-stream:
// what a device was answered must be stored, and stored once.
package crash

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commandhub/server/servertest/fleet"
	"commandhub/server/servertest/postgres"
	"commandhub/server/servertest/process"
	"commandhub/server/store"
)

const (
	stations     = 20
	serverKills  = 5
	databaseEnds = 3
	// between is how many batches are answered before the next blow, so that
	// each falls in mid-stream.
	between     = 150
	answerLimit = 30 * time.Second
	drainLimit  = 30 * time.Second
)

// What all tests use; they run one after the other.
var (
	binary  string
	cluster *postgres.Cluster
)

func TestMain(m *testing.M) {
	status, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func run(m *testing.M) (status int, err error) {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "crash-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	if binary, err = process.Build(ctx, folder); err != nil {
		return 0, err
	}
	if cluster, err = postgres.New(ctx, folder); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, cluster.Stop(ctx)) }()
	return m.Run(), nil
}

// database is the address of a new database.
func database(t *testing.T) string {
	t.Helper()
	name := "crash_" + strings.ToLower(rand.Text())
	if err := cluster.Psql(t.Context(), "postgres", "-c", "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return cluster.URL(name)
}

func TestNothingAnsweredIsLostOrDoubledWhenTheServerIsKilledOnSQLite(t *testing.T) {
	s := begin(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	for range serverKills {
		s.awaitAnswers(t)
		s.hub.Kill()
		s.start(t)
	}
	s.verify(t)
}

func TestNothingAnsweredIsLostOrDoubledWhenTheServerIsKilledOnPostgres(t *testing.T) {
	s := begin(t, database(t))
	for range serverKills {
		s.awaitAnswers(t)
		s.hub.Kill()
		s.start(t)
	}
	s.verify(t)
}

func TestNothingAnsweredIsLostOrDoubledWhenPostgresEnds(t *testing.T) {
	s := begin(t, database(t))
	for range databaseEnds {
		s.awaitAnswers(t)
		if err := cluster.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := cluster.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	s.awaitAnswers(t)
	s.verify(t)
}

func TestTwoHubsOnOnePostgresStoreOnceWhatBothAreSent(t *testing.T) {
	s := begin(t, database(t))
	other := &process.Hub{Binary: binary, Folder: t.TempDir(), Database: s.address}
	if err := other.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(other.Kill)
	s.sendTo(other)
	for range serverKills {
		s.awaitAnswers(t)
	}
	s.verify(t)
	if err := other.Stop(); err != nil {
		t.Errorf("the other server's stop: %v\n%s", err, other.Output())
	}
}

// stream is a hub with a fleet that sends to it.
type stream struct {
	hub      *process.Hub
	address  string
	members  []fleet.Station
	began    time.Time // of what they send, by their clocks
	senders  []*fleet.Sender
	send     func(*fleet.Sender)
	answered atomic.Int64
	end      context.CancelFunc // of new batches
	running  sync.WaitGroup
}

func begin(t *testing.T, address string) *stream {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	members, err := fleet.Seed(t.Context(), db, stations)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := &stream{address: address, hub: &process.Hub{Binary: binary, Folder: t.TempDir(), Database: address}}
	s.start(t)
	t.Cleanup(s.hub.Kill)
	produce, end := context.WithCancel(t.Context())
	s.end = end
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(func() { cancel(); s.running.Wait() })
	s.members, s.began = members, time.Now().Add(-time.Hour)
	s.send = func(sender *fleet.Sender) { sender.Run(ctx, produce) }
	s.sendTo(s.hub)
	return s
}

// sendTo lets every station of the fleet send to a hub, too.
func (s *stream) sendTo(hub *process.Hub) {
	options := fleet.Options{
		Address: hub.MQTT, Boot: "crash", Began: s.began, Window: 8, Pace: 20 * time.Millisecond,
		Answered: func(int64, time.Duration) { s.answered.Add(1) },
	}
	for _, m := range s.members {
		sender := fleet.NewSender(m, options)
		s.senders = append(s.senders, sender)
		s.running.Go(func() { s.send(sender) })
	}
}

func (s *stream) start(t *testing.T) {
	t.Helper()
	if err := s.hub.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// awaitAnswers waits until the stream runs, and more than a little.
func (s *stream) awaitAnswers(t *testing.T) {
	t.Helper()
	want, limit := s.answered.Load()+between, time.After(answerLimit)
	for s.answered.Load() < want {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-limit:
			t.Fatalf("devices are not answered\n%s", s.hub.Output())
		}
	}
}

// verify lets the fleet come to rest, ends the server and looks into the
// database.
func (s *stream) verify(t *testing.T) {
	t.Helper()
	s.end()
	rest := make(chan struct{})
	go func() { s.running.Wait(); close(rest) }()
	select {
	case <-rest:
	case <-time.After(drainLimit):
		t.Fatalf("the fleet is not answered to its end\n%s", s.hub.Output())
	}
	if err := s.hub.Stop(); err != nil {
		t.Errorf("the server's stop: %v\n%s", err, s.hub.Output())
	}
	db, err := store.Open(t.Context(), s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found, err := fleet.Verify(t.Context(), db, s.senders)
	if err != nil {
		t.Fatal(err)
	}
	if want := (fleet.Found{Rows: found.Rows}); found != want || found.Rows == 0 {
		t.Errorf("found %+v, want nothing lost and nothing double", found)
	}
	t.Logf("%d rows answered, %d lost, %d double", found.Rows, found.Lost, found.Double)
}
