package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/casualty"
	"commandhub/ent/casualtycount"
	"commandhub/ent/incident"
	"commandhub/server/rule"
)

// casualties keeps the clock of a change of casualties (§5.1.3(2)) running while the
// city was told of others than are known. Another change while it runs has to be told
// as well, and gives no more time.
func (b *book) casualties(city told) error {
	if city.last.IsZero() {
		return nil
	}
	var running *ent.Deadline
	for _, row := range b.rows {
		if row.Duty == rule.CasualtyChange && open(row) {
			running = row
		}
	}
	changed, err := untold(b.ctx, b.tx.CasualtyCount, b.is, city.knows)
	switch {
	case err != nil:
		return err
	case changed.IsZero() && running != nil:
		return b.void(running, "casualties are what the city was told")
	case changed.IsZero():
		return nil
	case running == nil:
		if running, err = b.start(rule.CasualtyClock(b.now, b.s.Plan().Grace), "casualties changed after a report was sent", ""); err != nil {
			return err
		}
	}
	return running.Update().SetWrittenSince(changed).Exec(asHub(b.ctx))
}

// untold is when casualties became what they are, where those that were known at an
// instant were others; zero where they are the same.
func untold(ctx context.Context, counts *ent.CasualtyCountClient, row *ent.Incident, since time.Time) (time.Time, error) {
	rows, err := counts.Query().Where(casualtycount.HasIncidentWith(incident.ID(row.ID))).
		Order(ent.Asc(casualtycount.FieldID)).All(asHub(ctx))
	if err != nil {
		return time.Time{}, err
	}
	if since.Before(row.RecordedAt) {
		since = row.RecordedAt // what was told before it was entered is what it was entered with
	}
	var then, now *ent.CasualtyCount
	for _, c := range rows {
		if now == nil || !c.AsOf.Before(now.AsOf) {
			now = c
		}
		if !c.RecordedAt.After(since) {
			then = now
		}
	}
	if now == nil || sameCasualties(then, now) {
		return time.Time{}, nil
	}
	return now.RecordedAt, nil
}

// sameCasualties tells whether two counts have the same dead, injured, trapped and
// missing people (§5.1.3(2)). nil is one of which nothing is known.
func sameCasualties(a, b *ent.CasualtyCount) bool {
	if a == nil {
		a = &ent.CasualtyCount{}
	}
	same := func(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return same(a.Deaths, b.Deaths) && same(a.SeriouslyInjured, b.SeriouslyInjured) && same(a.Injured, b.Injured) &&
		same(a.Trapped, b.Trapped) && same(a.Missing, b.Missing)
}

// foreign starts the clocks of the foreign-affairs offices (§5.1.3) once counts or the
// roster know of people from Hong Kong, Macao, Taiwan or abroad, and voids them where
// that proves wrong.
func (b *book) foreign() error {
	known := b.is.FromAbroad != nil && *b.is.FromAbroad > 0
	if !known {
		var err error
		known, err = b.tx.Casualty.Query().Where(
			casualty.HasIncidentWith(incident.ID(b.is.ID)), casualty.OriginNEQ(casualty.OriginMAINLAND), casualty.StateNEQ(casualty.StateSAFE),
		).Exist(asHub(b.ctx))
		if err != nil {
			return err
		}
	}
	if known {
		return b.once("people from Hong Kong, Macao, Taiwan or abroad are among the casualties", rule.ForeignClocks(b.now, b.s.Plan().Grace)...)
	}
	for _, row := range b.rows {
		if (row.Duty == rule.ForeignCounty || row.Duty == rule.ForeignCity) && open(row) {
			if err := b.void(row, "no casualties from Hong Kong, Macao, Taiwan or abroad are known any more"); err != nil {
				return err
			}
		}
	}
	return nil
}

// Outdated tells whether casualties changed since a draft was written.
func (s *Incidents) Outdated(ctx context.Context, r *ent.Report) (bool, error) {
	if r.SentAt != nil {
		return false, nil
	}
	row, err := r.QueryIncident().Only(ctx)
	if err != nil {
		return false, err
	}
	changed, err := untold(ctx, s.Store.Client.CasualtyCount, row, knows(r, s.now()))
	return !changed.IsZero(), err
}
