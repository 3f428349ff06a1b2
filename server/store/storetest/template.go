package storetest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"entgo.io/ent/dialect"

	"commandhub/server/store"
)

// To migrate takes longer than most tests, so it is done once, and each test
// gets a copy. What migrating itself does is tested in package store.

// WriteSQLite writes an empty, migrated database to a file that is not there yet.
func WriteSQLite(path string) error {
	migrated, err := sqliteTemplate()
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(migrated)
	return errors.Join(err, file.Close())
}

// sqliteTemplate is the file of a migrated database.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "storetest-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "hub.db")
	// The last connection that closes brings the log into the file.
	if err := migrate(context.Background(), "sqlite:"+path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// postgresTemplate is the name of a migrated database on the server, to which
// nobody connects. It stays there, one for each state of the migrations, for
// all programs of tests that come after.
var postgresTemplate = sync.OnceValues(func() (string, error) {
	steps, err := store.Migrations(dialect.Postgres)
	if err != nil {
		return "", err
	}
	digest, err := digestOf(steps)
	if err != nil {
		return "", err
	}
	server, ctx := os.Getenv(PostgresVariable), context.Background()
	admin, err := store.Open(ctx, server)
	if err != nil {
		return "", err
	}
	defer func() { _ = admin.Close() }()
	conn, err := admin.DB.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	// Programs of tests run side by side; one makes it, the lock goes with the connection.
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(hashtext('storetest'))"); err != nil {
		return "", err
	}
	name := "test_template_" + digest
	var there bool
	if err := conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	return name, makeTemplate(ctx, conn, server, name)
})

// makeTemplate gives the database its name last, so that none is half made.
func makeTemplate(ctx context.Context, conn *sql.Conn, server, name string) error {
	const unready = "test_template"
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + unready + " WITH (FORCE)", "CREATE DATABASE " + unready} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	address, err := databaseOf(server, unready)
	if err != nil {
		return err
	}
	if err := migrate(ctx, address); err != nil {
		return err
	}
	for _, statement := range []string{
		"ALTER DATABASE " + unready + " WITH ALLOW_CONNECTIONS false",
		"ALTER DATABASE " + unready + " RENAME TO " + name,
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func migrate(ctx context.Context, address string) error {
	s, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	_, err = s.Migrate(ctx)
	return errors.Join(err, s.Close())
}

// databaseOf is the address of another database of a server.
func databaseOf(server, name string) (string, error) {
	address, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	address.Path = "/" + name
	return address.String(), nil
}

// digestOf tells one state of files from another.
func digestOf(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		_, _ = fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text) // a hash takes all
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)[:8]), err
}
