package rule

import "time"

// NoticeTries is how often a notice is handed to its gateway before it has failed,
// and goes on to the unit's next contact. Our own: the pauses add up to 2 min 15 s,
// far less than any of the plan's clocks.
const NoticeTries = 5

// noticePauses are the pauses after the first, second, … failure.
var noticePauses = [NoticeTries - 1]time.Duration{5 * time.Second, 10 * time.Second, 30 * time.Second, 90 * time.Second}

// NoticePause is how long to wait after a number of failures, false where it is not
// tried again.
func NoticePause(failures int) (time.Duration, bool) {
	if failures < 1 || failures >= NoticeTries {
		return 0, false
	}
	return noticePauses[failures-1], true
}
