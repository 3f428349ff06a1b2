package writer

import (
	"context"
	"sync"
	"time"
)

// How the database is watched: a change is known within the sum of the two.
const (
	probeEvery   = time.Second
	probeTimeout = time.Second
)

// state is whether the database stores.
type state struct {
	mu        sync.Mutex
	available bool
	since     time.Time
	lastGood  time.Time // by the real clock
	changed   func(bool, time.Time)
}

func (s *state) init(now time.Time, changed func(bool, time.Time)) {
	s.available, s.since, s.changed = true, now, changed
}

func (s *state) get() (bool, time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.available, s.since
}

// set notes what a commit or a probe found. The lock is held while the change
// is told, so that changes are told in order.
func (s *state) set(available bool, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if available {
		s.lastGood = time.Now()
	}
	if available == s.available {
		return
	}
	s.available, s.since = available, now
	s.changed(available, now)
}

// probe asks the database when no commit has shown lately that it stores. Of a
// frozen database, whose driver does not heed its context, it asks only once.
func (w *Writer) probe(ctx context.Context) {
	ticker := time.NewTicker(probeEvery)
	defer ticker.Stop()
	var asked time.Time // zero while nothing is asked
	result := make(chan error, 1)
	for {
		select {
		case <-ctx.Done():
			return
		case err := <-result:
			if ctx.Err() == nil && (err == nil || !w.storedSince(asked)) {
				w.state.set(err == nil, w.now())
			}
			asked = time.Time{}
		case <-ticker.C:
			switch {
			case w.storedSince(time.Now().Add(-probeEvery)):
			case asked.IsZero():
				asked = time.Now()
				available, _ := w.Available()
				go func() {
					ctx, cancel := context.WithTimeout(ctx, probeTimeout)
					defer cancel()
					result <- w.opt.Store.Probe(ctx, !available)
				}()
			case time.Since(asked) > probeTimeout:
				w.state.set(false, w.now())
			}
		}
	}
}

func (w *Writer) storedSince(at time.Time) bool {
	w.state.mu.Lock()
	defer w.state.mu.Unlock()
	return !w.state.lastGood.Before(at)
}
