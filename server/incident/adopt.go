package incident

import (
	"context"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/casualtycount"
	"commandhub/ent/incident"
	"commandhub/ent/scenereport"
	"commandhub/server/measure"
	"commandhub/server/viewer"
)

// Adoption is a report from the scene that the desk takes over.
type Adoption struct {
	Report         int
	Version        int        // that was read: another is a Conflict
	AsOf           *time.Time // when its counts were so; nil for when it was written
	IdempotencyKey string
}

// fromScene is before the name of who reported, as the source of a count; screens say
// it in their own words (frontend/src/console/incidents/words.ts).
const fromScene = "scene report: "

// AdoptSceneReport takes a report over, as the context's viewer, who needs
// incident:write: its counts as a count of casualties, so that grade and clocks
// follow, or its text alone as an entry of the log.
func (s *Incidents) AdoptSceneReport(ctx context.Context, in Adoption) (*ent.SceneReport, error) {
	return s.decide(ctx, in.Report, in.Version, in.IdempotencyKey, "incident.scene-report-adopted", func(c *change, r *ent.SceneReport) (*ent.SceneReportUpdateOne, error) {
		set := r.Update().SetState(scenereport.StateADOPTED)
		if figuresOf(r) == (SceneFigures{}) {
			c.beside = true
			if in.AsOf != nil {
				return nil, &Refused{Field: "input.asOf", Why: noCounts.With()}
			}
			return set, nil
		}
		at, err := s.seen(r, in.AsOf)
		switch {
		case err != nil:
			return nil, err
		case c.was.OccurredAt != nil && at.Before(*c.was.OccurredAt):
			return nil, &Refused{Field: "input.asOf", Why: beforeEventAt.With(at)}
		}
		known, err := c.knownAt(at)
		if err != nil {
			return nil, err
		}
		c.happened = at
		return set, c.count(merged(known, figuresOf(r)), at, fromScene+r.By)
	})
}

// seen is when the counts of a report were so. A phone's clock may be ahead of
// ours: nothing was seen later than now.
func (s *Incidents) seen(r *ent.SceneReport, asOf *time.Time) (time.Time, error) {
	if asOf != nil {
		return s.since("input.asOf", asOf)
	}
	return earlier(r.SeenAt, s.now()), nil
}

// knownAt is the count that held at an instant; nil for none.
func (c *change) knownAt(at time.Time) (*ent.CasualtyCount, error) {
	row, err := c.tx.CasualtyCount.Query().Where(casualtycount.HasIncidentWith(incident.ID(c.was.ID)), casualtycount.AsOfLTE(at)).
		Order(ent.Desc(casualtycount.FieldAsOf, casualtycount.FieldID)).First(asHub(c.ctx))
	return row, ent.MaskNotFound(err)
}

// merged is what is known once a report from the scene is adopted: what it says,
// and of what it does not say what was known.
func merged(known *ent.CasualtyCount, said SceneFigures) *Counts {
	if known == nil {
		known = &ent.CasualtyCount{}
	}
	over := func(said, known *int) *int {
		if said != nil {
			return said
		}
		return known
	}
	return &Counts{
		Deaths: over(said.Deaths, known.Deaths), SeriouslyInjured: over(said.SeriouslyInjured, known.SeriouslyInjured),
		Injured: over(said.Injured, known.Injured), Trapped: over(said.Trapped, known.Trapped),
		Missing: over(said.Missing, known.Missing), AtRisk: over(said.AtRisk, known.AtRisk),
		FromAbroad: known.FromAbroad, DirectLoss: (*measure.Fen)(known.DirectLossFen),
	}
}

// SettingAside is a report from the scene that the desk does not take over.
type SettingAside struct {
	Report, Version        int
	Reason, IdempotencyKey string
}

// SetSceneReportAside sets a report aside, as the context's viewer, who needs
// incident:write. That of an ended incident may be too.
func (s *Incidents) SetSceneReportAside(ctx context.Context, in SettingAside) (*ent.SceneReport, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	return s.decide(ctx, in.Report, in.Version, in.IdempotencyKey, "incident.scene-report-set-aside", func(c *change, r *ent.SceneReport) (*ent.SceneReportUpdateOne, error) {
		if in.Reason == "" {
			return nil, &Refused{Field: "input.reason", Why: noReason.With()}
		}
		c.ended, c.beside = true, true
		c.detail["reason"] = in.Reason
		return r.Update().SetState(scenereport.StateSET_ASIDE).SetReason(in.Reason), nil
	})
}

// decide carries out what the desk decides of a report that waits.
func (s *Incidents) decide(
	ctx context.Context, id, version int, key, action string, fn func(*change, *ent.SceneReport) (*ent.SceneReportUpdateOne, error),
) (*ent.SceneReport, error) {
	of, err := s.Store.Client.SceneReport.Query().Where(scenereport.ID(id)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.SceneReport
	_, err = s.do(ctx, Act{of, key}, action, func(c *change) error {
		found, err := c.tx.SceneReport.Get(ctx, id)
		switch {
		case err != nil:
			return err
		case found.Version != version:
			return &Conflict{version, found.Version}
		case found.State != scenereport.StateWAITING:
			return &Refused{Field: "input.report", Why: decided.With(found.DecidedBy)}
		}
		set, err := fn(c, found)
		if err != nil {
			return err
		}
		c.tellScene(found)
		row, err = set.SetDecidedAt(c.now).SetDecidedBy(viewer.From(ctx).Name).AddVersion(1).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}

// unread refuses to close over what the scene has said and nobody has dealt with.
func (c *change) unread() error {
	waiting, err := c.tx.SceneReport.Query().Where(
		scenereport.HasIncidentWith(incident.ID(c.was.ID)), scenereport.StateEQ(scenereport.StateWAITING),
	).Count(asHub(c.ctx))
	if err != nil || waiting == 0 {
		return err
	}
	return &Refused{Field: "input.incident", Why: sceneReportsWait.With(waiting)}
}
