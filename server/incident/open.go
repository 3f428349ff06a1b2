package incident

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/station"
	"commandhub/ent/streamhead"
	"commandhub/server/rule"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// New is the first word of an incident.
type New struct {
	Facts          *Facts
	Counts         *Counts // nil for nothing known
	IdempotencyKey string

	origin *origin // of a station's alarm; nil where it came otherwise
}

// Open enters an incident, as the context's viewer, who needs incident:write. Its
// clocks run from the moment that it happened.
func (s *Incidents) Open(ctx context.Context, in New) (*ent.Incident, error) {
	var c *change
	err := s.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, err := s.first(ctx, tx, in)
		if err != nil {
			return timeline.Entry{}, err
		}
		c = &change{
			s: s, ctx: ctx, tx: tx, now: row.RecordedAt, was: row, set: row.Update(), key: in.IdempotencyKey,
			action: "incident.reported", detail: map[string]any{},
		}
		if err := c.facts(in.Facts); err != nil {
			return timeline.Entry{}, err
		}
		if in.Counts != nil {
			if err := c.count(in.Counts, c.now, row.Source); err != nil {
				return timeline.Entry{}, err
			}
		}
		if c.is, err = c.set.Save(asHub(ctx)); err != nil {
			return timeline.Entry{}, err
		}
		if err := c.regrade(); err != nil {
			return timeline.Entry{}, err
		}
		c.cause = because(c.is.Grade, Assessment(c.is), c.is)
		if c.is.OccurredAt == nil {
			c.cause += "; counted from when it was heard of, the time of the event is unknown"
		}
		if err := c.clocks(); err != nil {
			return timeline.Entry{}, err
		}
		if in.origin != nil {
			if err := in.origin.freeze(c); err != nil {
				return timeline.Entry{}, err
			}
		}
		c.was = nil
		if c.is.OccurredAt != nil {
			c.happened = *c.is.OccurredAt
		}
		return c.entry(), nil
	})
	if err != nil {
		return nil, err
	}
	return c.is.Unwrap(), nil
}

// first writes the row with what no incident lacks; the rest follows as a change.
func (s *Incidents) first(ctx context.Context, tx *ent.Tx, in New) (*ent.Incident, error) {
	f := in.Facts
	switch {
	case f.Title == nil || *f.Title == "":
		return nil, &Refused{Field: "input.facts.title", Why: noTitle.With()}
	case f.Kind == nil:
		return nil, &Refused{Field: "input.facts.kind", Why: noKind.With()}
	}
	at, err := s.scene(ctx, tx, f)
	if err != nil {
		return nil, err
	}
	number, err := s.number(ctx, tx)
	if err != nil {
		return nil, err
	}
	heard := s.now()
	if f.HeardAt != nil {
		heard = f.HeardAt.UTC()
	}
	return tx.Incident.Create().SetNumber(number).SetTitle(*f.Title).SetKind(*f.Kind).SetHeardAt(heard).SetRecordedAt(s.now()).
		SetAreaID(at).SetGrade(rule.Undetermined).SetComputedGrade(rule.Undetermined).SetGradeReasons([]rule.Reason{}).
		SetExercise(s.Exercise()).Save(ctx)
}

// scene is the township, named or that of the station.
func (s *Incidents) scene(ctx context.Context, tx *ent.Tx, f *Facts) (int, error) {
	switch {
	case f.Area != nil:
		id, err := tx.Area.Query().Where(area.Code(*f.Area)).OnlyID(asHub(ctx))
		return id, unknownCode("input.facts.area", *f.Area, err)
	case f.Station != nil:
		row, err := tx.Station.Query().Where(station.Code(*f.Station)).WithArea().Only(asHub(ctx))
		if err != nil {
			return 0, unknownCode("input.facts.station", *f.Station, err)
		}
		if f.Latitude == nil && f.Longitude == nil {
			f.Latitude, f.Longitude = &row.Latitude, &row.Longitude
		}
		if f.Address == nil {
			f.Address = &row.Address
		}
		if f.Enterprise == nil {
			f.Enterprise = &row.Name
		}
		return row.Edges.Area.ID, nil
	}
	return 0, &Refused{Field: "input.facts.area", Why: noArea.With()}
}

// number is the next in the year of the county's calendar. The counter's row is
// locked until commit.
func (s *Incidents) number(ctx context.Context, tx *ent.Tx) (string, error) {
	hub := viewer.NewContext(ctx, viewer.Hub("incident"))
	year := s.now().In(s.Location).Year()
	stream := fmt.Sprintf("incident %d", year)
	if err := tx.StreamHead.Create().SetStream(stream).OnConflictColumns(streamhead.FieldStream).Ignore().Exec(hub); err != nil {
		return "", err
	}
	q := tx.StreamHead.Query().Where(streamhead.Stream(stream))
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	head, err := q.Only(hub)
	if err != nil {
		return "", err
	}
	if err := tx.StreamHead.UpdateOne(head).SetSequence(head.Sequence + 1).Exec(hub); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d-%03d", year, head.Sequence+1), nil
}
