package stream

import (
	"context"
	"time"
)

// lookAgain is how long a reader waits without a ring, for rows that another
// process committed.
const lookAgain = time.Second

// Follow turns reading forward through a stream into a channel: read gives the
// rows that come next, none when there are no more yet; the bell says when to
// look again. A failing database is asked again; the reader falls behind and
// loses nothing.
func Follow[T any](ctx context.Context, bell *Bell, read func(context.Context) ([]T, error)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for {
			next := bell.Next()
			rows, err := read(ctx)
			for _, row := range rows {
				select {
				case out <- row:
				case <-ctx.Done():
					return
				}
			}
			if err == nil && len(rows) > 0 {
				continue
			}
			select {
			case <-next:
			case <-time.After(lookAgain):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
