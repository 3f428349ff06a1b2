package live

import (
	"context"
	"time"
)

// SetStorage tells subscribers whether the database answers.
func (l *Live) SetStorage(available bool, since time.Time) {
	l.storage.Store(&Storage{Available: available, Since: since})
	l.status.Ring()
}

// Storage is whether the database answers, and since when it is so.
func (l *Live) Storage() *Storage { return l.storage.Load() }

// SetExercise tells subscribers that the hub is in exercise, or no longer.
func (l *Live) SetExercise(on bool) {
	l.exercise.Store(on)
	l.status.Ring()
}

// Exercise tells whether the hub is in exercise.
func (l *Live) Exercise() bool { return l.exercise.Load() }

// Status sends the hub's state at once, on each change, and every Heartbeat.
func (l *Live) Status(ctx context.Context) <-chan *Status {
	out := make(chan *Status)
	go func() {
		defer close(out)
		for sequence := int64(1); ; sequence++ {
			changed := l.status.Next()
			item := &Status{
				Sequence: sequence, ServerTime: l.clock.Now().UTC(), Exercise: l.Exercise(), Storage: l.Storage(),
			}
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
			select {
			case <-changed:
			case <-l.clock.After(Heartbeat):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
