package stock

import (
	"context"
	"iter"
	"sync"
	"time"

	"commandhub/server/viewer"
)

// fresh is how long a computed stock serves all who ask: whoever watches the
// same area is shown the same figures.
const fresh = time.Second

// memo keeps the last stock of each area, for viewers with the same rights.
type memo struct {
	mu       sync.Mutex
	sequence int64
	last     map[memoKey]*Stock
}

type memoKey struct{ area, rights string }

// Watch gives the stock of an area at once and then every interval, until the
// context ends. It fails with *station.Unknown on an area that is not there.
// While the database does not answer nothing comes.
func (b *Books) Watch(ctx context.Context, area *string, interval time.Duration) (iter.Seq2[int64, *Stock], error) {
	if _, err := b.Registry.Now().Select(ctx, viewer.StockRead, filter(area)); err != nil {
		return nil, err
	}
	return func(yield func(int64, *Stock) bool) {
		var seen int64
		for {
			if s, err := b.newer(ctx, area, seen); err == nil {
				if !yield(s.Sequence, s) {
					return
				}
				seen = s.Sequence
			}
			select {
			case <-b.Clock.After(interval):
			case <-ctx.Done():
				return
			}
		}
	}, nil
}

// newer is the memo of an area, or a new computation where a reader has that
// already or it is too old.
func (b *Books) newer(ctx context.Context, area *string, seen int64) (*Stock, error) {
	b.memo.mu.Lock()
	defer b.memo.mu.Unlock()
	key := memoKey{rights: viewer.From(ctx).Key()}
	if area != nil {
		key.area = *area
	}
	now := b.Clock.Now().UTC()
	if last := b.memo.last[key]; last != nil && last.Sequence > seen && now.Sub(last.ComputedAt) < fresh {
		return last, nil
	}
	s, err := b.Of(ctx, area, now)
	if err != nil {
		return nil, err
	}
	if b.memo.last == nil {
		b.memo.last = map[memoKey]*Stock{}
	}
	b.memo.sequence++
	s.Sequence = b.memo.sequence
	b.memo.last[key] = s
	return s, nil
}
