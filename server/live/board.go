// Package live keeps the latest stored value of every sensor and feeds it to
// subscribers. Nothing comes here before it is committed.
//
// A subscriber has no queue: at each of its ticks it takes what changed since
// the sequence that it has. So a slow one gets later values, never old ones,
// and costs nothing while it waits.
package live

import (
	"sync"
	"time"

	"commandhub/ent"
	"commandhub/server/stream"
)

// Board is the latest value of every sensor. It is safe for concurrent use.
type Board struct {
	mu       sync.RWMutex
	sequence int64
	tanks    map[int]versioned[*ent.TankReading]
	sales    map[int]versioned[*ent.Sale]
	heard    map[int]versioned[time.Time]
	changed  *stream.Bell
}

// versioned is a value and the commit that brought it.
type versioned[T any] struct {
	value    T
	sequence int64
}

// NewBoard makes an empty board.
func NewBoard() *Board {
	return &Board{
		tanks:   map[int]versioned[*ent.TankReading]{},
		sales:   map[int]versioned[*ent.Sale]{},
		heard:   map[int]versioned[time.Time]{},
		changed: stream.NewBell(),
	}
}

// Tank is the latest reading of a tank, nil before the first.
func (b *Board) Tank(id int) *ent.TankReading {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.tanks[id].value
}

// Sale is the latest sale of a nozzle, nil before the first.
func (b *Board) Sale(nozzle int) *ent.Sale {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.sales[nozzle].value
}

// Heard is when something of a device was last stored, zero before the first.
func (b *Board) Heard(device int) time.Time {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.heard[device].value
}

// apply puts in what is newer than what is there: late backfill is stored and
// charted, and is no latest value.
func (b *Board) apply(tanks []*ent.TankReading, sales []*ent.Sale, heard map[int]time.Time) {
	b.mu.Lock()
	b.sequence++
	for _, r := range tanks {
		if old := b.tanks[r.TankID].value; old == nil || !r.MeasuredAt.Before(old.MeasuredAt) {
			b.tanks[r.TankID] = versioned[*ent.TankReading]{r, b.sequence}
		}
	}
	for _, s := range sales {
		if old := b.sales[s.NozzleID].value; old == nil || !s.SoldAt.Before(old.SoldAt) {
			b.sales[s.NozzleID] = versioned[*ent.Sale]{s, b.sequence}
		}
	}
	for device, at := range heard {
		if at.After(b.heard[device].value) {
			b.heard[device] = versioned[time.Time]{at, b.sequence}
		}
	}
	b.mu.Unlock()
	b.changed.Ring()
}

// since returns what changed after a sequence for the sensors that are wanted,
// and the sequence that it brings the caller to, under one lock. That is always
// a later one, even if nothing changed: every item of a stream has its own.
func (b *Board) since(after int64, want Sensors) (tanks []*ent.TankReading, sales []*ent.Sale, devices []int, sequence int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sequence <= after {
		b.sequence++
		return []*ent.TankReading{}, []*ent.Sale{}, nil, b.sequence
	}
	return changed(b.tanks, want.Tanks, after), changed(b.sales, want.Nozzles, after), changedIDs(b.heard, want.Devices, after), b.sequence
}

// all returns the latest of every sensor that is wanted, and a sequence greater
// than one that the caller has.
func (b *Board) all(want Sensors, seen int64) (tanks []*ent.TankReading, sales []*ent.Sale, sequence int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sequence <= seen {
		b.sequence++
	}
	return changed(b.tanks, want.Tanks, -1), changed(b.sales, want.Nozzles, -1), b.sequence
}

// changed is never nil: null in an answer means that it is not open to the viewer.
func changed[T any](of map[int]versioned[T], want []int, after int64) []T {
	out := []T{}
	for _, id := range want {
		if v, ok := of[id]; ok && v.sequence > after {
			out = append(out, v.value)
		}
	}
	return out
}

func changedIDs[T any](of map[int]versioned[T], want []int, after int64) (out []int) {
	for _, id := range want {
		if v, ok := of[id]; ok && v.sequence > after {
			out = append(out, id)
		}
	}
	return out
}

// Sensors names what a subscriber wants, in the order in which it is sent.
type Sensors struct {
	Tanks, Nozzles, Devices []int
}
