// Package feedtest is a small GraphQL schema over a feed in memory, for the
// tests and the benchmark of the socket. It shows both kinds of subscription:
// conflated telemetry, which begins with a snapshot, and events, which are told
// one by one.
package feedtest

//go:generate go run github.com/99designs/gqlgen generate

import (
	"context"
	"iter"
	"sync"
)

// Item is one reading or event.
type Item struct {
	Sequence     int64
	Station      string
	Tank         string
	LevelMm      float64
	VolumeL      float64
	TemperatureC float64
	Time         string
}

// Telemetry is the latest item of each tank that changed.
type Telemetry struct {
	Sequence int64
	Items    []*Item
}

// Feed keeps every item and wakes its readers. Its zero value is ready.
type Feed struct {
	mu      sync.Mutex
	log     []*Item
	changed chan struct{} // closed at the next Publish
}

// Publish appends an item and returns its sequence, which begins at 1.
func (f *Feed) Publish(item Item) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	item.Sequence = int64(len(f.log)) + 1
	f.log = append(f.log, &item)
	if f.changed != nil {
		close(f.changed)
		f.changed = nil
	}
	return item.Sequence
}

// after returns the items after a sequence, the head, and what is closed when
// there are more.
func (f *Feed) after(sequence int64) ([]*Item, int64, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.changed == nil {
		f.changed = make(chan struct{})
	}
	head := int64(len(f.log))
	return f.log[min(sequence, head):head:head], head, f.changed
}

// Telemetry yields the latest item of each tank, then the tanks that changed
// since, for as long as the context lasts.
func (f *Feed) Telemetry(ctx context.Context, station string) iter.Seq2[int64, *Telemetry] {
	return func(yield func(int64, *Telemetry) bool) {
		told := int64(0)
		for first := true; ; first = false {
			items, head, changed := f.after(told)
			if first || head > told {
				if !yield(head, &Telemetry{Sequence: head, Items: latest(items, station)}) {
					return
				}
				told = head
				continue
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}
}

// Events yields every item after a sequence, for as long as the context lasts.
func (f *Feed) Events(ctx context.Context, after int64) iter.Seq2[int64, *Item] {
	return func(yield func(int64, *Item) bool) {
		for {
			items, _, changed := f.after(after)
			for _, item := range items {
				if !yield(item.Sequence, item) {
					return
				}
				after = item.Sequence
			}
			if len(items) > 0 {
				continue
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}
}

// latest keeps the last item of each tank.
func latest(items []*Item, station string) []*Item {
	kept := []*Item{}
	at := map[string]int{}
	for _, item := range items {
		if station != "" && item.Station != station {
			continue
		}
		key := item.Station + "/" + item.Tank
		if i, ok := at[key]; ok {
			kept[i] = item
			continue
		}
		at[key] = len(kept)
		kept = append(kept, item)
	}
	return kept
}
