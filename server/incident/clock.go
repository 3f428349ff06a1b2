package incident

import (
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/incident"
	"commandhub/server/rule"
)

// basis is what the clocks of an incident count from: when it happened, and when
// that is unknown, when it was heard of.
func basis(row *ent.Incident) time.Time {
	if row.OccurredAt != nil {
		return *row.OccurredAt
	}
	return row.HeardAt
}

// clocks brings the duties in line with the incident: what a grade asks for
// runs, what it no longer asks for is void, and both say why.
func (c *change) clocks() error {
	rows, err := c.tx.Deadline.Query().Where(deadline.HasIncidentWith(incident.ID(c.is.ID))).
		Order(ent.Asc(deadline.FieldID)).All(asHub(c.ctx))
	if err != nil {
		return err
	}
	if c.cause == "" {
		c.cause = "the event"
	}
	b := book{c, rows}
	city, err := b.city()
	if err != nil {
		return err
	}
	if c.is.Stage == incident.StageREJECTED {
		return b.reject(city)
	}
	wanted := rule.FirstClocks(rule.Event{Grade: c.is.Grade, Basis: basis(c.is), Heard: c.is.HeardAt}, c.s.Plan().Grace)
	if err := b.keep(first, wanted); err != nil {
		return err
	}
	if err := b.followUp(city); err != nil {
		return err
	}
	if err := b.casualties(city); err != nil {
		return err
	}
	return b.foreign()
}

// book is the duties of one incident.
type book struct {
	*change
	rows []*ent.Deadline
}

// mostCause is how many characters of a cause a clock keeps.
const mostCause = 300

// brief cuts a cause to what a clock keeps; the whole of it stands in the log.
func brief(cause string) string {
	if r := []rune(cause); len(r) > mostCause {
		return string(r[:mostCause-1]) + "…"
	}
	return cause
}

func open(d *ent.Deadline) bool { return d.MetAt == nil && d.VoidAt == nil }

// first tells the duties of §5.1.2 that the grade brings.
func first(d *ent.Deadline) bool { return d.Tier > 0 }

func periodic(d *ent.Deadline) bool { return d.Duty == rule.FollowUp }

// keep makes the wanted clocks run and voids the open ones of their family that
// are not wanted.
func (b *book) keep(family func(*ent.Deadline) bool, wanted []rule.Clock) error {
	kept := map[int]bool{}
	for _, w := range wanted {
		switch row := b.find(w); {
		case row == nil:
			born, err := b.start(w, b.cause, "")
			if err != nil {
				return err
			}
			kept[born.ID] = true
		case open(row):
			kept[row.ID] = true
			if err := b.adjust(row, w); err != nil {
				return err
			}
		}
	}
	for _, row := range b.rows {
		if family(row) && open(row) && !kept[row.ID] {
			if err := b.void(row, b.cause); err != nil {
				return err
			}
		}
	}
	return nil
}

// find is the row of a clock: met for the same duty of this grade or a graver
// one, or open for just this.
func (b *book) find(w rule.Clock) *ent.Deadline {
	var found *ent.Deadline
	for _, row := range b.rows {
		switch {
		case row.Duty != w.Duty || row.VoidAt != nil:
		case row.MetAt != nil && row.Tier >= w.Tier && w.Tier > 0:
			return row
		case row.MetAt == nil && row.Tier == w.Tier:
			found = row
		}
	}
	return found
}

// soonAt is from when on a clock is due soon: the plan's own time before the end,
// but never more than half of a short one.
func (b *book) soonAt(w rule.Clock) time.Time {
	return w.Due.Add(-min(b.s.Plan().Soon, w.Due.Sub(w.Basis)/2))
}

// start begins a clock, of a request from above with what that asks for. One that a
// change of grade brings is answered by what is written since.
func (b *book) start(w rule.Clock, cause, subject string) (*ent.Deadline, error) {
	create := b.tx.Deadline.Create()
	if w.Tier > 0 && b.now.After(b.is.RecordedAt) {
		create.SetWrittenSince(b.now)
	}
	row, err := create.SetIncidentID(b.is.ID).SetDuty(w.Duty).SetTier(w.Tier).SetArticle(w.Article).
		SetChannel(w.Channel).SetBasis(w.Basis).SetSoonAt(b.soonAt(w)).SetDueAt(w.Due).SetOwnTerm(w.OwnTerm).
		SetBornAt(b.now).SetCause(brief(cause)).SetSubject(subject).Save(asHub(b.ctx))
	if err == nil {
		b.rows = append(b.rows, row)
	}
	return row, err
}

// adjust rewrites an open clock that now counts otherwise. One that was told late
// and now has time again may be told again.
func (b *book) adjust(row *ent.Deadline, w rule.Clock) error {
	if row.DueAt.Equal(w.Due) && row.Basis.Equal(w.Basis) && row.Channel == w.Channel {
		return nil
	}
	set := row.Update().SetBasis(w.Basis).SetDueAt(w.Due).SetSoonAt(b.soonAt(w)).SetChannel(w.Channel).
		SetArticle(w.Article).SetOwnTerm(w.OwnTerm).SetCause(brief(b.cause))
	if w.Due.After(b.now) {
		set.ClearLateToldAt()
	}
	if b.soonAt(w).After(b.now) {
		set.ClearSoonToldAt()
	}
	return set.Exec(asHub(b.ctx))
}

func (b *book) void(row *ent.Deadline, reason string) error {
	return row.Update().SetVoidAt(b.now).SetVoidReason(brief(reason)).Exec(asHub(b.ctx))
}

// followUp keeps one periodic clock running from the last word to the city on,
// until the response has ended or the final report is sent.
func (b *book) followUp(city told) error {
	over := city.final || b.is.TerminatedAt != nil || b.is.Stage == incident.StageCLOSED
	clock, owed := rule.FollowUpClock(b.is.Grade, b.is.Special, city.last)
	if city.last.IsZero() || over || !owed {
		return b.keep(periodic, nil)
	}
	return b.keep(periodic, []rule.Clock{clock})
}

// once starts clocks of duties that come but once.
func (b *book) once(cause string, wanted ...rule.Clock) error {
	for _, w := range wanted {
		seen := false
		for _, row := range b.rows {
			seen = seen || row.Duty == w.Duty && row.VoidAt == nil
		}
		if !seen {
			if _, err := b.start(w, cause, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// reject voids every open clock; what was reported has to be taken back.
func (b *book) reject(city told) error {
	for _, row := range b.rows {
		if open(row) && row.Duty != rule.Withdrawal {
			if err := b.void(row, "rejected: "+b.is.EndedReason); err != nil {
				return err
			}
		}
	}
	if city.last.IsZero() {
		return nil
	}
	return b.once(b.cause, rule.WithdrawalClock(b.now, b.s.Plan().Grace))
}
