package timeline

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"commandhub/ent"
	"commandhub/ent/streamhead"
	"commandhub/ent/timelineentry"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// chain hashes a row together with the hash of the row before it.
type chain struct{ key []byte }

func (c chain) hash(row *ent.TimelineEntry) []byte {
	mac := hmac.New(sha256.New, c.key)
	key := ""
	if row.IdempotencyKey != nil {
		key = *row.IdempotencyKey
	}
	// Each part with its length, so that no two rows have the same bytes.
	number(mac, row.Sequence)
	number(mac, instant(row.HappenedAt))
	number(mac, instant(row.RecordedAt))
	number(mac, int64(row.ActorID))
	number(mac, int64(row.SubjectID))
	for _, part := range []string{
		row.ActorKind, row.ActorName, row.Action, row.SubjectType, key, row.Before, row.After, string(row.PrevHash),
	} {
		number(mac, int64(len(part)))
		_, _ = io.WriteString(mac, part)
	}
	return mac.Sum(nil)
}

func instant(t time.Time) int64 { return t.UnixMicro() }

func number(w io.Writer, n int64) {
	_, _ = w.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
}

// Head is the end of the chain: what a checkpoint outside the database keeps.
type Head struct {
	Sequence int64
	Hash     []byte
}

// Verify reads the whole chain and returns its head, or an error that names the
// first row that is broken. With a checkpoint it also finds a tail that was cut
// off and a chain that was written anew.
func (t *Timeline) Verify(ctx context.Context, checkpoint *Head) (Head, error) {
	system := viewer.NewContext(ctx, viewer.Hub("timeline"))
	var head Head
	for {
		rows, err := t.store.Client.TimelineEntry.Query().
			Where(timelineentry.SequenceGT(head.Sequence)).
			Order(timelineentry.BySequence()).Limit(500).All(system)
		if err != nil {
			return head, err
		}
		for _, row := range rows {
			switch {
			case row.Sequence != head.Sequence+1:
				return head, fmt.Errorf("row %d is missing: row %d follows row %d", head.Sequence+1, row.Sequence, head.Sequence)
			case !bytes.Equal(row.PrevHash, head.Hash):
				return head, fmt.Errorf("row %d does not continue the row before it", row.Sequence)
			case !hmac.Equal(row.Hash, t.chain.hash(row)):
				return head, fmt.Errorf("row %d was changed after it was written", row.Sequence)
			}
			head = Head{row.Sequence, row.Hash}
			if checkpoint != nil && checkpoint.Sequence == head.Sequence && !bytes.Equal(checkpoint.Hash, head.Hash) {
				return head, fmt.Errorf("row %d is not the one that the checkpoint knows: the chain was written anew", row.Sequence)
			}
		}
		if len(rows) == 0 {
			break
		}
	}
	if checkpoint != nil && checkpoint.Sequence > head.Sequence {
		return head, fmt.Errorf("the timeline ends at row %d, the checkpoint knows row %d: its tail was cut off", head.Sequence, checkpoint.Sequence)
	}
	kept, err := t.store.Client.StreamHead.Query().Where(streamhead.Stream(store.TimelineStream)).Only(system)
	if err != nil {
		return head, err
	}
	if kept.Sequence != head.Sequence {
		return head, fmt.Errorf("the timeline ends at row %d, its head says %d: its tail was cut off", head.Sequence, kept.Sequence)
	}
	return head, nil
}
