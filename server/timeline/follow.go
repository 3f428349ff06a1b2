package timeline

import (
	"context"
	"iter"

	"commandhub/ent"
	"commandhub/ent/timelineentry"
	"commandhub/server/stream"
)

// Page is at most this many entries.
const Page = 100

// After returns up to limit entries after a sequence, oldest first, under the
// rights of the context's viewer.
func (t *Timeline) After(ctx context.Context, sequence int64, limit int) ([]*ent.TimelineEntry, error) {
	return t.store.Client.TimelineEntry.Query().
		Where(timelineentry.SequenceGT(sequence)).
		Order(timelineentry.BySequence()).Limit(min(limit, Page)).All(ctx)
}

// Last is the highest sequence that is committed, 0 for an empty timeline.
func (t *Timeline) Last(ctx context.Context) (int64, error) {
	row, err := t.store.Client.TimelineEntry.Query().
		Order(ent.Desc(timelineentry.FieldSequence)).First(ctx)
	if ent.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return row.Sequence, nil
}

// Follow gives every entry after a sequence, without a gap, until the context
// ends.
func (t *Timeline) Follow(ctx context.Context, sequence int64) iter.Seq2[int64, *ent.TimelineEntry] {
	read := func(ctx context.Context, after int64) ([]*ent.TimelineEntry, int64, error) {
		rows, err := t.After(ctx, after, Page)
		if len(rows) > 0 {
			after = rows[len(rows)-1].Sequence
		}
		return rows, after, err
	}
	return stream.Follow(ctx, t.grown, sequence, read, func(row *ent.TimelineEntry) int64 { return row.Sequence })
}
