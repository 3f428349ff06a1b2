package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/cordonentry"
)

// longestStay is how long somebody may mean to stay inside the cordon at a time:
// our own bound, the plan has entries recorded and limited (§5.3.2(4)).
const longestStay = 12 * time.Hour

// Entry is somebody going inside the cordon.
type Entry struct {
	Incident       int
	Name, Unit     string
	OutBy          time.Time // when they must be out again
	IdempotencyKey string
}

// EnterCordon records who goes inside the cordon, as the context's viewer, who
// needs task:write. One name is inside once.
func (s *Incidents) EnterCordon(ctx context.Context, in Entry) (*ent.CordonEntry, error) {
	var row *ent.CordonEntry
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.cordon-entered", func(c *change) error {
		out := in.OutBy.UTC().Truncate(time.Microsecond)
		switch {
		case in.Name == "":
			return &Refused{"input.name", "§5.3.2(4)", cordonName.With()}
		case !out.After(c.now) || out.Sub(c.now) > longestStay:
			return &Refused{"input.outBy", "§5.3.2(4)", cordonOutBy.With()}
		}
		inside, err := c.tx.CordonEntry.Query().Where(
			cordonentry.HasIncidentWith(theIncident(c.was.ID)), cordonentry.Name(in.Name), cordonentry.Unit(in.Unit), cordonentry.LeftAtIsNil(),
		).Exist(asHub(ctx))
		if err != nil {
			return err
		}
		if inside {
			return &Refused{"input.name", "§5.3.2(4)", cordonInside.With()}
		}
		row, err = c.tx.CordonEntry.Create().SetIncidentID(c.was.ID).SetName(in.Name).SetUnit(in.Unit).SetEnteredAt(c.now).
			SetOutBy(out).Save(ctx)
		if err == nil {
			c.detail["entry"], c.detail["unit"], c.detail["outBy"] = row.ID, in.Unit, out
		}
		return err
	})
	return unwrapped(row, err)
}

// Leaving is somebody coming out of the cordon.
type Leaving struct {
	Entry          int
	IdempotencyKey string
}

// LeaveCordon records that somebody came out.
func (s *Incidents) LeaveCordon(ctx context.Context, in Leaving) (*ent.CordonEntry, error) {
	of, err := s.Store.Client.CordonEntry.Query().Where(cordonentry.ID(in.Entry)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.CordonEntry
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.cordon-left", func(c *change) error {
		c.ended = true // whoever is still inside comes out
		found, err := c.tx.CordonEntry.Get(ctx, in.Entry)
		if err != nil {
			return err
		}
		if found.LeftAt != nil {
			return &Refused{"input.entry", "§5.3.2(4)", cordonLeft.With(*found.LeftAt)}
		}
		c.detail["entry"] = found.ID
		row, err = found.Update().SetLeftAt(c.now).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}

// Overdue tells whether somebody inside should be out by now.
func (s *Incidents) Overdue(e *ent.CordonEntry) bool {
	return e.LeftAt == nil && s.now().After(e.OutBy)
}

// mostNamed is how many of those who are inside a refusal names.
const mostNamed = 5

// emptied refuses, naming the field, what may not be while somebody is inside the
// cordon: who is inside is said.
func (c *change) emptied(field string) error {
	inside, err := c.tx.CordonEntry.Query().Where(cordonentry.HasIncidentWith(theIncident(c.was.ID)), cordonentry.LeftAtIsNil()).
		Order(ent.Asc(cordonentry.FieldID)).All(asHub(c.ctx))
	if err != nil || len(inside) == 0 {
		return err
	}
	var names []string
	for _, e := range inside[:min(len(inside), mostNamed)] {
		name := e.Name
		if e.Unit != "" {
			name += " (" + e.Unit + ")"
		}
		names = append(names, name)
	}
	if len(inside) > len(names) {
		names = append(names, "…")
	}
	return &Refused{field, "§5.9", peopleInside.With(len(inside), names)}
}
