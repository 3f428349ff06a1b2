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
// and the sequence that it brings the caller to, under one lock.
func (b *Board) since(after int64, want Sensors) (tanks []*ent.TankReading, sales []*ent.Sale, devices []int, sequence int64) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, id := range want.Tanks {
		if v, ok := b.tanks[id]; ok && v.sequence > after {
			tanks = append(tanks, v.value)
		}
	}
	for _, id := range want.Nozzles {
		if v, ok := b.sales[id]; ok && v.sequence > after {
			sales = append(sales, v.value)
		}
	}
	for _, id := range want.Devices {
		if v, ok := b.heard[id]; ok && v.sequence > after {
			devices = append(devices, id)
		}
	}
	return tanks, sales, devices, b.sequence
}

// Sensors names what a subscriber wants, in the order in which it is sent.
type Sensors struct {
	Tanks, Nozzles, Devices []int
}
