package main

import (
	"database/sql"
	"database/sql/driver"
	"strings"

	"modernc.org/sqlite"
)

// registerSQLite gives the pure-Go driver the name that the migration library
// opens, with foreign keys on as it demands.
func registerSQLite() { sql.Register("sqlite3", foreignKeys{&sqlite.Driver{}}) }

type foreignKeys struct{ driver.Driver }

func (d foreignKeys) Open(name string) (driver.Conn, error) {
	name, _, _ = strings.Cut(name, "?")
	return d.Driver.Open("file:" + strings.TrimPrefix(name, "file:") + "?mode=memory&cache=shared&_pragma=foreign_keys(1)")
}
