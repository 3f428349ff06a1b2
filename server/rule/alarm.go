package rule

import (
	"io"
	"time"
)

// AlarmKind is what alarms the duty room.
type AlarmKind string

// The kinds.
const (
	// OverdueInsideAlarm: somebody is inside the cordon past the time to be out
	// (§5.3.2(4)): lives are at stake.
	OverdueInsideAlarm AlarmKind = "OVERDUE_INSIDE"
	// LateClockAlarm: a duty of §5.1 is past its time and still owed.
	LateClockAlarm AlarmKind = "LATE_CLOCK"
	// BelowPlanAlarm: a response runs below the level that the plan proposes.
	BelowPlanAlarm AlarmKind = "RESPONSE_BELOW_PLAN"
	// UnreachedAlarm: a unit that had to be told was not reached by any of its
	// contacts, or none of them answered (§6.7).
	UnreachedAlarm AlarmKind = "UNREACHED"
	// IncidentAlarm: an incident was entered, and no response to it has begun: who
	// hears of one reports at once (§5.1.1).
	IncidentAlarm AlarmKind = "INCIDENT"
	// StationAlarm: a station's equipment told of danger.
	StationAlarm AlarmKind = "STATION"
)

// AlarmKinds lists the kinds, the most important first.
var AlarmKinds = []AlarmKind{OverdueInsideAlarm, LateClockAlarm, BelowPlanAlarm, UnreachedAlarm, IncidentAlarm, StationAlarm}

// Rank of the kind: of two alarms the one with the smaller comes first.
func (k AlarmKind) Rank() int { return rankIn(AlarmKinds, k) }

// MarshalGQL writes the kind as the contract does.
func (k AlarmKind) MarshalGQL(w io.Writer) { marshalWord(k, w) }

// UnmarshalGQL reads a kind of the contract.
func (k *AlarmKind) UnmarshalGQL(v any) error { return unmarshalWord(k, AlarmKinds, v) }

// Our own bounds; the plan speaks of alarms nowhere.
const (
	// LongestSilence: who silences for longer has to say again why.
	LongestSilence = 60 * time.Minute
	// AcknowledgedInSight: what cannot end of itself stays in sight for a shift after
	// somebody took note of it.
	AcknowledgedInSight = 12 * time.Hour
	// AlarmSince bounds how far back alarms are looked for.
	AlarmSince = 7 * 24 * time.Hour
	// CoverOpenFor: an unloading takes less.
	CoverOpenFor = time.Hour
	// PowerOffFor: a gauge's battery lasts longer.
	PowerOffFor = 20 * time.Minute
)

// StationAlarms are the kinds of device events that alarm at once, whose end no
// device tells.
var StationAlarms = []string{"TAMPER", "LEAK_ALARM", "OVERFILL", "HIGH_WATER"}

// Lasting is a kind of device event that alarms where it lasts.
type Lasting struct {
	Kind, Ended string
	For         time.Duration
}

// LastingAlarms are a cover that stays open and power that stays off.
var LastingAlarms = []Lasting{{"COVER_OPENED", "COVER_CLOSED", CoverOpenFor}, {"POWER_OFF", "POWER_ON", PowerOffFor}}

// AlarmStands tells whether an alarm whose end nobody tells is still in sight: until
// somebody took note of it, and for a shift after that.
func AlarmStands(raised time.Time, acknowledged *time.Time, now time.Time) bool {
	if acknowledged == nil {
		return now.Sub(raised) <= AlarmSince
	}
	return now.Sub(*acknowledged) < AcknowledgedInSight
}

// Silence is a time for which no alarm rings.
type Silence struct {
	Since, Until time.Time
	EndedAt      *time.Time // before its time
}

// Lasts tells whether it does at an instant: of itself it is over at its end.
func (s Silence) Lasts(now time.Time) bool {
	return !now.Before(s.Since) && now.Before(s.Until) && (s.EndedAt == nil || now.Before(*s.EndedAt))
}
