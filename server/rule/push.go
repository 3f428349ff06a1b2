package rule

import (
	"slices"
	"time"
)

// PushKind is what a phone is told of while its page is closed.
type PushKind string

// The kinds: what makes somebody who leads at the scene look at the phone.
const (
	PushTask     PushKind = "TASK"     // a task was given to their group, taken up again or cancelled
	PushResponse PushKind = "RESPONSE" // the response was started, changed or ended
	PushReport   PushKind = "REPORT"   // the desk adopted their report or set it aside
)

// pushed are the acts on an incident that phones may be told of.
var pushed = map[string]PushKind{
	"incident.task-given": PushTask, "incident.task-moved": PushTask,
	"incident.response-started": PushResponse, "incident.response-adjusted": PushResponse, "incident.response-ended": PushResponse,
	"incident.scene-report-adopted": PushReport, "incident.scene-report-set-aside": PushReport,
}

// PushActions are those acts by their names in the timeline.
func PushActions() []string {
	var names []string
	for name := range pushed {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// PushOf is the kind that an act is told as; false for none.
func PushOf(action string) (PushKind, bool) {
	kind, ok := pushed[action]
	return kind, ok
}

// PushMove tells whether a task's step is one for who has to do it: what was done is
// taken up again, or it is cancelled. How they get on they know themselves.
func PushMove(from, to string) bool {
	return from == "DONE" && to == "IN_PROGRESS" || to == "CANCELLED"
}

// PushGroup tells whether a task is that of somebody who is in groups of its incident;
// of who named none, every task is. group is 0 for a task of no group.
func PushGroup(group int, in []int) bool { return len(in) == 0 || slices.Contains(in, group) }

// PushLife is for how long something is worth a push, kept by the hub and by the push
// service (RFC 8030 §5.2, TTL) together: a shift for what calls to act, so that a phone
// back from a valley without a network is told; less for what can be read later.
func PushLife(kind PushKind) time.Duration {
	if kind == PushReport {
		return 4 * time.Hour
	}
	return 12 * time.Hour
}

// PushUrgent tells whether a push may wake a phone that saves its battery (RFC 8030
// §5.3): for what calls to act.
func PushUrgent(kind PushKind) bool { return kind != PushReport }

// PushApart is the least time between two pushes to one phone: what comes between goes
// into the next, so that a desk that gives ten tasks does not ring ten times.
const PushApart = 10 * time.Second

var pushPauses = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}

// mostPushPause is the longest pause that a push service may ask for.
const mostPushPause = time.Hour

// PushPause is the pause after so many failures in a row, at least one. asked is the
// pause that the push service asked for (RFC 9110 §10.2.3), 0 where it did not. roll is
// a random number in [0, 1), by which phones that failed together come back apart.
func PushPause(failures int, asked time.Duration, roll float64) time.Duration {
	step := pushPauses[min(max(failures, 1), len(pushPauses))-1]
	step = max(step, min(asked, mostPushPause))
	return step + time.Duration(roll*float64(step)/10)
}
