package rule

import "time"

// GB/T 22239-2019 8.1.4.1 b) asks that failed sign-ins are dealt with: the
// session ended, their number bounded. It names no number; the numbers are our
// own.
const (
	// LockFailures is how many failures lock an account, whichever of its
	// factors failed and wherever they came from.
	LockFailures = 5
	// LockAddressFailures is how many lock an address. One address may be a
	// whole office behind a router, so that it is four times an account's: one
	// person who mistypes locks their account long before the office. It counts
	// unknown names and known ones alike, because a bound of their own would
	// tell which names are known. Browsers that a person signed in with before
	// pass by it, so that nobody locks the others of an office out for long.
	LockAddressFailures = 20
	// LockTime is how long a lock holds, and how long a failure counts.
	LockTime = 15 * time.Minute
)

// Failures of signing in, of one account or one address.
type Failures struct {
	Count int
	Last  time.Time
	Until time.Time // zero, or the first instant that the lock no longer holds
}

// Locked tells whether nobody is let in.
func (f Failures) Locked(now time.Time) bool { return now.Before(f.Until) }

// Plus is one failure more. The bound locks from now on.
func (f Failures) Plus(now time.Time, bound int) Failures {
	if now.Sub(f.Last) >= LockTime {
		f = Failures{}
	}
	f.Count, f.Last = f.Count+1, now
	if f.Count >= bound {
		f.Until = now.Add(LockTime)
	}
	return f
}

// Minus takes back a failure that was none.
func (f Failures) Minus(bound int) Failures {
	f.Count = max(0, f.Count-1)
	if f.Count < bound {
		f.Until = time.Time{}
	}
	return f
}
