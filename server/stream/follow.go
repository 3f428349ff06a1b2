package stream

import (
	"context"
	"iter"
	"time"
)

// lookAgain is how long a reader waits without a ring, for rows that another
// process committed.
const lookAgain = time.Second

// Follow reads forward until the context ends. read gives the rows after a
// sequence, in order, none when there are no more yet, and the sequence to go
// on from; of names a row's own. The bell says when to look again. A database that
// fails is asked again: the reader falls behind and loses nothing.
func Follow[T any](
	ctx context.Context, bell *Bell, after int64,
	read func(ctx context.Context, after int64) (rows []T, next int64, err error), of func(T) int64,
) iter.Seq2[int64, T] {
	return func(yield func(int64, T) bool) {
		for {
			rung := bell.Next()
			rows, next, err := read(ctx, after)
			for _, row := range rows {
				if !yield(of(row), row) {
					return
				}
			}
			if err == nil && next > after {
				after = next
				continue
			}
			select {
			case <-rung:
			case <-time.After(lookAgain):
			case <-ctx.Done():
				return
			}
		}
	}
}
