package rule

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Instants lie to the microsecond, and on whole minutes more often than by chance.
func spans(most time.Duration) *rapid.Generator[time.Duration] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64Range(0, int64(most/time.Minute)), func(n int64) time.Duration { return time.Duration(n) * time.Minute }),
		rapid.Map(rapid.Int64Range(0, int64(most/time.Microsecond)), func(n int64) time.Duration { return time.Duration(n) * time.Microsecond }),
	)
}

// Nobody hears of what has not happened; a county may set a grace of 1 min to 2 h.
var (
	events = rapid.Custom(func(t *rapid.T) Event {
		basis := at(0, 0).Add(spans(24*time.Hour).Draw(t, "happened"))
		return Event{rapid.SampledFrom(Grades).Draw(t, "grade"), basis, basis.Add(spans(3*time.Hour).Draw(t, "heard after"))}
	})
	graces = rapid.Custom(func(t *rapid.T) Grace {
		minutes := rapid.Map(rapid.IntRange(1, 120), func(n int) time.Duration { return time.Duration(n) * time.Minute })
		return Grace{minutes.Draw(t, "report"), minutes.Draw(t, "follow-up"), minutes.Draw(t, "foreign")}
	})
)

func TestNoClockIsDueBeforeItsBasisNorCountedFromBeforeTheEvent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := events.Draw(t, "event"), graces.Draw(t, "grace")
		clocks := append(FirstClocks(e, g), ForeignClocks(e.Heard, g)...)
		clocks = append(clocks, CasualtyClock(e.Heard, g), PressedClock(e.Heard), WithdrawalClock(e.Heard, g))
		if c, owed := FollowUpClock(e.Grade, rapid.Bool().Draw(t, "special"), e.Heard); owed {
			clocks = append(clocks, c)
		}
		for _, c := range clocks {
			if !c.Due.After(c.Basis) || c.Basis.Before(e.Basis) {
				t.Fatal(say(c))
			}
		}
	})
}

// The county's own minutes count from when it heard, the plan's from the event.
func TestAFirstClockTellsWhoseMinutesItCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := events.Draw(t, "event"), graces.Draw(t, "grace")
		for _, c := range FirstClocks(e, g) {
			limit := c.Due.Sub(c.Basis)
			switch {
			case c.OwnTerm && c.Basis.Equal(e.Heard) && limit == g.Report:
			case !c.OwnTerm && c.Basis.Equal(e.Basis) && (limit == 30*time.Minute || limit == time.Hour):
			default:
				t.Fatal(say(c))
			}
		}
	})
}

// A graver grade asks for every duty of a lesser one, no later, and by no looser
// means.
func TestAGraverGradeNeverGivesMoreTimeForADuty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := events.Draw(t, "event"), graces.Draw(t, "grace")
		graver := e
		graver.Grade = rapid.SampledFrom(Grades[e.Grade.Rank():]).Draw(t, "graver")
		soonest := map[Duty]Clock{}
		for _, c := range FirstClocks(graver, g) {
			soonest[c.Duty] = c
		}
		for _, c := range FirstClocks(e, g) {
			switch s, asked := soonest[c.Duty]; {
			case !asked:
				t.Fatalf("%s is not asked for %s", say(c), graver.Grade)
			case s.Due.After(c.Due), s.Tier < c.Tier, c.Channel != AnyMeans && s.Channel != c.Channel:
				t.Fatalf("%s, and %s for %s", say(c), say(s), graver.Grade)
			}
		}
	})
}

// Hearing of it later buys time for what is owed at once, never for the plan's
// own minutes.
func TestHearingLaterNeverMovesThePlansOwnLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := events.Draw(t, "event"), graces.Draw(t, "grace")
		later := e
		later.Heard = e.Heard.Add(spans(3*time.Hour).Draw(t, "later by"))
		was, is := FirstClocks(e, g), FirstClocks(later, g)
		if len(was) != len(is) {
			t.Fatalf("%d clocks became %d", len(was), len(is))
		}
		for i := range was {
			if is[i].Due.Before(was[i].Due) || !was[i].OwnTerm && is[i] != was[i] {
				t.Fatalf("%s became %s", say(was[i]), say(is[i]))
			}
			if d := is[i].Duty; (d == CityPhone || d == CityBrief) && is[i].Due.Sub(e.Basis) > time.Hour {
				t.Fatalf("the city is told at %s", say(is[i]))
			}
		}
	})
}

func TestFollowUpsOfAGraverGradeOrASpecialCaseAreNeverRarer(t *testing.T) {
	for i, g := range Grades[1:] {
		for _, special := range []bool{false, true} {
			less, _ := FollowUpEvery(Grades[i], special)
			every, _ := FollowUpEvery(g, special)
			if every == 0 || less != 0 && every > less {
				t.Errorf("%s every %s, %s every %s", Grades[i], less, g, every)
			}
		}
		usual, _ := FollowUpEvery(g, false)
		if special, _ := FollowUpEvery(g, true); special > usual {
			t.Errorf("%s: %s in special cases, else %s", g, special, usual)
		}
	}
}

// While time goes on an open duty goes from running to due soon to late and
// never back; one that is met or void stays as it is.
func TestTheStateOfADutyNeverGoesBack(t *testing.T) {
	order := map[ClockState]int{Running: 0, DueSoon: 1, Late: 2}
	rapid.Check(t, func(t *rapid.T) {
		instant := rapid.Map(spans(time.Hour), func(d time.Duration) time.Time { return at(2, 0).Add(d) })
		soon := instant.Draw(t, "soon")
		due := soon.Add(spans(time.Hour).Draw(t, "due after"))
		now := instant.Draw(t, "now")
		then := now.Add(spans(2*time.Hour).Draw(t, "then after"))
		met, void := rapid.Ptr(instant, true).Draw(t, "met"), rapid.Ptr(instant, true).Draw(t, "void")
		was, is := StateAt(now, soon, due, met, void), StateAt(then, soon, due, met, void)
		if met != nil || void != nil {
			if was != is {
				t.Fatalf("%s became %s", was, is)
			}
			if void == nil && (was == MetLate) != met.After(due) {
				t.Fatalf("met at %s of %s: %s", met, due, was)
			}
			return
		}
		a, open := order[was]
		b, stays := order[is]
		if !open || !stays || b < a {
			t.Fatalf("%s became %s", was, is)
		}
	})
}
