package store

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/streamhead"
	"commandhub/server/viewer"
)

// Head is the last sequence that was given in a stream of events, read through the
// client of a store or of a transaction.
func Head(ctx context.Context, heads *ent.StreamHeadClient, stream string) (int64, error) {
	row, err := heads.Query().Where(streamhead.Stream(stream)).Only(viewer.NewContext(ctx, viewer.Hub("store")))
	if err != nil {
		return 0, err
	}
	return row.Sequence, nil
}
