package rule

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Figures lie on the limits of §1.5 and beside them more often than by chance.
var (
	people = rapid.OneOf(rapid.SampledFrom([]int{0, 1, 2, 3, 9, 10, 29, 30, 49, 50, 99, 100}), rapid.IntRange(0, 1000))
	fen    = rapid.OneOf(
		rapid.SampledFrom([]int64{0, 1, 999_999_999, 1_000_000_000, 4_999_999_999, 5_000_000_000, 9_999_999_999, 10_000_000_000}),
		rapid.Int64Range(0, 20_000_000_000))
	harms = rapid.Custom(func(t *rapid.T) Harm {
		return Harm{
			rapid.Ptr(people, true).Draw(t, "deaths"),
			rapid.Ptr(people, true).Draw(t, "injured"),
			rapid.Ptr(fen, true).Draw(t, "loss"),
			people.Draw(t, "unaccounted"),
		}
	})
)

func more[N int | int64](t *rapid.T, n *N, by *rapid.Generator[N], name string) *N {
	if n == nil {
		return nil
	}
	return new(*n + by.Draw(t, name))
}

func TestMoreHarmNeverLowersTheGrade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := harms.Draw(t, "harm")
		worse := Harm{
			more(t, h.Deaths, people, "more deaths"),
			more(t, h.SeriouslyInjured, people, "more injured"),
			more(t, h.DirectLossFen, fen, "more loss"),
			h.Unaccounted + people.Draw(t, "more unaccounted"),
		}
		if was, is := Assess(h), Assess(worse); is.Grade.Rank() < was.Grade.Rank() {
			t.Fatalf("%s became %s", was.Grade, is.Grade)
		}
	})
}

// What is known counts: a grade is at least what it would be were the unknown
// nothing, and undetermined just where that is below LARGER and a limb is
// unknown, or all who are trapped and missing would lift it to LARGER.
func TestAGradeIsUndeterminedJustWhereItIsOpenAndBelowLarger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := harms.Draw(t, "harm")
		got, least := Assess(h), Assess(floor(h))
		open := h.Deaths == nil || h.SeriouslyInjured == nil || h.DirectLossFen == nil
		if h.Deaths != nil {
			known, _ := deaths.grade(int64(*h.Deaths))
			most, _ := deaths.grade(int64(*h.Deaths + h.Unaccounted))
			open = open || most.Rank() >= Larger.Rank() && most != known
		}
		want := least.Grade
		if want == BelowGeneral && h.Deaths != nil && h.Unaccounted > 0 {
			want = General
		}
		if open && want.Rank() < Larger.Rank() {
			want = Undetermined
		}
		if got.Grade != want {
			t.Fatalf("%s, want %s", got.Grade, want)
		}
		if (len(got.Open) > 0) != (open && want != Extraordinary) {
			t.Fatalf("%s with %q open", got.Grade, got.Open)
		}
		if (len(got.Reasons) == 0) != (want == BelowGeneral) {
			t.Fatalf("%s for %v", got.Grade, got.Reasons)
		}
	})
}

// floor takes the unknown for nothing.
func floor(h Harm) Harm {
	return Harm{new(value(h.Deaths)), new(value(h.SeriouslyInjured)), new(value(h.DirectLossFen)), 0}
}

// Getting to know a limb lowers a grade only from UNDETERMINED, and only when it
// was the last unknown one: then nothing can lift the grade any more.
func TestGettingToKnowALimbLowersNothingButAnUndeterminedGradeAtLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := harms.Filter(func(h Harm) bool {
			return h.Deaths == nil || h.SeriouslyInjured == nil || h.DirectLossFen == nil
		}).Draw(t, "harm")
		h.Unaccounted = 0 // who keep the limb of deaths open for themselves
		told := h
		var name string
		switch d, i := people.Draw(t, "told"), fen.Draw(t, "told fen"); {
		case h.Deaths == nil:
			told.Deaths, name = &d, deaths.name
		case h.SeriouslyInjured == nil:
			told.SeriouslyInjured, name = &d, injured.name
		default:
			told.DirectLossFen, name = &i, loss.name
		}
		was, is := Assess(h), Assess(told)
		if slices.Contains(is.Open, name) {
			t.Fatalf("%s is known and open", name)
		}
		if is.Grade.Rank() >= was.Grade.Rank() {
			return
		}
		if was.Grade != Undetermined || len(is.Open) > 0 {
			t.Fatalf("%s became %s with %q open", was.Grade, is.Grade, is.Open)
		}
		if known := Assess(floor(h)).Grade; is.Grade.Rank() < known.Rank() {
			t.Fatalf("%s, though what was known made it %s", is.Grade, known)
		}
	})
}
