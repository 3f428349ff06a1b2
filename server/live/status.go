package live

import (
	"context"
	"iter"
	"sync"
	"time"
)

// SetStorage tells subscribers whether the database answers.
func (l *Live) SetStorage(available bool, since time.Time) {
	l.storage.Store(&Storage{Available: available, Since: since})
	l.statusSequence.step()
	l.status.Ring()
}

// Storage is whether the database answers, and since when it is so.
func (l *Live) Storage() *Storage { return l.storage.Load() }

// SetExercise tells subscribers that the hub is in exercise, or no longer.
func (l *Live) SetExercise(on bool) {
	l.exercise.Store(on)
	l.statusSequence.step()
	l.status.Ring()
}

// Exercise tells whether the hub is in exercise.
func (l *Live) Exercise() bool { return l.exercise.Load() }

// Status gives the hub's state at once, on each change, and every Heartbeat.
func (l *Live) Status(ctx context.Context) iter.Seq2[int64, *Status] {
	return func(yield func(int64, *Status) bool) {
		var seen int64
		for {
			changed := l.status.Next()
			item := &Status{
				Sequence: l.statusSequence.after(seen), ServerTime: l.clock.Now().UTC(),
				Exercise: l.Exercise(), Storage: l.Storage(),
			}
			if !yield(item.Sequence, item) {
				return
			}
			seen = item.Sequence
			select {
			case <-changed:
			case <-l.clock.After(Heartbeat):
			case <-ctx.Done():
				return
			}
		}
	}
}

// counter numbers what is told of one source: the same number means the same
// state, and every reader's numbers grow.
type counter struct {
	mu sync.Mutex
	n  int64
}

// after is the source's number, which is greater than one that a reader has.
func (c *counter) after(seen int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n <= seen {
		c.n++
	}
	return c.n
}

// step says that the state is another one.
func (c *counter) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}
