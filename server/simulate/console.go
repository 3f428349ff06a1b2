package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"
)

// How the past is told: in batches of an hour with a reading each quarter.
const (
	pastBatch   = time.Hour
	pastReading = 15 * time.Minute
)

// console is the device that speaks for one station: it advances the plant by
// the clock and hands each batch to its uplink. While the uplink is full it
// stands still, and tells the rest as the past afterwards: nothing is dropped
// and memory stays bounded.
type console struct {
	options  Options
	code     string
	interval time.Duration

	plant *plant

	boot     string
	restarts int
	seq      int64

	answered atomic.Pointer[remembered] // after the last batch that was answered
	ended    chan struct{}              // closed when no more will be
}

// message is a batch as it is sent, and sent again.
type message struct {
	payload []byte
	after   *remembered // the station then
}

// run lives the station from its past into the present, offset after the
// others.
func (c *console) run(ctx context.Context, offset time.Duration) {
	out := make(chan message)
	link := &uplink{
		options: c.options, device: c.code, credential: c.options.Credentials[c.code], patience: answerIn,
		answered: func(m message) { c.answered.Store(m.after) },
	}
	go func() {
		defer close(c.ended)
		link.run(ctx, out)
	}()

	clock := c.options.Clock
	start := clock.Now()
	if c.plant.at.IsZero() {
		c.plant.begin(start.Add(-c.options.Backfill))
	}
	next := start.Add(offset)
	for ctx.Err() == nil {
		if behind := clock.Now().Sub(c.plant.at); behind > 2*c.interval {
			to := c.plant.at.Add(min(behind, pastBatch))
			c.send(ctx, out, c.past(to))
			continue
		}
		for c.seq > 0 && !next.After(c.plant.at) { // told already, with the past
			next = next.Add(c.interval)
		}
		timer := clock.NewTimer(next.Sub(clock.Now()))
		select {
		case <-timer.Chan():
			c.send(ctx, out, c.present(next))
			for !next.After(clock.Now()) {
				next = next.Add(c.interval)
			}
		case <-ctx.Done():
			timer.Stop()
		}
	}
	close(out)
	<-c.ended
}

// past advances by a quarter of an hour at a time, at the speed of life.
func (c *console) past(to time.Time) *batch {
	return c.advance(to, func(p *plant) {
		for p.at.Before(to) {
			quarter := p.at.Truncate(pastReading).Add(pastReading)
			if quarter.After(to) {
				quarter = to
			}
			p.advance(quarter, 1)
			if p.dark.IsZero() {
				p.read()
			}
		}
	})
}

func (c *console) present(to time.Time) *batch {
	return c.advance(to, func(p *plant) {
		p.advance(to, c.options.Speed)
		if p.dark.IsZero() {
			p.read()
		}
	})
}

// advance gives what happened as the next batch, or nil while there is nothing
// to tell or no power to tell it.
func (c *console) advance(to time.Time, how func(*plant)) *batch {
	p := c.plant
	how(p)
	cut, restored := p.told("POWER_OFF"), p.told("POWER_ON")
	if !p.dark.IsZero() && !cut {
		return nil // the last that a console tells before the dark is why
	}
	if restored {
		c.restarts++
		c.seq = 0
	}
	b := p.report
	p.report = batch{}
	if len(b.Tanks)+len(b.Sales)+len(b.Deliveries)+len(b.Events) == 0 {
		return nil
	}
	c.seq++
	b.Boot, b.Seq, b.Time = c.boot, c.seq, instant(to)
	if c.restarts > 0 {
		b.Boot = fmt.Sprintf("%s-%d", c.boot, c.restarts)
	}
	return &b
}

// send blocks while the uplink is full.
func (c *console) send(ctx context.Context, out chan<- message, b *batch) {
	if b == nil {
		return
	}
	payload, err := json.Marshal(b)
	if err != nil {
		c.options.Log.Error("simulate: batch cannot be written", "device", c.code, "error", err)
		return
	}
	select {
	case out <- message{payload: payload, after: c.plant.remember()}:
	case <-ctx.Done():
	}
}

// told says whether the report holds an event of a kind.
func (p *plant) told(kind string) bool {
	for _, e := range p.report.Events {
		if e.Kind == kind {
			return true
		}
	}
	return false
}
