// Command ingest measures how many readings a second the hub stores, side by
// side with psql \copy of the same rows into a table of the same shape.
//
// Stations speak MQTT with QoS 1 from this process; the real server runs in
// another, with a private PostgreSQL (or SQLite) in its usual durability. First
// all send as fast as they are answered: that gives the rate and the CPU time
// of server and database. Then batches come at a quarter of that rate, which
// gives the time from publish to PUBACK. At the end the database is compared with
// what was answered.
//
// The last line of the output is for machines:
//
//	ingest db=postgres stations=2000 rate=… copy_rate=… cpu_us=… p99_ms=… lost=… dup=…
//
// rate and copy_rate are rows a second (readings and sales), cpu_us is per row,
// p99_ms is of the moderate part.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"commandhub/server/servertest/fleet"
	"commandhub/server/servertest/postgres"
	"commandhub/server/servertest/process"
	"commandhub/server/store"
)

// within is how long all may take.
const within = 3 * time.Minute

type options struct {
	database string
	stations int
	window   int
	seconds  time.Duration // of each measured part
	moderate int           // rows a second
}

func main() {
	var o options
	flag.StringVar(&o.database, "db", "postgres", "postgres or sqlite")
	flag.IntVar(&o.stations, "stations", 2000, "how many stations send")
	flag.IntVar(&o.window, "window", 4, "batches of a station that wait for their answer")
	flag.DurationVar(&o.seconds, "for", 12*time.Second, "length of each measured part")
	flag.IntVar(&o.moderate, "moderate", 0, "rows a second of the part that measures latency (default a quarter of the saturated rate)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithTimeout(ctx, within)
	err := run(ctx, o)
	cancel()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench ingest:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) (err error) {
	folder, err := os.MkdirTemp("", "bench-ingest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := &bench{options: o}
	address := "sqlite:" + filepath.Join(folder, "hub.db")
	if o.database == "postgres" {
		// Both sides of the comparison run on these settings.
		b.cluster, err = postgres.New(ctx, folder, "shared_buffers=512MB", "max_wal_size=8GB", "max_connections=60")
		if err != nil {
			return err
		}
		defer func() { _ = b.cluster.Stop(context.WithoutCancel(ctx)) }()
		address = b.cluster.URL("postgres")
	}
	binary, err := process.Build(ctx, folder)
	if err != nil {
		return err
	}
	if b.db, err = store.Open(ctx, address); err != nil {
		return err
	}
	defer b.db.Close()
	fmt.Printf("seeding %d stations\n", o.stations)
	members, err := fleet.Seed(ctx, b.db, o.stations)
	if err != nil {
		return err
	}
	b.hub = &process.Hub{Binary: binary, Folder: folder, Database: address, Flags: []string{"--log-level", "warn"}}
	if err := b.hub.Start(ctx); err != nil {
		return err
	}
	defer b.hub.Kill()
	return b.measure(ctx, folder, members)
}
