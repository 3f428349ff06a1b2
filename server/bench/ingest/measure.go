package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"commandhub/server/servertest/fleet"
	"commandhub/server/servertest/postgres"
	"commandhub/server/servertest/process"
	"commandhub/server/store"
)

type bench struct {
	options
	cluster *postgres.Cluster // nil for SQLite
	db      *store.Store
	hub     *process.Hub
}

// meanRows is how many rows a batch of the fleet becomes, on average.
const meanRows = 10.5

// warmUp is left out of a part: connections are made and caches filled.
const warmUp = 3 * time.Second

// part is one load on the hub.
type part struct {
	senders []*fleet.Sender
	rows    atomic.Int64 // answered

	mu   sync.Mutex
	took []time.Duration // of every batch, once the warm-up is over
	warm atomic.Bool
}

func (b *bench) measure(ctx context.Context, folder string, members []fleet.Station) error {
	began := time.Now().Add(-time.Hour)
	fmt.Printf("saturated: %d stations, %d batches each in flight\n", b.stations, b.window)
	saturated := b.load(members, "saturated", began, 0)
	full, err := saturated.run(ctx, b)
	if err != nil {
		return err
	}
	p50, p99 := saturated.percentiles()
	fmt.Printf("saturated: %.0f rows/s, CPU a row: server %.2f µs, database %.2f µs; publish to PUBACK p50 %.0f ms p99 %.0f ms\n",
		full.rate, per(full.spent.server, full.rows), per(full.spent.database, full.rows), p50, p99)
	found, err := fleet.Verify(ctx, b.db, saturated.senders)
	if err != nil {
		return err
	}
	var copied result
	if b.cluster != nil {
		if copied, err = b.copyAgain(ctx, folder); err != nil {
			return err
		}
		fmt.Printf("\\copy of the same rows: %.0f rows/s, CPU a row: database %.2f µs; the hub reaches %.2f of it\n",
			copied.rate, per(copied.spent.database, copied.rows), full.rate/copied.rate)
	}
	// Another boot and another time, so that the first part's rows stand apart.
	wanted := full.rate / 4
	if b.moderate > 0 {
		wanted = float64(b.moderate)
	}
	pace := time.Duration(float64(time.Second) * float64(b.stations) * meanRows / wanted)
	moderate := b.load(members, "moderate", began.Add(-24*time.Hour), pace)
	calm, err := moderate.run(ctx, b)
	if err != nil {
		return err
	}
	p50, p99 = moderate.percentiles()
	fmt.Printf("moderate: %.0f rows/s, publish to PUBACK p50 %.1f ms p99 %.1f ms\n", calm.rate, p50, p99)
	if err := b.hub.Stop(); err != nil {
		return fmt.Errorf("the server's stop: %w\n%s", err, b.hub.Output())
	}
	fmt.Printf("ingest db=%s stations=%d rate=%.0f copy_rate=%.0f cpu_us=%.2f p99_ms=%.1f lost=%d dup=%d\n",
		b.database, b.stations, full.rate, copied.rate, per(full.spent.server+full.spent.database, full.rows), p99, found.Lost, found.Double)
	if found != (fleet.Found{Rows: found.Rows}) {
		return fmt.Errorf("the database differs from what was answered: %+v", found)
	}
	return nil
}

func (b *bench) load(members []fleet.Station, boot string, began time.Time, pace time.Duration) *part {
	p := &part{}
	for _, m := range members {
		p.senders = append(p.senders, fleet.NewSender(m, fleet.Options{
			Address: b.hub.MQTT, Boot: boot, Began: began, Window: b.window, Pace: pace, Answered: p.answered,
		}))
	}
	return p
}

func (p *part) answered(seq int64, took time.Duration) {
	p.rows.Add(int64(fleet.Rows(seq)))
	if p.warm.Load() {
		p.mu.Lock()
		p.took = append(p.took, took)
		p.mu.Unlock()
	}
}

// result is what a part did after its warm-up.
type result struct {
	rows  int64
	rate  float64 // rows a second
	spent usage
}

// run lets the part send. It returns when all is answered.
func (p *part) run(ctx context.Context, b *bench) (result, error) {
	produce, end := context.WithCancel(ctx)
	defer end()
	var running sync.WaitGroup
	for _, s := range p.senders {
		running.Go(func() { s.Run(ctx, produce) })
	}
	if err := pause(ctx, warmUp); err != nil {
		return result{}, err
	}
	p.warm.Store(true)
	rows, spent, at := p.rows.Load(), b.usage(), time.Now()
	if err := pause(ctx, b.seconds); err != nil {
		return result{}, err
	}
	r := result{rows: p.rows.Load() - rows, spent: b.usage().since(spent)}
	r.rate = float64(r.rows) / time.Since(at).Seconds()
	p.warm.Store(false)
	end()
	running.Wait()
	if r.rows == 0 {
		return r, errors.New("nothing was answered\n" + b.hub.Output())
	}
	return r, ctx.Err()
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// percentiles are in milliseconds.
func (p *part) percentiles() (p50, p99 float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.took) == 0 {
		return 0, 0
	}
	slices.Sort(p.took)
	at := func(q float64) float64 {
		return float64(p.took[int(q*float64(len(p.took)-1))].Microseconds()) / 1000
	}
	return at(0.5), at(0.99)
}
