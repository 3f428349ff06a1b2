// Package servertest runs whole hubs in a test: real databases, the real
// handler, a clock that the test sets.
package servertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"commandhub/server/servertest/postgres"
	"commandhub/server/store"
)

// EachDatabase runs a test on a fresh database of either dialect, by address.
// Postgres is a private cluster that lives as long as the test binary.
func EachDatabase(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, freshPostgres(t)) })
}

// cluster is started by the first test that needs it. Main stops it.
var cluster = sync.OnceValues(func() (*postgres.Cluster, error) {
	folder, err := os.MkdirTemp("", "commandhub-postgres-")
	if err != nil {
		return nil, err
	}
	started = folder
	return postgres.New(context.Background(), folder)
})

var (
	started   string // folder of the cluster, empty while there is none
	databases atomic.Int64
)

func freshPostgres(t *testing.T) string {
	t.Helper()
	c, err := cluster()
	if err != nil {
		t.Fatalf("a private PostgreSQL: %v", err)
	}
	name := fmt.Sprintf("test%d", databases.Add(1))
	if err := c.Psql(t.Context(), "postgres", "-c", "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return c.URL(name)
}

// Main is a package's TestMain: it runs the tests and ends what they started.
func Main(m *testing.M) {
	code := m.Run()
	if started != "" {
		if c, err := cluster(); err == nil {
			_ = c.Stop(context.Background())
		}
		_ = os.RemoveAll(started)
	}
	os.Exit(code)
}

// Open opens and migrates a database for as long as the test runs.
func Open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}
