package rule

import (
	"testing"
	"time"
)

var alarmed = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func TestAnAlarmStandsUntilSomebodyTookNoteAndForAShiftAfter(t *testing.T) {
	noted := alarmed.Add(26 * time.Hour)
	for _, c := range []struct {
		name  string
		noted *time.Time
		now   time.Time
		want  bool
	}{
		{"just raised", nil, alarmed, true},
		{"nobody took note for six days", nil, alarmed.Add(6 * 24 * time.Hour), true},
		{"nobody took note for longer than is looked back", nil, alarmed.Add(AlarmSince + time.Second), false},
		{"just taken note of", &noted, noted, true},
		{"within the shift", &noted, noted.Add(AcknowledgedInSight - time.Second), true},
		{"a shift later", &noted, noted.Add(AcknowledgedInSight), false},
	} {
		if got := AlarmStands(alarmed, c.noted, c.now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestASilenceEndsOfItself(t *testing.T) {
	ended := alarmed.Add(10 * time.Minute)
	whole := Silence{Since: alarmed, Until: alarmed.Add(30 * time.Minute)}
	short := Silence{Since: alarmed, Until: whole.Until, EndedAt: &ended}
	for _, c := range []struct {
		name string
		s    Silence
		now  time.Time
		want bool
	}{
		{"before it", whole, alarmed.Add(-time.Microsecond), false},
		{"its first instant", whole, alarmed, true},
		{"its last instant", whole, whole.Until.Add(-time.Microsecond), true},
		{"its end", whole, whole.Until, false},
		{"before somebody ended it", short, ended.Add(-time.Second), true},
		{"once somebody ended it", short, ended, false},
	} {
		if got := c.s.Lasts(c.now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestLivesComeBeforeAllOtherAlarmsAndThenLateClocks(t *testing.T) {
	for i, k := range []AlarmKind{OverdueInsideAlarm, LateClockAlarm, BelowPlanAlarm, UnreachedAlarm, IncidentAlarm, StationAlarm} {
		if k.Rank() != i {
			t.Errorf("%s comes as number %d", k, k.Rank())
		}
	}
}
