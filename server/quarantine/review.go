package quarantine

import (
	"context"
	"strings"

	"commandhub/ent"
	"commandhub/ent/predicate"
	"commandhub/ent/quarantine"
	"commandhub/ent/quarantineverdict"
	"commandhub/server/incident"
	"commandhub/server/rule"
)

// Review is a verdict on one entry, or a correction.
type Review struct {
	Entry          int
	Seen           *int // the verdict that was seen on it; nil for none
	All            bool // of a correction: every entry under the verdict seen
	Kind           rule.Verdict
	Note           *string
	IdempotencyKey string
}

// Review gives a verdict on an entry, as the context's viewer, who needs
// quarantine:review. Conflict where another verdict stands than was seen.
func (r *Reviews) Review(ctx context.Context, in Review) (*ent.QuarantineVerdict, error) {
	return r.do(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (found, error) {
		entry, err := tx.Quarantine.Query().Where(quarantine.ID(in.Entry)).WithDevice().WithVerdict().Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return found{}, incident.Refuse("entry", noEntry.With())
		case err != nil:
			return found{}, err
		case !same(entry.VerdictID, in.Seen):
			return found{}, &Conflict{"input.seen"}
		case in.All && in.Seen == nil:
			return found{}, incident.Refuse("all", noVerdict.With())
		}
		f := found{
			kind: in.Kind, note: trimmed(in.Note), was: entry.Edges.Verdict, count: 1, field: "input.seen",
			of:   []predicate.Quarantine{quarantine.ID(entry.ID)},
			told: map[string]any{"code": entry.Edges.Device.Code, "refused": entry.Reason},
		}
		if in.All {
			f.of = nil
			f.count, err = tx.Quarantine.Query().Where(quarantine.VerdictID(*in.Seen)).Count(ctx)
		}
		return f, err
	})
}

// GroupReview is a verdict on all that a device sent that was refused for one reason
// and nobody reviewed, up to the last that was seen.
type GroupReview struct {
	Last, Count    int
	Kind           rule.Verdict
	Note           *string
	IdempotencyKey string
}

// ReviewGroup gives a verdict on a group, as the context's viewer, who needs
// quarantine:review. Conflict where some of it was reviewed since it was counted.
func (r *Reviews) ReviewGroup(ctx context.Context, in GroupReview) (*ent.QuarantineVerdict, error) {
	if in.Count < 1 {
		return nil, incident.Refuse("count", noCount.With())
	}
	return r.do(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (found, error) {
		last, err := tx.Quarantine.Query().Where(quarantine.ID(in.Last)).WithDevice().Only(ctx)
		if ent.IsNotFound(err) {
			return found{}, incident.Refuse("last", noEntry.With())
		}
		if err != nil {
			return found{}, err
		}
		return found{
			kind: in.Kind, note: trimmed(in.Note), count: in.Count, field: "input.count", of: upTo(last),
			told: map[string]any{"code": last.Edges.Device.Code, "refused": last.Reason},
		}, nil
	})
}

// upTo takes a group's entries up to one of them, whoever reviewed them.
func upTo(last *ent.Quarantine) []predicate.Quarantine {
	return []predicate.Quarantine{
		quarantine.DeviceID(last.DeviceID), quarantine.ReasonEQ(last.Reason), quarantine.IDLTE(last.ID),
	}
}

// Standing is the verdict that stands on an entry, nil for none.
func (r *Reviews) Standing(ctx context.Context, entry int) (*ent.QuarantineVerdict, error) {
	return r.lastOf(ctx, quarantine.ID(entry))
}

// GroupStanding is the last verdict that anybody gave on a group, nil for none, and how
// many of it still wait.
func (r *Reviews) GroupStanding(ctx context.Context, last int) (verdict *ent.QuarantineVerdict, waiting int, err error) {
	row, err := r.Store.Client.Quarantine.Get(ctx, last)
	if err != nil {
		return nil, 0, err
	}
	group := upTo(row)
	if waiting, err = r.Store.Client.Quarantine.Query().Where(append(group, quarantine.VerdictIDIsNil())...).Count(ctx); err != nil {
		return nil, 0, err
	}
	verdict, err = r.lastOf(ctx, group...)
	return verdict, waiting, err
}

func (r *Reviews) lastOf(ctx context.Context, entries ...predicate.Quarantine) (*ent.QuarantineVerdict, error) {
	row, err := r.Store.Client.QuarantineVerdict.Query().Where(quarantineverdict.HasEntriesWith(entries...)).
		Order(ent.Desc(quarantineverdict.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func trimmed(note *string) string {
	if note == nil {
		return ""
	}
	return strings.TrimSpace(*note)
}
