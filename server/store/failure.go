package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/lib/pq"
	driversqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Failure is the kind of a database's refusal: who can mend it.
type Failure int

// The kinds.
const (
	NoFailure Failure = iota
	Away              // the database does not answer or cannot store now; later it may
	Collided          // with another transaction; at once again it may succeed
	BadData           // these rows can never be stored
	OtherFailure
)

// FailureOf tells the kind of a database's error.
// Source of the Postgres classes: PostgreSQL 15 manual, appendix A.
func FailureOf(err error) Failure {
	var fromPostgres *pq.Error
	var fromSQLite *driversqlite.Error
	var fromNet net.Error
	switch {
	case err == nil:
		return NoFailure
	case errors.As(err, &fromPostgres):
		return postgresFailure(string(fromPostgres.Code))
	case errors.As(err, &fromSQLite):
		return sqliteFailure(fromSQLite.Code())
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &fromNet):
		return Away
	}
	return OtherFailure
}

func postgresFailure(code string) Failure {
	if len(code) != 5 {
		return OtherFailure
	}
	switch code[:2] {
	case "08", "53", "57", "58": // connection, resources (a full disk), operator, system
		return Away
	case "40":
		return Collided
	case "22", "23", "54": // data, constraints, limits
		return BadData
	}
	if code == "25006" { // a standby, or set read-only
		return Away
	}
	return OtherFailure
}

func sqliteFailure(code int) Failure {
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
		sqlite3.SQLITE_PERM, sqlite3.SQLITE_INTERRUPT:
		return Away
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_RANGE:
		return BadData
	}
	return OtherFailure
}
