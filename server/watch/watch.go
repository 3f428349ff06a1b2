// Package watch looks for instants that pass: clocks of the plan that come due.
package watch

import (
	"context"
	"log/slog"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/incident"
)

// Every is how often the hub looks.
const Every = time.Second

// most is how many passed clocks are told at a time.
const most = 100

// Deadlines tells of each clock that comes due soon or late, once, until the
// context ends. Several hubs may watch the same database.
func Deadlines(ctx context.Context, s *incident.Incidents, clock clockwork.Clock, log *slog.Logger) {
	for {
		for _, at := range []incident.Threshold{incident.Soon, incident.Late} {
			if err := tell(ctx, s, at); err != nil && ctx.Err() == nil {
				log.Warn("clocks that come due are not told yet", "error", err)
			}
		}
		select {
		case <-clock.After(Every):
		case <-ctx.Done():
			return
		}
	}
}

// tell tells every clock that has passed a threshold.
func tell(ctx context.Context, s *incident.Incidents, at incident.Threshold) error {
	for {
		passed, err := s.Passed(ctx, at, most)
		if err != nil || len(passed) == 0 {
			return err
		}
		for _, d := range passed {
			if _, err := s.Tell(ctx, d, at); err != nil {
				return err
			}
		}
		if len(passed) < most {
			return nil
		}
	}
}
