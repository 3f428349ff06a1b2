package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// Act is what every change says of itself.
type Act struct {
	Incident       int
	IdempotencyKey string
}

// change is one act on an incident, within its transaction.
type change struct {
	s   *Incidents
	ctx context.Context // of who acts
	tx  *ent.Tx
	now time.Time

	was *ent.Incident          // as it was
	set *ent.IncidentUpdateOne // what becomes of it
	is  *ent.Incident          // as it is, once it was saved
	key string

	action   string
	happened time.Time      // zero for now
	detail   map[string]any // what the row itself does not tell; never under a name of its columns
	cause    string         // why clocks change
	ended    bool           // allowed on what has ended
	beside   bool           // neither grade nor clocks follow from it
}

// do carries out one act: fn says what changes, then the grade and the clocks
// follow, and one row in the timeline tells of it all.
func (s *Incidents) do(ctx context.Context, act Act, action string, fn func(*change) error) (*ent.Incident, error) {
	var c *change
	err := s.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, err := s.lock(ctx, tx, act.Incident)
		if err != nil {
			return timeline.Entry{}, err
		}
		if err := s.Timeline.Once(ctx, tx, act.IdempotencyKey); err != nil {
			return timeline.Entry{}, err
		}
		c = &change{s: s, ctx: ctx, tx: tx, now: s.now(), was: row, set: row.Update(), key: act.IdempotencyKey, action: action, detail: map[string]any{}}
		if err := fn(c); err != nil {
			return timeline.Entry{}, err
		}
		if !c.ended && ended(row) {
			return timeline.Entry{}, &Refused{Field: "input.incident", Why: incidentEnded.With()}
		}
		return c.settle()
	})
	if err != nil {
		return nil, err
	}
	return c.is.Unwrap(), nil
}

// unwrapped is a row that was changed in a transaction, for use after its commit.
func unwrapped[R interface{ Unwrap() R }](row R, err error) (R, error) {
	if err != nil {
		var none R
		return none, err
	}
	return row.Unwrap(), nil
}

func ended(row *ent.Incident) bool {
	return row.Stage == incident.StageCLOSED || row.Stage == incident.StageREJECTED
}

// settle saves the change, brings grade and clocks in line with it, and says what
// goes into the timeline.
func (c *change) settle() (timeline.Entry, error) {
	if c.beside {
		c.is = c.was
		return c.entry(), nil
	}
	// The version is what people edit: a task that is acknowledged is no other's edit.
	if m := c.set.Mutation(); len(m.Fields())+len(m.ClearedFields())+len(m.AddedEdges())+len(m.ClearedEdges()) > 0 {
		c.set.AddVersion(1)
	}
	var err error
	if c.is, err = c.set.Save(asHub(c.ctx)); err != nil {
		return timeline.Entry{}, err
	}
	if err := c.regrade(); err != nil {
		return timeline.Entry{}, err
	}
	if err := c.sinceBelow(); err != nil {
		return timeline.Entry{}, err
	}
	if err := c.clocks(); err != nil {
		return timeline.Entry{}, err
	}
	return c.entry(), nil
}

// sinceBelow keeps since when what runs is below what the plan proposes.
func (c *change) sinceBelow() error {
	below := c.is.Level != nil && rule.Below(*c.is.Level, Proposal(c.is).Level)
	if below == (c.is.BelowPlanSince != nil) {
		return nil
	}
	set := c.is.Update().ClearBelowPlanSince()
	if below {
		set = c.is.Update().SetBelowPlanSince(c.now)
	}
	var err error
	c.is, err = set.Save(asHub(c.ctx))
	return err
}

func (c *change) entry() timeline.Entry {
	before, after := difference(state(c.was), state(c.is))
	for k, v := range c.detail {
		after[k] = v
	}
	return timeline.Entry{
		Action: c.action, HappenedAt: c.happened, SubjectType: Subject, SubjectID: c.is.ID,
		Before: before, After: after, IdempotencyKey: c.key,
	}
}
