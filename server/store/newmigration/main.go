// Command newmigration writes the next versioned migration of both dialects:
// the difference between the directory replayed and the ent schemas.
//
//	go run ./server/store/newmigration -postgres postgres://…/empty NAME
//
// The Postgres database must be empty; it is used as a place to replay in.
package main

import (
	"context"
	"flag"
	"log"
	"os"

	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/lib/pq"

	"commandhub/ent/migrate"
)

const directory = "server/store/migrations/"

func main() {
	postgres := flag.String("postgres", "", "URL of an empty Postgres database to replay in")
	flag.Parse()
	if flag.NArg() != 1 || *postgres == "" {
		flag.Usage()
		os.Exit(2)
	}
	name := flag.Arg(0)
	registerSQLite()
	write("sqlite", dialect.SQLite, "sqlite3://file?mode=memory&_fk=1", name)
	write("postgres", dialect.Postgres, *postgres, name)
}

func write(dir, dialectName, url, name string) {
	versions, err := sqltool.NewGooseDir(directory + dir)
	if err != nil {
		log.Fatalf("%s: %v", dir, err)
	}
	err = migrate.NamedDiff(context.Background(), url, name,
		schema.WithDir(versions),
		schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(dialectName),
		schema.WithFormatter(sqltool.GooseFormatter),
		schema.WithDropColumn(true),
		schema.WithDropIndex(true),
	)
	if err != nil {
		log.Fatalf("%s: %v", dir, err)
	}
}
