// Package stream reads forward through rows whose sequence follows the order of
// their commits: nothing is queued for a reader, so none is ever too slow and
// none misses a row.
package stream

import "sync"

// Bell tells any number of waiting readers that there may be something new. It
// carries nothing: readers look for themselves, so that none can be too slow.
type Bell struct {
	mu   sync.Mutex
	next chan struct{}
}

// NewBell makes a bell that has not rung.
func NewBell() *Bell { return &Bell{next: make(chan struct{})} }

// Next is closed at the next ring. Take it before looking, wait on it after.
func (b *Bell) Next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.next
}

// Ring wakes all who wait.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.next)
	b.next = make(chan struct{})
}
