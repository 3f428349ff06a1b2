package incident

import (
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/report"
	"commandhub/server/rule"
)

// told is what the city was told of an incident: by its reports, or where there is none
// yet, by the first call that met a duty. The zero value is nothing.
type told struct {
	last  time.Time // it heard of it
	knows time.Time // what it was told goes up to
	final bool
}

// city is what the city was told.
func (b *book) city() (city told, err error) {
	rows, err := b.tx.Report.Query().Where(report.HasIncidentWith(incident.ID(b.is.ID)), report.SentAtNotNil()).
		WithSendings().All(asHub(b.ctx))
	for _, r := range rows {
		for _, s := range r.Edges.Sendings {
			if s.Party == rule.City {
				city.last, city.knows = later(city.last, s.At), later(city.knows, knows(r, s.At))
				city.final = city.final || r.Kind == report.KindFINAL
			}
		}
	}
	if !city.last.IsZero() {
		return city, err
	}
	for _, d := range b.rows {
		_, to := d.Duty.Parties()
		if to == rule.City && d.Duty != rule.Pressed && d.MetAt != nil && (city.last.IsZero() || d.MetAt.Before(city.last)) {
			city.last, city.knows = *d.MetAt, *d.MetAt // a call tells what is known as it is made
		}
	}
	return city, err
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// knows is up to when a report that goes out at an instant can tell.
func knows(r *ent.Report, at time.Time) time.Time {
	written := r.DraftedAt
	if r.WrittenAt != nil {
		written = *r.WrittenAt
	}
	return rule.Knowledge(written, at, r.SentAt)
}

// answers tells whether a report that goes out at an instant tells what a duty asks for:
// one from before a change does not tell of it, and what was told before is no follow-up.
func answers(r *ent.Report, at time.Time, d *ent.Deadline) bool {
	known := knows(r, at)
	switch {
	case d.Duty == rule.FollowUp:
		return known.After(d.Basis)
	case d.WrittenSince != nil:
		return !known.Before(*d.WrittenSince)
	case d.Duty.ByReport():
		return !known.Before(d.Basis)
	}
	return true
}
