// Package alarm tells what alarms the duty room now: computed from the database each
// time, so that an alarm ends with its cause and never before. Somebody may take note
// of one, or silence all for a time: that takes away the sound and nothing from sight.
package alarm

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/alarmacknowledgement"
	"commandhub/ent/alarmsilence"
	"commandhub/server/rule"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Alarms is the use cases.
type Alarms struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
}

// Alarm is one that stands.
type Alarm struct {
	Key      string // of this occurrence of its cause: what comes again has another
	Kind     rule.AlarmKind
	Since    time.Time // when its cause came up
	Article  string    // of the plan; empty for the hub's own
	Exercise bool      // of an incident or notice of an exercise
	// What it is about, as far as its kind has it.
	Incident *ent.Incident
	Deadline *ent.Deadline
	Entry    *ent.CordonEntry // of who is inside too long
	Unit     string           // that was not reached
	Event    *ent.DeviceEvent
	Times    int // how often its cause was told since it came up
	// Acknowledgement is who took note of it; nil for nobody.
	Acknowledgement *ent.AlarmAcknowledgement
}

// State is all that alarms within the reach of a viewer.
type State struct {
	Sequence   int64
	ServerTime time.Time
	Alarms     []*Alarm // unacknowledged before acknowledged, then by importance and age
	More       int      // how many stand beside these
	Silence    *ent.AlarmSilence
}

// Most is how many alarms are told one by one.
const Most = 200

func (s *Alarms) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// asHub reads what a viewer is told of in part only.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("alarms"))
}

// Now is what alarms the context's viewer, who needs alarm:read.
func (s *Alarms) Now(ctx context.Context) (*State, error) {
	now := s.now()
	silence, err := s.silence(ctx, now)
	if err != nil {
		return nil, err
	}
	var all []*Alarm
	for _, find := range []func(context.Context, time.Time) ([]*Alarm, error){s.overdueInside, s.lateClocks, s.belowPlan, s.unreached, s.incidents, s.stations} {
		some, err := find(ctx, now)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if err := s.acknowledged(ctx, all); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a *Alarm) bool { return !a.stands(now) })
	slices.SortStableFunc(all, byImportance)
	shown := all[:min(len(all), Most)]
	return &State{ServerTime: now, Alarms: shown, More: len(all) - len(shown), Silence: silence}, nil
}

// byImportance puts what nobody took note of first, real before exercise, then by
// kind, then what has waited longest.
func byImportance(a, b *Alarm) int {
	return cmp.Or(
		order(a.Acknowledgement != nil, b.Acknowledgement != nil), order(a.Exercise, b.Exercise),
		cmp.Compare(a.Kind.Rank(), b.Kind.Rank()), a.Since.Compare(b.Since), cmp.Compare(a.Key, b.Key),
	)
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// stands tells whether an alarm whose end nobody tells is still in sight.
func (a *Alarm) stands(now time.Time) bool {
	ofItself := a.Kind == rule.OverdueInsideAlarm || a.Kind == rule.LateClockAlarm || a.Kind == rule.IncidentAlarm
	open := a.Incident != nil && a.Incident.EndedAt == nil
	if ofItself || open {
		return true
	}
	if a.Event != nil && !slices.Contains(rule.StationAlarms, string(a.Event.Kind)) {
		return true // it ends by what the device tells
	}
	var noted *time.Time
	if a.Acknowledgement != nil {
		noted = &a.Acknowledgement.At
	}
	return rule.AlarmStands(a.Since, noted, now)
}

// acknowledged adds who took note of each.
func (s *Alarms) acknowledged(ctx context.Context, all []*Alarm) error {
	byKey := map[string]*Alarm{}
	keys := make([]string, len(all))
	for i, a := range all {
		keys[i], byKey[a.Key] = a.Key, a
	}
	for some := range slices.Chunk(keys, 500) {
		rows, err := s.Store.Client.AlarmAcknowledgement.Query().Where(alarmacknowledgement.KeyIn(some...)).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			byKey[row.Key].Acknowledgement = row
		}
	}
	return nil
}

// silence is the one that lasts, nil for none.
func (s *Alarms) silence(ctx context.Context, now time.Time) (*ent.AlarmSilence, error) {
	row, err := s.Store.Client.AlarmSilence.Query().Where(alarmsilence.UntilGT(now), alarmsilence.EndedAtIsNil()).
		Order(ent.Desc(alarmsilence.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil || !(rule.Silence{Since: row.Since, Until: row.Until, EndedAt: row.EndedAt}).Lasts(now) {
		return nil, err
	}
	return row, nil
}
