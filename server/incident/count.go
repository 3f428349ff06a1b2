package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/casualtycount"
	"commandhub/ent/incident"
	"commandhub/server/viewer"
)

// Count is casualties as they were known at an instant.
type Count struct {
	Incident       int
	Counts         *Counts
	AsOf           *time.Time // nil for now
	Source         string
	IdempotencyKey string
}

// CountCasualties adds to the history of counts, as the context's viewer, who
// needs incident:write. A correction is another count: none is erased. One that is
// older than the latest is kept and changes nothing else.
func (s *Incidents) CountCasualties(ctx context.Context, in Count) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.casualties-counted", func(c *change) error {
		at, err := s.since("input.asOf", in.AsOf)
		if err != nil {
			return err
		}
		if c.was.OccurredAt != nil && at.Before(*c.was.OccurredAt) {
			return &Refused{Field: "input.asOf", Why: beforeEvent.With()}
		}
		c.happened = at
		return c.count(in.Counts, at, in.Source)
	})
}

// count checks and adds a count, and takes it over where it is the latest.
func (c *change) count(n *Counts, at time.Time, source string) error {
	for _, figure := range []struct {
		field string
		n     *int
	}{
		{"deaths", n.Deaths}, {"seriouslyInjured", n.SeriouslyInjured}, {"injured", n.Injured}, {"trapped", n.Trapped},
		{"missing", n.Missing}, {"atRisk", n.AtRisk}, {"fromAbroad", n.FromAbroad},
	} {
		if figure.n != nil && (*figure.n < 0 || *figure.n > mostPeople) {
			return &Refused{Field: "input.counts." + figure.field, Why: badCount.With()}
		}
	}
	if n.DirectLoss != nil && *n.DirectLoss < 0 {
		return &Refused{Field: "input.counts.directLoss", Why: badLoss.With()}
	}
	var loss *int64
	if n.DirectLoss != nil {
		fen := int64(*n.DirectLoss)
		loss = &fen
	}
	latest, err := c.tx.CasualtyCount.Query().Where(casualtycount.HasIncidentWith(incident.ID(c.was.ID)), casualtycount.AsOfGT(at)).Exist(asHub(c.ctx))
	if err != nil {
		return err
	}
	err = c.tx.CasualtyCount.Create().SetIncidentID(c.was.ID).SetAsOf(at).SetRecordedAt(c.now).SetSource(source).
		SetEnteredBy(viewer.From(c.ctx).Name).
		SetNillableDeaths(n.Deaths).SetNillableSeriouslyInjured(n.SeriouslyInjured).SetNillableInjured(n.Injured).
		SetNillableTrapped(n.Trapped).SetNillableMissing(n.Missing).SetNillableAtRisk(n.AtRisk).
		SetNillableFromAbroad(n.FromAbroad).SetNillableDirectLossFen(loss).Exec(asHub(c.ctx))
	if err != nil || latest {
		c.detail["superseded"] = latest
		return err
	}
	c.set.ClearDeaths().ClearSeriouslyInjured().ClearInjured().ClearTrapped().ClearMissing().ClearAtRisk().ClearFromAbroad().ClearDirectLossFen().
		SetNillableDeaths(n.Deaths).SetNillableSeriouslyInjured(n.SeriouslyInjured).SetNillableInjured(n.Injured).
		SetNillableTrapped(n.Trapped).SetNillableMissing(n.Missing).SetNillableAtRisk(n.AtRisk).
		SetNillableFromAbroad(n.FromAbroad).SetNillableDirectLossFen(loss)
	return nil
}

// mostPeople is more than any county has.
const mostPeople = 1_000_000
