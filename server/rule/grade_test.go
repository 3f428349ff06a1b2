package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// none is a harm of which everything is known: there is none.
func none() Harm { return Harm{new(0), new(0), new(int64(0)), 0} }

func dead(n int) Harm        { h := none(); h.Deaths = &n; return h }
func hurt(n int) Harm        { h := none(); h.SeriouslyInjured = &n; return h }
func costing(fen int64) Harm { h := none(); h.DirectLossFen = &fen; return h }
func because(r []Reason) (s []string) {
	for _, r := range r {
		s = append(s, r.String())
	}
	return s
}

func TestEachLimbAloneGradesAtAndAroundEachFigure(t *testing.T) {
	for _, c := range []struct {
		name  string
		harm  Harm
		grade Grade
		why   string
	}{
		{"deaths 0 of §1.5.4: below general", dead(0), BelowGeneral, ""},
		{"deaths 1 of §1.5.4: general", dead(1), General, "deaths 1 ≥ 1, §1.5.4"},
		{"deaths 2 of §1.5.4: general", dead(2), General, "deaths 2 ≥ 1, §1.5.4"},
		{"deaths 3 of §1.5.3: larger", dead(3), Larger, "deaths 3 ≥ 3, §1.5.3"},
		{"deaths 4 of §1.5.3: larger", dead(4), Larger, "deaths 4 ≥ 3, §1.5.3"},
		{"deaths 9 of §1.5.3: larger", dead(9), Larger, "deaths 9 ≥ 3, §1.5.3"},
		{"deaths 10 of §1.5.2: major", dead(10), Major, "deaths 10 ≥ 10, §1.5.2"},
		{"deaths 11 of §1.5.2: major", dead(11), Major, "deaths 11 ≥ 10, §1.5.2"},
		{"deaths 29 of §1.5.2: major", dead(29), Major, "deaths 29 ≥ 10, §1.5.2"},
		{"deaths 30 of §1.5.1: extraordinary", dead(30), Extraordinary, "deaths 30 ≥ 30, §1.5.1"},
		{"deaths 31 of §1.5.1: extraordinary", dead(31), Extraordinary, "deaths 31 ≥ 30, §1.5.1"},

		{"injured 0 of §1.5.4: below general", hurt(0), BelowGeneral, ""},
		{"injured 1 of §1.5.4: general", hurt(1), General, "seriously injured 1 ≥ 1, §1.5.4"},
		{"injured 9 of §1.5.4: general", hurt(9), General, "seriously injured 9 ≥ 1, §1.5.4"},
		{"injured 10 of §1.5.3: larger", hurt(10), Larger, "seriously injured 10 ≥ 10, §1.5.3"},
		{"injured 11 of §1.5.3: larger", hurt(11), Larger, "seriously injured 11 ≥ 10, §1.5.3"},
		{"injured 49 of §1.5.3: larger", hurt(49), Larger, "seriously injured 49 ≥ 10, §1.5.3"},
		{"injured 50 of §1.5.2: major", hurt(50), Major, "seriously injured 50 ≥ 50, §1.5.2"},
		{"injured 51 of §1.5.2: major", hurt(51), Major, "seriously injured 51 ≥ 50, §1.5.2"},
		{"injured 99 of §1.5.2: major", hurt(99), Major, "seriously injured 99 ≥ 50, §1.5.2"},
		{"injured 100 of §1.5.1: extraordinary", hurt(100), Extraordinary, "seriously injured 100 ≥ 100, §1.5.1"},
		{"injured 101 of §1.5.1: extraordinary", hurt(101), Extraordinary, "seriously injured 101 ≥ 100, §1.5.1"},

		{"loss 0 CNY of §1.5.4: below general", costing(0), BelowGeneral, ""},
		{"loss 0.01 CNY of §1.5.4: general", costing(1), General, "direct loss in fen 1 ≥ 1, §1.5.4"},
		{
			"loss 9,999,999.99 CNY of §1.5.4: general", costing(9_999_999_99), General,
			"direct loss in fen 999999999 ≥ 1, §1.5.4",
		},
		{
			"loss 10,000,000 CNY of §1.5.3: larger", costing(10_000_000_00), Larger,
			"direct loss in fen 1000000000 ≥ 1000000000, §1.5.3",
		},
		{
			"loss 10,000,000.01 CNY of §1.5.3: larger", costing(10_000_000_01), Larger,
			"direct loss in fen 1000000001 ≥ 1000000000, §1.5.3",
		},
		{
			"loss 49,999,999.99 CNY of §1.5.3: larger", costing(49_999_999_99), Larger,
			"direct loss in fen 4999999999 ≥ 1000000000, §1.5.3",
		},
		{
			"loss 50,000,000 CNY of §1.5.2: major", costing(50_000_000_00), Major,
			"direct loss in fen 5000000000 ≥ 5000000000, §1.5.2",
		},
		{
			"loss 50,000,000.01 CNY of §1.5.2: major", costing(50_000_000_01), Major,
			"direct loss in fen 5000000001 ≥ 5000000000, §1.5.2",
		},
		{
			"loss 99,999,999.99 CNY of §1.5.2: major", costing(99_999_999_99), Major,
			"direct loss in fen 9999999999 ≥ 5000000000, §1.5.2",
		},
		{
			"loss 100,000,000 CNY of §1.5.1: extraordinary", costing(100_000_000_00), Extraordinary,
			"direct loss in fen 10000000000 ≥ 10000000000, §1.5.1",
		},
		{
			"loss 100,000,000.01 CNY of §1.5.1: extraordinary", costing(100_000_000_01), Extraordinary,
			"direct loss in fen 10000000001 ≥ 10000000000, §1.5.1",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Assess(c.harm)
			var why []string
			if c.why != "" {
				why = []string{c.why}
			}
			if got.Grade != c.grade || !slices.Equal(because(got.Reasons), why) || got.Open != nil {
				t.Errorf("%s, %v, open %q; want %s, %q", got.Grade, got.Reasons, got.Open, c.grade, why)
			}
		})
	}
}

