package rule

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// figure is a count near the figures of §1.5, or anything.
func figure(floors ...int64) *rapid.Generator[int64] {
	return rapid.Custom(func(t *rapid.T) int64 {
		if rapid.Bool().Draw(t, "anything") {
			return rapid.Int64Range(0, 1_000_000).Draw(t, "figure")
		}
		return max(0, rapid.SampledFrom(floors).Draw(t, "floor")+rapid.Int64Range(-1, 1).Draw(t, "beside"))
	})
}

var (
	someDeaths  = figure(0, 3, 10, 30)
	someInjured = figure(0, 10, 50, 100)
	someLoss    = figure(0, 1_000_000_000, 5_000_000_000, 10_000_000_000)
)

// drawHarm draws what is known, with unknown limbs or without.
func drawHarm(t *rapid.T, unknown bool) Harm {
	known := func(name string) bool { return !unknown || rapid.Bool().Draw(t, name+" known") }
	h := harmOf(int(someDeaths.Draw(t, "deaths")), int(someInjured.Draw(t, "injured")), someLoss.Draw(t, "loss"))
	if !known("deaths") {
		h.Deaths = nil
	}
	if !known("injured") {
		h.SeriouslyInjured = nil
	}
	if !known("loss") {
		h.DirectLossFen = nil
	}
	return h
}

func TestMoreHarmNeverLowersTheGrade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHarm(t, true)
		more := h
		switch rapid.IntRange(0, 2).Draw(t, "limb") {
		case 0:
			more.Deaths = plus(h.Deaths, int(someDeaths.Draw(t, "more deaths")))
		case 1:
			more.SeriouslyInjured = plus(h.SeriouslyInjured, int(someInjured.Draw(t, "more injured")))
		default:
			more.DirectLossFen = plus(h.DirectLossFen, someLoss.Draw(t, "more loss"))
		}
		if a, b := Assess(h), Assess(more); b.Grade.Rank() < a.Grade.Rank() {
			t.Fatalf("%s falls to %s", a.Grade, b.Grade)
		}
	})
}

// plus leaves what is unknown unknown.
func plus[N int | int64](n *N, by N) *N {
	if n == nil {
		return nil
	}
	sum := *n + by
	return &sum
}

// What is unknown can be harmless, so learning it lowers UNDETERMINED to GENERAL
// or below once nothing is unknown any more; a grade that was reached it never
// lowers, and while something is unknown nothing is graded below UNDETERMINED.
func TestLearningAnUnknownLimbLowersNothingButUndeterminedToWhatIsKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, facts := drawHarm(t, true), drawHarm(t, false)
		learned := h
		switch {
		case h.Deaths == nil:
			learned.Deaths = facts.Deaths
		case h.SeriouslyInjured == nil:
			learned.SeriouslyInjured = facts.SeriouslyInjured
		default:
			learned.DirectLossFen = facts.DirectLossFen
			if h.DirectLossFen != nil {
				learned.DirectLossFen = h.DirectLossFen
			}
		}
		before, after := Assess(h), Assess(learned)
		all := learned.Deaths != nil && learned.SeriouslyInjured != nil && learned.DirectLossFen != nil
		if after.Grade.Rank() < before.Grade.Rank() && (before.Grade != Undetermined || !all) {
			t.Fatalf("%s falls to %s", before.Grade, after.Grade)
		}
		if !all && after.Grade.Rank() < Undetermined.Rank() || all && after.Grade == Undetermined {
			t.Fatalf("%s with all known %t", after.Grade, all)
		}
		if all && len(after.Open) > 0 {
			t.Fatalf("all is known and %v could lift it", after.Open)
		}
	})
}

func TestTheGradeIsTheHighestThatALimbAloneReaches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHarm(t, false)
		none, noLoss := 0, int64(0)
		want := BelowGeneral
		for _, alone := range []Harm{{h.Deaths, &none, &noLoss}, {&none, h.SeriouslyInjured, &noLoss}, {&none, &none, h.DirectLossFen}} {
			want = Graver(want, Assess(alone).Grade)
		}
		if got := Assess(h); got.Grade != want || (len(got.Reasons) == 0) != (want == BelowGeneral) {
			t.Fatalf("%+v, want %s", got, want)
		}
	})
}

