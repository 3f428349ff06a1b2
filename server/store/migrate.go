package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"entgo.io/ent/dialect"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"commandhub/ent/streamhead"
	"commandhub/server/viewer"
)

// The versioned migrations, one directory a dialect, written by newmigration
// from the difference to the ent schemas.
//
//go:embed migrations
var migrations embed.FS

// Migrations are the files of the steps to this program's version, in the order
// of their names, for dialect.SQLite or dialect.Postgres.
func Migrations(name string) (fs.FS, error) {
	if name == dialect.Postgres {
		return fs.Sub(migrations, "migrations/postgres")
	}
	return fs.Sub(migrations, "migrations/sqlite")
}

// Migrate brings the database to this program's version, each step in a
// transaction; hubs that start together wait for each other on Postgres. It
// returns the versions applied, none when all was done before. A database of a
// newer program is refused.
func (s *Store) Migrate(ctx context.Context) ([]int64, error) {
	provider, err := s.provider()
	if err != nil {
		return nil, err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the database's version: %w", err)
	}
	if current > target {
		return nil, fmt.Errorf("the database is of version %d, newer than this program's %d: run the newer program", current, target)
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	var versions []int64
	for _, r := range results {
		versions = append(versions, r.Source.Version)
	}
	return versions, s.ensureStreams(ctx)
}

// The streams of events whose sequences follow the order of commits.
const (
	TimelineStream = "timeline" // what was done, package timeline
	StationStream  = "station"  // deliveries and device events, package writer
)

// ensureStreams makes the rows that are locked while a sequence is given.
func (s *Store) ensureStreams(ctx context.Context) error {
	system := viewer.NewContext(ctx, viewer.Hub("store"))
	for _, stream := range []string{TimelineStream, StationStream} {
		err := s.Client.StreamHead.Create().SetStream(stream).SetSequence(0).
			OnConflictColumns(streamhead.FieldStream).Ignore().Exec(system)
		if err != nil {
			return fmt.Errorf("stream %s: %w", stream, err)
		}
	}
	return nil
}

func (s *Store) provider() (*goose.Provider, error) {
	name := goose.DialectSQLite3
	var options []goose.ProviderOption
	if s.Postgres() {
		name = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	steps, err := Migrations(s.Dialect)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(name, s.DB, steps, options...)
}
