package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/server/timeline"
)

// Threshold is an instant of a clock that is told once.
type Threshold string

// The thresholds.
const (
	Soon Threshold = "soon"
	Late Threshold = "late"
)

// Passed are the open duties that have passed a threshold which was not told, and
// at most some of them.
func (s *Incidents) Passed(ctx context.Context, at Threshold, most int) ([]*ent.Deadline, error) {
	now := s.now()
	q := s.Store.Client.Deadline.Query().Where(deadline.MetAtIsNil(), deadline.VoidAtIsNil()).WithIncident()
	if at == Soon {
		q.Where(deadline.SoonAtLTE(now), deadline.SoonToldAtIsNil(), deadline.DueAtGTE(now))
	} else {
		q.Where(deadline.DueAtLT(now), deadline.LateToldAtIsNil())
	}
	return q.Order(ent.Asc(deadline.FieldDueAt)).Limit(most).All(asHub(ctx))
}

// Tell puts into the timeline that a duty has passed a threshold: once, however
// many hubs watch. It tells whether this call did.
func (s *Incidents) Tell(ctx context.Context, d *ent.Deadline, at Threshold) (bool, error) {
	told := false
	err := s.Timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		now := s.now()
		set := tx.Deadline.Update().Where(deadline.ID(d.ID), deadline.MetAtIsNil(), deadline.VoidAtIsNil(), deadline.DueAt(d.DueAt))
		if at == Soon {
			set = set.Where(deadline.SoonToldAtIsNil()).SetSoonToldAt(now)
		} else {
			set = set.Where(deadline.LateToldAtIsNil()).SetLateToldAt(now)
		}
		n, err := set.Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if n == 0 { // another hub did, or it was met just now
			return timeline.Entry{}, errTold
		}
		happened := d.SoonAt
		if at == Late {
			happened = d.DueAt
		}
		if happened.Before(d.BornAt) {
			happened = d.BornAt
		}
		told = true
		return timeline.Entry{
			Action: "incident.deadline-" + string(at), SubjectType: Subject, SubjectID: d.Edges.Incident.ID, HappenedAt: happened,
			After: map[string]any{"deadline": d.ID, "duty": d.Duty, "article": d.Article, "dueAt": d.DueAt.Format(time.RFC3339), "cause": d.Cause},
		}, nil
	})
	if err == errTold { //nolint:errorlint // our own value
		return false, nil
	}
	return told, err
}