func TestAnOpenLimbCanLiftTheGradeAndAClosedOneCannot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHarm(t, true)
		got := Assess(h)
		most, mostLoss := 1_000_000, int64(1_000_000_000_000)
		for _, c := range []struct {
			name    string
			unknown bool
			worst   Harm
		}{
			{"deaths", h.Deaths == nil, Harm{&most, h.SeriouslyInjured, h.DirectLossFen}},
			{"seriously injured", h.SeriouslyInjured == nil, Harm{h.Deaths, &most, h.DirectLossFen}},
			{"direct loss in fen", h.DirectLossFen == nil, Harm{h.Deaths, h.SeriouslyInjured, &mostLoss}},
		} {
			lifts := c.unknown && Assess(c.worst).Grade.Rank() > got.Grade.Rank()
			if slices.Contains(got.Open, c.name) != lifts {
				t.Fatalf("%s lifts %s: %t, but open are %v", c.name, got.Grade, lifts, got.Open)
			}
		}
	})
}

func drawEvent(t *rapid.T) (Event, Grace) {
	minutes := rapid.IntRange(0, 300)
	e := Event{Grade: rapid.SampledFrom(Grades).Draw(t, "grade"), Basis: happened}
	e.Heard = happened.Add(time.Duration(minutes.Draw(t, "heard after")) * time.Minute)
	return e, Grace{Report: time.Duration(minutes.Draw(t, "grace")) * time.Minute, FollowUp: time.Minute, Foreign: time.Minute}
}

func TestAGraverGradeNeverGivesMoreTimeForADuty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := drawEvent(t)
		graver := e
		graver.Grade = rapid.SampledFrom(Grades[e.Grade.Rank():]).Draw(t, "graver")
		more := FirstClocks(graver, g)
		for _, c := range FirstClocks(e, g) {
			at := slices.IndexFunc(more, func(m Clock) bool { return m.Duty == c.Duty })
			if at < 0 || more[at].Due.After(c.Due) || more[at].Tier < c.Tier {
				t.Fatalf("%s owes %s, %s owes %v", e.Grade, c.line(), graver.Grade, lines(more))
			}
			if c.Channel != AnyMeans && more[at].Channel != c.Channel {
				t.Fatalf("%s is told by %s, a graver one by %s", c.Duty, c.Channel, more[at].Channel)
			}
		}
	})
}

func TestNoClockIsDueBeforeItBeginsNorBeginsBeforeTheEvent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, g := drawEvent(t)
		seen := map[Duty]bool{}
		for _, c := range FirstClocks(e, g) {
			if c.Due.Before(c.Basis) || c.Basis.Before(e.Basis) || c.Article == "" || seen[c.Duty] {
				t.Fatalf("%s of an event heard of at %s", c.line(), minute(e.Heard))
			}
			if want := e.Basis; !c.OwnTerm && !c.Basis.Equal(want) || c.OwnTerm && !c.Basis.Equal(e.Heard) {
				t.Fatalf("the plan's minutes count from the event, the county's from the word of it: %s", c.line())
			}
			seen[c.Duty] = true
		}
		special := rapid.Bool().Draw(t, "special")
		if c, owed := FollowUpClock(e.Grade, special, e.Heard); owed != c.Due.After(c.Basis) {
			t.Fatalf("owed is %t for %s", owed, c.line())
		}
	})
}

func TestTimeNeverMendsALateDutyNorChangesASettledOne(t *testing.T) {
	order := []ClockState{Running, DueSoon, Late}
	rapid.Check(t, func(t *rapid.T) {
		after := func(name string) time.Time {
			return happened.Add(time.Duration(rapid.Int64Range(0, 100).Draw(t, name)) * time.Microsecond)
		}
		maybe := func(name string) *time.Time {
			if !rapid.Bool().Draw(t, name) {
				return nil
			}
			at := after(name)
			return &at
		}
		soon, due, now, then := after("soon"), after("due"), after("now"), after("then")
		if due.Before(soon) {
			soon, due = due, soon
		}
		if then.Before(now) {
			now, then = then, now
		}
		met, void := maybe("met"), maybe("void")
		first, second := StateAt(now, soon, due, met, void), StateAt(then, soon, due, met, void)
		if met != nil || void != nil {
			if first != second || slices.Contains(order, first) {
				t.Fatalf("what is settled turns from %s into %s", first, second)
			}
			return
		}
		if slices.Index(order, second) < slices.Index(order, first) {
			t.Fatalf("it goes back from %s to %s", first, second)
		}
	})
}
