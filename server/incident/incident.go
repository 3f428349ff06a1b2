// Package incident is the use cases of an accident from the first word of it to
// its closing: each is one transaction, the rules of the plan, and one row in the
// timeline.
package incident

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/server/reason"
	"commandhub/server/rule"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Incidents is the use cases.
type Incidents struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
	Plan     func() Plan    // the county's, as it is in force
	Location *time.Location // of the county's calendar
	Signer   *secret.Signer // of what is handed over
	// Posts are the appointments of a person that hold now, with in whose stead.
	Posts func(ctx context.Context, person int) ([]*ent.Appointment, error)
	// Told tells the units of the groups of a step of the response, within its
	// transaction, and gives what the timeline says of that; nil tells nobody.
	Told func(ctx context.Context, tx *ent.Tx, step Stepped) (map[string]any, error)
	// Exercise tells whether the hub is in exercise.
	Exercise func() bool
}

// Plan is the county's accident plan, as far as it is data.
type Plan struct {
	Grace    rule.Grace
	Soon     time.Duration // how long before its end a clock is due soon
	Groups   []Group
	Measures []Measure
	Kinds    []Kind
}

// Kind is a kind of accident that the county tells apart.
type Kind struct{ Code, Name, NameEn string }

// Group is a working group of the command post. A lead or member that begins with
// @ is a place to fill for each accident.
type Group struct {
	Code, Name, NameEn, Article string
	Leads, Members              []string // names for people to read
	Duties, DutiesEn            string
}

// Places to fill in a group.
const (
	LineBureau = "@LINE_BUREAU"
	Township   = "@TOWNSHIP"
	Unit       = "@UNIT"
)

// Measure is a measure of a response, with the group that the profile proposes.
type Measure struct {
	Level                 rule.Level
	Article, Text, TextEn string
	Group                 string
	Due                   time.Duration // after the start; 0 for none
}

// Refused is what the plan or common sense does not allow, and what would be
// right.
type Refused struct {
	Field   string // of the input; empty where it is the whole
	Article string // of the plan; empty where it is the hub's own
	Why     reason.Reason
}

func (r *Refused) Error() string {
	if r.Article == "" {
		return r.Why.Error()
	}
	return r.Why.Error() + " (" + r.Article + ")"
}

// Refuse is a Refused of a field of the input, by its path below it.
func Refuse(field string, why reason.Reason) error {
	return &Refused{Field: "input." + field, Why: why}
}

// Conflict is a change to what another has changed in between.
type Conflict struct{ Given, Current int }

func (c *Conflict) Error() string {
	return fmt.Sprintf("it was changed in between: version %d was edited, version %d is the latest; nothing was overwritten", c.Given, c.Current)
}

func (s *Incidents) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// asHub writes what follows from an act: clocks, tasks, groups.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("incident"))
}

// lock takes an incident for change, under the rights of the context's viewer,
// who must reach it.
func (s *Incidents) lock(ctx context.Context, tx *ent.Tx, id int) (*ent.Incident, error) {
	q := tx.Incident.Query().Where(incident.ID(id)).WithArea().WithStation()
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	return q.Only(ctx)
}

// since checks an instant that a person gave: not in the future, not absurd.
func (s *Incidents) since(field string, at *time.Time) (time.Time, error) {
	now := s.now()
	if at == nil {
		return now, nil
	}
	t := at.UTC().Truncate(time.Microsecond)
	switch {
	case t.After(now):
		return t, &Refused{Field: field, Why: inTheFuture.With(t, now)}
	case t.Before(now.AddDate(-1, 0, 0)):
		return t, &Refused{Field: field, Why: overAYearBack.With(t)}
	}
	return t, nil
}

// errTold undoes the transaction of what was told before.
var errTold = errors.New("this was told before")
