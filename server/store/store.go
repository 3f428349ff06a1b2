// Package store opens the database, and is the only package that does:
// dialects, migrations, transactions.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	_ "github.com/lib/pq"  // the driver "postgres"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"commandhub/ent"
	_ "commandhub/ent/runtime" // policies and validators of the schemas
)

// Store is an open database of either dialect.
type Store struct {
	Client  *ent.Client
	DB      *sql.DB
	Dialect string // dialect.Postgres or dialect.SQLite
}

// Open connects to sqlite:PATH or postgres://… and verifies that the database
// answers. It does not migrate. The password of a URL never stands in an error.
func Open(ctx context.Context, address string) (*Store, error) {
	driver, name, dsn, err := resolve(address)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", Redact(address), err)
	}
	if name == dialect.SQLite {
		db.SetMaxOpenConns(8)
	} else {
		db.SetMaxOpenConns(24)
		db.SetMaxIdleConns(8)
		db.SetConnMaxIdleTime(5 * time.Minute)
	}
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("database %s does not answer: %w", Redact(address), err)
	}
	client := ent.NewClient(ent.Driver(entsql.OpenDB(name, db)))
	return &Store{Client: client, DB: db, Dialect: name}, nil
}

// Close ends all connections.
func (s *Store) Close() error { return s.DB.Close() }

// Postgres tells whether the dialect is Postgres; else it is SQLite.
func (s *Store) Postgres() bool { return s.Dialect == dialect.Postgres }

// WithTx runs fn in one transaction and returns the commit's own error. A
// failure or panic of fn rolls back.
func (s *Store) WithTx(ctx context.Context, fn func(tx *ent.Tx) error) error {
	tx, err := s.Client.Tx(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			_ = tx.Rollback()
			panic(r)
		}
	}()
	if err := fn(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// sqliteOptions: FULL, because NORMAL loses acknowledged rows at a power cut;
// immediate, so that two writers wait for each other instead of failing.
const sqliteOptions = "_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=busy_timeout(10000)&_txlock=immediate&_time_format=sqlite"

// escapePath keeps characters of a path that mean something in a URI.
var escapePath = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace

func resolve(address string) (driver, name, dsn string, err error) {
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		path := strings.TrimPrefix(address, "sqlite:")
		if path == "" {
			return "", "", "", errors.New("database sqlite: has no path; write sqlite:/var/lib/commandhub/hub.db")
		}
		return "sqlite", dialect.SQLite, "file:" + escapePath(path) + "?" + sqliteOptions, nil
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		return "postgres", dialect.Postgres, address, nil
	}
	return "", "", "", fmt.Errorf("database %q is neither sqlite:PATH nor postgres://…", Redact(address))
}

// Redact is a database address that may be logged: without its password.
func Redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable address)"
	}
	u.RawQuery = ""
	return u.Redacted()
}
