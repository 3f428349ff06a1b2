// Package storetest opens migrated databases for tests, so that one test runs
// on both dialects.
package storetest

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commandhub/server/store"
)

// PostgresVariable names a Postgres server, as postgres://…, whose user may
// create databases. Without it the tests run on SQLite alone.
const PostgresVariable = "HUB_TEST_POSTGRES"

// EachAddress runs a test on the address of an empty, migrated database of each
// dialect.
func EachAddress(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, sqliteAddress(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresAddress(t)) })
}

// Each runs a test on an empty, migrated database of each dialect.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite is a database in a file that is gone after the test.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, sqliteAddress(t))
}

func sqliteAddress(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hub.db")
	if err := WriteSQLite(path); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

// Postgres is a database of its own that is dropped after the test. The test
// is skipped when no server is named.
func Postgres(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, postgresAddress(t))
}

func postgresAddress(t testing.TB) string {
	t.Helper()
	server := os.Getenv(PostgresVariable)
	if server == "" {
		t.Skipf("%s names no server", PostgresVariable)
	}
	template, err := postgresTemplate()
	if err != nil {
		t.Fatal(err)
	}
	admin, err := store.Open(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { admin.Close() })
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := admin.DB.ExecContext(t.Context(), "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // the test's context has ended
		if _, err := admin.DB.ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	address, err := databaseOf(server, name)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// Open opens and migrates a database until the test ends.
func Open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}