// §1.5 joins the limbs by "or": whatever the others say, the highest counts, and
// each limb that reaches it is a reason.
func TestTheHighestOfSeveralLimbsCounts(t *testing.T) {
	grades := []Grade{BelowGeneral, General, Larger, Major, Extraordinary}
	people, hurt, fen := []int{0, 2, 3, 10, 30}, []int{0, 9, 10, 50, 100}, []int64{0, 1, 10_000_000_00, 50_000_000_00, 100_000_000_00}
	articles := []string{"", "§1.5.4", "§1.5.3", "§1.5.2", "§1.5.1"}
	for d := range grades {
		for i := range grades {
			for l := range grades {
				got := Assess(Harm{&people[d], &hurt[i], &fen[l], 0})
				top, reasons := max(d, i, l), 0
				for _, limb := range []int{d, i, l} {
					if limb == top && top > 0 {
						reasons++
					}
				}
				if got.Grade != grades[top] || len(got.Reasons) != reasons {
					t.Errorf("%s, %s and %s give %s for %v", grades[d], grades[i], grades[l], got.Grade, got.Reasons)
				}
				for _, r := range got.Reasons {
					if r.Article != articles[top] {
						t.Errorf("%s is explained by %v", got.Grade, r)
					}
				}
			}
		}
	}
	got := because(Assess(Harm{new(4), new(12), new(int64(1)), 0}).Reasons)
	if want := []string{"deaths 4 ≥ 3, §1.5.3", "seriously injured 12 ≥ 10, §1.5.3"}; !slices.Equal(got, want) {
		t.Errorf("two limbs of one grade give %q, want %q", got, want)
	}
}

func TestAnUnknownLimbLeavesTheGradeUndeterminedBelowLarger(t *testing.T) {
	const d, i, l = "deaths", "seriously injured", "direct loss in fen"
	unknown := func(name string) string { return name + " unknown, §5.1.2" }
	for _, c := range []struct {
		name  string
		harm  Harm
		grade Grade
		open  []string
		why   []string
	}{
		{
			"nothing is known: undetermined of §5.1.2", Harm{}, Undetermined,
			[]string{d, i, l}, []string{unknown(d), unknown(i), unknown(l)},
		},
		{
			"only the loss is unknown, no harm else: undetermined of §5.1.2", Harm{new(0), new(0), nil, 0}, Undetermined,
			[]string{l}, []string{unknown(l)},
		},
		{
			"deaths are unknown, 9 injured: undetermined of §5.1.2", Harm{nil, new(9), new(int64(0)), 0}, Undetermined,
			[]string{d}, []string{"seriously injured 9 ≥ 1, §1.5.4", unknown(d)},
		},
		{
			"deaths 2, the rest unknown: undetermined of §5.1.2", Harm{new(2), nil, nil, 0}, Undetermined,
			[]string{i, l}, []string{"deaths 2 ≥ 1, §1.5.4", unknown(i), unknown(l)},
		},
		{
			"deaths 3, the rest unknown: at least larger of §1.5.3", Harm{new(3), nil, nil, 0}, Larger,
			[]string{i, l}, []string{"deaths 3 ≥ 3, §1.5.3"},
		},
		{
			"injured 49, deaths unknown: at least larger of §1.5.3", Harm{nil, new(49), new(int64(0)), 0}, Larger,
			[]string{d}, []string{"seriously injured 49 ≥ 10, §1.5.3"},
		},
		{
			"loss 99,999,999.99 CNY, injured unknown: at least major of §1.5.2", Harm{new(0), nil, new(int64(99_999_999_99)), 0}, Major,
			[]string{i}, []string{"direct loss in fen 9999999999 ≥ 5000000000, §1.5.2"},
		},
		{
			"deaths 29, the rest unknown: at least major of §1.5.2", Harm{new(29), nil, nil, 0}, Major,
			[]string{i, l}, []string{"deaths 29 ≥ 10, §1.5.2"},
		},
		{
			"deaths 30, the rest unknown: extraordinary of §1.5.1, nothing can lift it", Harm{new(30), nil, nil, 0}, Extraordinary,
			nil, []string{"deaths 30 ≥ 30, §1.5.1"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Assess(c.harm)
			if got.Grade != c.grade || !slices.Equal(got.Open, c.open) || !slices.Equal(because(got.Reasons), c.why) {
				t.Errorf("%s, open %q, for %q", got.Grade, got.Open, because(got.Reasons))
			}
		})
	}
}

