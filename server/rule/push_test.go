package rule

import (
	"testing"
	"time"
)

func TestAPhoneIsToldOfTheStepsOfATaskThatItsPersonDoesNotKnow(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"OPEN", "ACKNOWLEDGED", false}, {"ACKNOWLEDGED", "IN_PROGRESS", false}, {"IN_PROGRESS", "IN_PROGRESS", false},
		{"IN_PROGRESS", "DONE", false}, {"DONE", "IN_PROGRESS", true}, {"OPEN", "CANCELLED", true}, {"IN_PROGRESS", "CANCELLED", true},
	} {
		if got := PushMove(c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %v", c.from, c.to, got)
		}
	}
}

func TestATaskIsThatOfItsGroupAndOfWhoNamedNone(t *testing.T) {
	for _, c := range []struct {
		group int
		in    []int
		want  bool
	}{{7, nil, true}, {0, nil, true}, {7, []int{7}, true}, {7, []int{6, 7}, true}, {7, []int{6}, false}, {0, []int{6}, false}} {
		if got := PushGroup(c.group, c.in); got != c.want {
			t.Errorf("group %d, in %v: %v", c.group, c.in, got)
		}
	}
}

func TestAnActIsPushedAsItsKindAndMostAreNot(t *testing.T) {
	for action, want := range map[string]PushKind{
		"incident.task-given": PushTask, "incident.task-moved": PushTask, "incident.response-started": PushResponse,
		"incident.response-adjusted": PushResponse, "incident.response-ended": PushResponse,
		"incident.scene-report-adopted": PushReport, "incident.scene-report-set-aside": PushReport,
		"incident.deadline-soon": "", "incident.photo-added": "", "field-device.revoked": "", "": "",
	} {
		if got, ok := PushOf(action); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v", action, got, ok)
		}
	}
	if n := len(PushActions()); n != 7 {
		t.Errorf("%d acts", n)
	}
}

func TestAPushWaitsLongerAfterEachFailureAndAsLongAsItIsAsked(t *testing.T) {
	for _, c := range []struct {
		failures int
		asked    time.Duration
		roll     float64
		want     time.Duration
	}{
		{0, 0, 0, 5 * time.Second}, {1, 0, 0, 5 * time.Second}, {2, 0, 0, 30 * time.Second}, {3, 0, 0, 2 * time.Minute},
		{4, 0, 0, 10 * time.Minute}, {400, 0, 0, 10 * time.Minute}, {1, 0, 0.5, 5250 * time.Millisecond},
		{1, time.Minute, 0, time.Minute}, {3, time.Minute, 0, 2 * time.Minute}, {1, 48 * time.Hour, 0, time.Hour},
	} {
		if got := PushPause(c.failures, c.asked, c.roll); got != c.want {
			t.Errorf("%d failures, asked for %v, roll %v: %v, want %v", c.failures, c.asked, c.roll, got, c.want)
		}
	}
}

func TestWhatCallsToActIsUrgentAndLivesLonger(t *testing.T) {
	for kind, want := range map[PushKind]struct {
		life   time.Duration
		urgent bool
	}{PushTask: {12 * time.Hour, true}, PushResponse: {12 * time.Hour, true}, PushReport: {4 * time.Hour, false}} {
		if PushLife(kind) != want.life || PushUrgent(kind) != want.urgent {
			t.Errorf("%s: %v %v", kind, PushLife(kind), PushUrgent(kind))
		}
	}
}
