package rule

import (
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestFailuresLock(t *testing.T) {
	for _, c := range []struct {
		bound, failures int
		locked          bool
	}{
		{LockFailures, 4, false}, {LockFailures, 5, true}, {LockFailures, 6, true},
		{LockAddressFailures, 19, false}, {LockAddressFailures, 20, true},
	} {
		var f Failures
		for range c.failures {
			f = f.Plus(noon, c.bound)
		}
		if f.Locked(noon) != c.locked || f.Count != c.failures {
			t.Errorf("%d of %d: %+v", c.failures, c.bound, f)
		}
	}
}

func TestALockHoldsFifteenMinutesAndAFailureCountsAsLong(t *testing.T) {
	var f Failures
	for range LockFailures {
		f = f.Plus(noon, LockFailures)
	}
	if !f.Locked(noon.Add(LockTime - 1)) {
		t.Error("it ended too early")
	}
	if f.Locked(noon.Add(LockTime)) {
		t.Error("it holds too long")
	}
	four := Failures{Count: 4, Last: noon}
	if got := four.Plus(noon.Add(LockTime-1), LockFailures); !got.Locked(noon.Add(LockTime - 1)) {
		t.Errorf("the fifth in time does not lock: %+v", got)
	}
	if got := four.Plus(noon.Add(LockTime), LockFailures); got.Count != 1 || got.Locked(noon.Add(LockTime)) {
		t.Errorf("the fifth after the time counts as the first: %+v", got)
	}
	if got := f.Plus(noon.Add(LockTime), LockFailures); got.Count != 1 || got.Locked(noon.Add(LockTime)) {
		t.Errorf("after a lock it begins anew: %+v", got)
	}
}

func TestAFailureThatWasNoneIsTakenBack(t *testing.T) {
	var f Failures
	for range LockFailures {
		f = f.Plus(noon, LockFailures)
	}
	if f = f.Minus(LockFailures); f.Count != 4 || f.Locked(noon) {
		t.Errorf("%+v", f)
	}
	if f = (Failures{}).Minus(LockFailures); f.Count != 0 {
		t.Errorf("%+v", f)
	}
	if f = (Failures{Count: 7, Last: noon, Until: noon.Add(LockTime)}).Minus(LockFailures); !f.Locked(noon) {
		t.Errorf("the others still lock: %+v", f)
	}
}