func TestAPersonRaisesAGradeAndNeverLowersIt(t *testing.T) {
	lowestFirst := []Grade{BelowGeneral, General, Undetermined, Larger, Major, Extraordinary} // §1.5; §5.1.2 for the third
	for i, computed := range lowestFirst {
		if computed.Rank() != i {
			t.Errorf("%s has rank %d, want %d", computed, computed.Rank(), i)
		}
		for j, set := range lowestFirst {
			if got, want := Graver(computed, set), lowestFirst[max(i, j)]; got != want {
				t.Errorf("computed %s, set %s: %s, want %s", computed, set, got, want)
			}
		}
		if got := Graver(computed, ""); got != computed {
			t.Errorf("computed %s, none set: %s", computed, got)
		}
	}
	if got := fmt.Sprint(Grades); got != fmt.Sprint(lowestFirst) {
		t.Errorf("the grades are %s", got)
	}
}

// Whoever is trapped or missing may be dead: what they could lift the deaths to counts.
func TestTrappedAndMissingPeopleMayBeDead(t *testing.T) {
	for _, c := range []struct {
		dead, unaccounted int
		grade             Grade
		why               string
		open              bool
	}{
		{0, 0, BelowGeneral, "", false},
		{0, 1, General, "deaths 0 to 1 by trapped or missing people, §1.5.4", false},
		{0, 2, General, "deaths 0 to 2 by trapped or missing people, §1.5.4", false},
		{0, 3, Undetermined, "deaths 0 to 3 by trapped or missing people, §5.1.2", true},
		{0, 13, Undetermined, "deaths 0 to 13 by trapped or missing people, §5.1.2", true},
		{1, 1, General, "deaths 1 ≥ 1, §1.5.4", false},
		{1, 2, Undetermined, "deaths 1 ≥ 1, §1.5.4; deaths 1 to 3 by trapped or missing people, §5.1.2", true},
		{2, 0, General, "deaths 2 ≥ 1, §1.5.4", false},
		{2, 1, Undetermined, "deaths 2 ≥ 1, §1.5.4; deaths 2 to 3 by trapped or missing people, §5.1.2", true},
		{3, 6, Larger, "deaths 3 ≥ 3, §1.5.3", false},
		{3, 7, Larger, "deaths 3 ≥ 3, §1.5.3", true}, // may be major
		{10, 19, Major, "deaths 10 ≥ 10, §1.5.2", false},
		{10, 20, Major, "deaths 10 ≥ 10, §1.5.2", true},
		{30, 100, Extraordinary, "deaths 30 ≥ 30, §1.5.1", false},
	} {
		got := Assess(Harm{&c.dead, new(0), new(int64(0)), c.unaccounted})
		if why := strings.Join(because(got.Reasons), "; "); got.Grade != c.grade || why != c.why || (len(got.Open) > 0) != c.open {
			t.Errorf("%d dead and %d trapped or missing: %s for %s, open %q", c.dead, c.unaccounted, got.Grade, why, got.Open)
		}
	}
	if got := Assess(Harm{nil, new(0), new(int64(0)), 2}); got.Grade != Undetermined || len(got.Open) != 1 {
		t.Errorf("deaths unknown: %+v", got)
	}
}
