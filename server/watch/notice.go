package watch

import (
	"context"
	"log/slog"

	"github.com/jonboulle/clockwork"

	"commandhub/server/notice"
)

// Notices passes on what a unit has not answered in time, until the context ends.
// Several hubs may watch the same database.
func Notices(ctx context.Context, s *notice.Notices, clock clockwork.Clock, log *slog.Logger) {
	for {
		if err := passOn(ctx, s); err != nil && ctx.Err() == nil {
			log.Warn("notices without an answer are not passed on yet", "error", err)
		}
		select {
		case <-clock.After(Every):
		case <-ctx.Done():
			return
		}
	}
}

func passOn(ctx context.Context, s *notice.Notices) error {
	for {
		rows, err := s.Unanswered(ctx, most)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := s.PassUnanswered(ctx, row.ID); err != nil {
				return err
			}
		}
		if len(rows) < most {
			return nil
		}
	}
}
