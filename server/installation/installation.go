// Package installation is the use cases of supervision equipment coming to
// stations, by the county's scheme for the supervision platform.
package installation

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/installation"
	"commandhub/ent/organisation"
	"commandhub/ent/station"
	"commandhub/server/incident"
	"commandhub/server/measure"
	"commandhub/server/reason"
	"commandhub/server/rule"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Scheme is what the county's scheme says, as its profile has it.
type Scheme struct {
	Number         string
	ConnectBy      string // ISO date
	SubsidyPercent int
	OwnersPay      []organisation.Kind // kinds of owners that pay for their own
	Equipment      []Equipment
}

// Equipment is a kind of it that each station needs.
type Equipment struct{ Code, Name, NameEn string }

// Installations is the use cases.
type Installations struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
	Location *time.Location // of the county's calendar
	Scheme   func() Scheme  // as it is in force
}

func (s *Installations) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// today is the ISO date of the county's calendar.
func (s *Installations) today() string { return s.Clock.Now().In(s.Location).Format(time.DateOnly) }

// Beginning is an installation to begin.
type Beginning struct {
	Station        int
	Kind           string
	On             string
	DueOn          *string
	Cost           *measure.Fen
	Note           string
	IdempotencyKey string
}

// Begin begins an installation: the equipment was bought. The context's viewer needs
// installation:write.
func (s *Installations) Begin(ctx context.Context, in Beginning) (*ent.Installation, error) {
	in.Note = strings.TrimSpace(in.Note)
	if !slices.ContainsFunc(s.Scheme().Equipment, func(e Equipment) bool { return e.Code == in.Kind }) {
		return nil, incident.Refuse("kind", noKind.With())
	}
	if field, why := problemOf(in.DueOn, in.Cost, in.Note); why != nil {
		return nil, incident.Refuse(field, *why)
	}
	switch {
	case !rule.IsDay(in.On):
		return nil, incident.Refuse("on", badDay.With())
	case in.On > s.today():
		return nil, incident.Refuse("on", dayAhead.With())
	}
	return s.do(ctx, in.IdempotencyKey, "installation.begun", func(ctx context.Context, tx *ent.Tx) (*ent.Installation, map[string]any, error) {
		at, err := tx.Station.Query().Where(station.ID(in.Station)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, nil, incident.Refuse("station", noStation.With())
		}
		if err != nil {
			return nil, nil, err
		}
		row, err := tx.Installation.Create().SetStation(at).SetKind(in.Kind).SetState(rule.Procured).SetStateOn(in.On).
			SetNillableDueOn(in.DueOn).SetNillableCost(in.Cost).SetExercise(at.Exercise).Save(ctx)
		if ent.IsConstraintError(err) {
			return nil, nil, incident.Refuse("kind", hasOne.With())
		}
		if err != nil {
			return nil, nil, err
		}
		return row, map[string]any{"code": at.Code, "equipment": in.Kind, "state": rule.Procured, "on": in.On, "note": in.Note},
			s.step(ctx, tx, row, rule.Procured, in.On, in.Note)
	})
}

// step notes that an installation came to a state.
func (s *Installations) step(ctx context.Context, tx *ent.Tx, row *ent.Installation, to rule.Installed, on, note string) error {
	return tx.InstallationStep.Create().SetInstallation(row).SetState(to).SetOn(on).SetRecordedAt(s.now()).
		SetBy(viewer.From(ctx).Name).SetNote(note).Exec(ctx)
}

// Longest texts, in characters.
const mostNote, mostName = 1000, 100

// problemOf names the field that is wrong, and what would be right.
func problemOf(due *string, cost *measure.Fen, note string) (field string, why *reason.Reason) {
	switch {
	case due != nil && !rule.IsDay(*due):
		return "dueOn", new(badDue.With())
	case cost != nil && (*cost < 0 || *cost > rule.MostCost):
		return "cost", new(badCost.With(rule.MostCost))
	case len([]rune(note)) > mostNote:
		return "note", new(tooLong.With(mostNote))
	}
	return "", nil
}

// do carries out one act on an installation, once for its key, with its row in the
// timeline.
func (s *Installations) do(ctx context.Context, key, action string, fn func(context.Context, *ent.Tx) (*ent.Installation, map[string]any, error)) (*ent.Installation, error) {
	var row *ent.Installation
	err := s.Timeline.DoOnce(ctx, key, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		got, told, err := fn(ctx, tx)
		if err != nil {
			return timeline.Entry{}, err
		}
		row = got
		return timeline.Entry{Action: action, SubjectType: "Installation", SubjectID: got.ID, After: told}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// changeable is an installation as whoever changes it saw it, locked for change.
func (s *Installations) changeable(ctx context.Context, tx *ent.Tx, id, version int) (*ent.Installation, error) {
	q := tx.Installation.Query().Where(installation.ID(id)).
		WithStation(func(q *ent.StationQuery) { q.WithOwner() })
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	was, err := q.Only(ctx)
	switch {
	case err != nil:
		return nil, err
	case was.Version != version:
		return nil, &incident.Conflict{Given: version, Current: was.Version}
	}
	return was, nil
}
