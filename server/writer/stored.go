package writer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"commandhub/ent/quarantine"
	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// stored is what one transaction wrote.
type stored struct {
	outcomes []telemetry.Outcome // by item of the group
	commit   telemetry.Commit
	kept     map[int]int // quarantine rows by device
	unkept   int         // refusals that are only counted
	refusals map[quarantine.Reason]int
}

// write fills a transaction with a group. Locks are taken in one order by all
// writers: marks, days, the stream's head.
func (w *Writer) write(tx *store.BulkTx, group []*item) (*stored, error) {
	now := w.now()
	s := &stored{
		outcomes: make([]telemetry.Outcome, len(group)), commit: telemetry.Commit{At: now},
		kept: map[int]int{}, refusals: map[quarantine.Reason]int{},
	}
	refused, err := w.judge(tx, group, s)
	if err != nil {
		return nil, err
	}
	subs := s.commit.Submissions
	if err := insertReadings(tx, subs); err != nil {
		return nil, err
	}
	if err := insertSales(tx, subs); err != nil {
		return nil, err
	}
	if err := tx.AddDailySales(daySums(subs, w.opt.Location)); err != nil {
		return nil, fmt.Errorf("daily sales: %w", err)
	}
	if err := w.insertQuarantine(tx, refused, s); err != nil {
		return nil, err
	}
	return s, insertEvents(tx, subs)
}

// judge reads the marks of a group, sorts out duplicates and what is too far
// back, and writes the marks with the rest. It returns all that is refused.
func (w *Writer) judge(tx *store.BulkTx, group []*item, s *stored) ([]refusal, error) {
	keys := map[store.MarkKey]bool{}
	for _, it := range group {
		if it.Batch.Boot != "" {
			keys[keyOf(it)] = true
		}
	}
	sorted := slices.SortedFunc(maps.Keys(keys), func(a, b store.MarkKey) int {
		return cmp.Or(cmp.Compare(a.DeviceID, b.DeviceID), cmp.Compare(a.Boot, b.Boot))
	})
	rows, err := tx.Marks(sorted, s.commit.At)
	if err != nil {
		return nil, fmt.Errorf("device marks: %w", err)
	}
	marks := make(map[store.MarkKey]*mark, len(rows))
	for key, row := range rows {
		if marks[key], err = parseMark(row.High, row.Gaps); err != nil {
			return nil, err
		}
	}
	var refused []refusal
	changed := map[store.MarkKey]bool{}
	for i, it := range group {
		if it.Batch.Boot != "" {
			m := marks[keyOf(it)]
			switch m.judge(it.Batch.Sequence) {
			case duplicate:
				s.outcomes[i].Duplicate = true
				continue
			case forgotten:
				s.outcomes[i].Refused = 1
				refused = append(refused, refusal{&it.Submission, tooFarBack(&it.Batch, m)})
				continue
			}
			m.take(it.Batch.Sequence)
			changed[keyOf(it)] = true
		}
		s.outcomes[i] = telemetry.Outcome{Stored: weight(it) - 1 - len(it.Refused), Refused: len(it.Refused)}
		s.commit.Submissions = append(s.commit.Submissions, it.Submission)
		for _, r := range it.Refused {
			refused = append(refused, refusal{&it.Submission, r})
		}
	}
	var write []store.Mark
	for _, key := range sorted {
		if changed[key] {
			row := rows[key]
			row.High, row.Gaps = marks[key].high, marks[key].String()
			write = append(write, row)
		}
	}
	if err := tx.SetMarks(write, s.commit.At); err != nil {
		return nil, fmt.Errorf("device marks: %w", err)
	}
	return refused, nil
}

func keyOf(it *item) store.MarkKey { return store.MarkKey{DeviceID: it.DeviceID, Boot: it.Batch.Boot} }

func tooFarBack(b *telemetry.Batch, m *mark) telemetry.Refusal {
	return telemetry.Refusal{
		Reason: quarantine.ReasonOUT_OF_RANGE, Field: "seq",
		Detail: fmt.Sprintf("%d is too far back to know whether it was stored; of this boot that is known from %d on",
			b.Sequence, m.unknown+1),
		Excerpt: excerptOf(b),
	}
}

func excerptOf(b *telemetry.Batch) string {
	text, err := json.Marshal(b)
	if err != nil {
		return fmt.Sprintf("boot %s, seq %d", b.Boot, b.Sequence)
	}
	return string(text)
}

// recover takes over what an earlier attempt wrote, whose commit went through
// although its answer was lost: now all of that is a duplicate.
func (s *stored) recover(earlier *stored) {
	if len(s.commit.Submissions) == 0 && len(earlier.commit.Submissions) > 0 {
		*s = *earlier
	}
}
