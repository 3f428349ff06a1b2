// Package quarantine is the review of what devices sent and the hub would not
// believe: people say what is behind it. No verdict touches an entry or puts its
// value into a series: what was refused lacks what the writer relies on (its
// batch's time, a register that can hold it), so where it was genuine the register
// is mended and the device sends it again, through the same checks as all else.
package quarantine

import (
	"context"
	"fmt"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/predicate"
	"commandhub/ent/quarantine"
	"commandhub/ent/quarantineverdict"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Reviews is the use cases.
type Reviews struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
}

// Conflict is a verdict on what another judged since it was seen: nothing was changed.
type Conflict struct {
	Field string // of the input
}

func (*Conflict) Error() string {
	return "another gave a verdict in between; nothing was overwritten"
}

// found is what somebody found, and of what.
type found struct {
	kind  rule.Verdict
	note  string
	was   *ent.QuarantineVerdict // nil where none stands
	of    []predicate.Quarantine
	told  map[string]any
	count int // of the entries that are meant, as was just read
	field string
}

// give gives a verdict to the entries that are meant and still stand under the one
// that was seen; were some judged since, to none.
func (r *Reviews) give(ctx context.Context, tx *ent.Tx, f found) (*ent.QuarantineVerdict, timeline.Entry, error) {
	entry := timeline.Entry{Action: "quarantine.reviewed", SubjectType: "QuarantineVerdict"}
	before := rule.Verdict("")
	create := tx.QuarantineVerdict.Create().SetKind(f.kind).SetNote(f.note).SetGivenAt(r.Clock.Now().UTC().Truncate(time.Microsecond)).
		SetBy(viewer.From(ctx).Name).SetGiven(f.count)
	if f.was != nil {
		before = f.was.Kind
		entry.Action, entry.Before = "quarantine.verdict-corrected", map[string]any{"kind": f.was.Kind, "note": f.was.Note}
		create.SetCorrects(f.was)
		f.of = append(f.of, quarantine.VerdictID(f.was.ID))
	} else {
		f.of = append(f.of, quarantine.VerdictIDIsNil())
	}
	switch rule.MayJudge(f.kind, f.note, before) {
	case rule.VerdictUnfounded:
		return nil, entry, incident.Refuse("note", noNote.With())
	case rule.VerdictTooLong:
		return nil, entry, incident.Refuse("note", noteTooLong.With(rule.LongestVerdictNote))
	case rule.NoVerdictProblem:
	}
	verdict, err := create.Save(ctx)
	if err != nil {
		return nil, entry, err
	}
	n, err := tx.Quarantine.Update().Where(f.of...).SetVerdict(verdict).Save(ctx)
	switch {
	case err != nil:
		return nil, entry, err
	case n != f.count:
		return nil, entry, &Conflict{f.field}
	}
	f.told["kind"], f.told["note"], f.told["entries"] = f.kind, f.note, n
	entry.SubjectID, entry.After = verdict.ID, f.told
	return verdict, entry, nil
}

// do carries out one review, once for its key.
func (r *Reviews) do(ctx context.Context, key string, find func(context.Context, *ent.Tx) (found, error)) (*ent.QuarantineVerdict, error) {
	var verdict *ent.QuarantineVerdict
	err := r.Timeline.DoOnce(ctx, key, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		f, err := find(ctx, tx)
		if err != nil {
			return timeline.Entry{}, err
		}
		var entry timeline.Entry
		verdict, entry, err = r.give(ctx, tx, f)
		return entry, err
	})
	if err != nil {
		return nil, err
	}
	return verdict.Unwrap(), nil
}

// Verdicts are those on an entry, the latest first.
func (r *Reviews) Verdicts(ctx context.Context, of *ent.Quarantine) ([]*ent.QuarantineVerdict, error) {
	out := []*ent.QuarantineVerdict{}
	for next := of.VerdictID; next != nil; {
		one, err := r.Store.Client.QuarantineVerdict.Query().Where(quarantineverdict.ID(*next)).Only(ctx)
		if err != nil {
			return nil, fmt.Errorf("the verdicts on entry %d: %w", of.ID, err)
		}
		out = append(out, one)
		next = one.CorrectsID
	}
	return out, nil
}
