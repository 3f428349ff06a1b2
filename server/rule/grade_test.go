package rule

import (
	"slices"
	"strings"
	"testing"
)

// harmOf is what is known in a case; below zero is unknown.
func harmOf(deaths, injured int, loss int64) Harm {
	var h Harm
	if deaths >= 0 {
		h.Deaths = &deaths
	}
	if injured >= 0 {
		h.SeriouslyInjured = &injured
	}
	if loss >= 0 {
		h.DirectLossFen = &loss
	}
	return h
}

func TestEachLimbAloneGradesAtItsFigures(t *testing.T) {
	for _, c := range []struct {
		name            string
		deaths, injured int
		loss            int64
		want            Grade
		why             string // the one reason; empty for none
	}{
		{"no harm is no accident of §1.5", 0, 0, 0, BelowGeneral, ""},

		{"deaths 1 of §1.5.4: general", 1, 0, 0, General, "deaths 1 ≥ 1, §1.5.4"},
		{"deaths 2 of §1.5.4: general", 2, 0, 0, General, "deaths 2 ≥ 1, §1.5.4"},
		{"deaths 3 of §1.5.3: larger", 3, 0, 0, Larger, "deaths 3 ≥ 3, §1.5.3"},
		{"deaths 4 of §1.5.3: larger", 4, 0, 0, Larger, "deaths 4 ≥ 3, §1.5.3"},
		{"deaths 9 of §1.5.3: larger", 9, 0, 0, Larger, "deaths 9 ≥ 3, §1.5.3"},
		{"deaths 10 of §1.5.2: major", 10, 0, 0, Major, "deaths 10 ≥ 10, §1.5.2"},
		{"deaths 11 of §1.5.2: major", 11, 0, 0, Major, "deaths 11 ≥ 10, §1.5.2"},
		{"deaths 29 of §1.5.2: major", 29, 0, 0, Major, "deaths 29 ≥ 10, §1.5.2"},
		{"deaths 30 of §1.5.1: extraordinary", 30, 0, 0, Extraordinary, "deaths 30 ≥ 30, §1.5.1"},
		{"deaths 31 of §1.5.1: extraordinary", 31, 0, 0, Extraordinary, "deaths 31 ≥ 30, §1.5.1"},
		{"deaths 1,000,000 of §1.5.1: extraordinary", 1_000_000, 0, 0, Extraordinary, "deaths 1000000 ≥ 30, §1.5.1"},

		{"seriously injured 1 of §1.5.4: general", 0, 1, 0, General, "seriously injured 1 ≥ 1, §1.5.4"},
		{"seriously injured 9 of §1.5.4: general", 0, 9, 0, General, "seriously injured 9 ≥ 1, §1.5.4"},
		{"seriously injured 10 of §1.5.3: larger", 0, 10, 0, Larger, "seriously injured 10 ≥ 10, §1.5.3"},
		{"seriously injured 11 of §1.5.3: larger", 0, 11, 0, Larger, "seriously injured 11 ≥ 10, §1.5.3"},
		{"seriously injured 49 of §1.5.3: larger", 0, 49, 0, Larger, "seriously injured 49 ≥ 10, §1.5.3"},
		{"seriously injured 50 of §1.5.2: major", 0, 50, 0, Major, "seriously injured 50 ≥ 50, §1.5.2"},
		{"seriously injured 51 of §1.5.2: major", 0, 51, 0, Major, "seriously injured 51 ≥ 50, §1.5.2"},
		{"seriously injured 99 of §1.5.2: major", 0, 99, 0, Major, "seriously injured 99 ≥ 50, §1.5.2"},
		{"seriously injured 100 of §1.5.1: extraordinary", 0, 100, 0, Extraordinary, "seriously injured 100 ≥ 100, §1.5.1"},
		{"seriously injured 101 of §1.5.1: extraordinary", 0, 101, 0, Extraordinary, "seriously injured 101 ≥ 100, §1.5.1"},

		{"loss 0.01 CNY of §1.5.4: general", 0, 0, 1, General, "direct loss in fen 1 ≥ 1, §1.5.4"},
		{"loss 9,999,999.99 CNY of §1.5.4: general", 0, 0, 999_999_999, General, "direct loss in fen 999999999 ≥ 1, §1.5.4"},
		{"loss 10,000,000 CNY of §1.5.3: larger", 0, 0, 1_000_000_000, Larger, "direct loss in fen 1000000000 ≥ 1000000000, §1.5.3"},
		{"loss 10,000,000.01 CNY of §1.5.3: larger", 0, 0, 1_000_000_001, Larger, "direct loss in fen 1000000001 ≥ 1000000000, §1.5.3"},
		{"loss 49,999,999.99 CNY of §1.5.3: larger", 0, 0, 4_999_999_999, Larger, "direct loss in fen 4999999999 ≥ 1000000000, §1.5.3"},
		{"loss 50,000,000 CNY of §1.5.2: major", 0, 0, 5_000_000_000, Major, "direct loss in fen 5000000000 ≥ 5000000000, §1.5.2"},
		{"loss 50,000,000.01 CNY of §1.5.2: major", 0, 0, 5_000_000_001, Major, "direct loss in fen 5000000001 ≥ 5000000000, §1.5.2"},
		{"loss 99,999,999.99 CNY of §1.5.2: major", 0, 0, 9_999_999_999, Major, "direct loss in fen 9999999999 ≥ 5000000000, §1.5.2"},
		{"loss 100,000,000 CNY of §1.5.1: extraordinary", 0, 0, 10_000_000_000, Extraordinary, "direct loss in fen 10000000000 ≥ 10000000000, §1.5.1"},
		{"loss 100,000,000.01 CNY of §1.5.1: extraordinary", 0, 0, 10_000_000_001, Extraordinary, "direct loss in fen 10000000001 ≥ 10000000000, §1.5.1"},
	} {
		got := Assess(harmOf(c.deaths, c.injured, c.loss))
		if got.Grade != c.want || reasons(got.Reasons) != c.why || len(got.Open) != 0 {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// reasons as one text.
func reasons(all []Reason) string {
	var out []string
	for _, r := range all {
		out = append(out, r.String())
	}
	return strings.Join(out, "; ")
}

func TestTheHighestOfSeveralLimbsGrades(t *testing.T) {
	for _, c := range []struct {
		name            string
		deaths, injured int
		loss            int64
		want            Grade
		why             string
	}{
		{"the last limb is the gravest", 2, 9, 1_000_000_000, Larger, "direct loss in fen 1000000000 ≥ 1000000000, §1.5.3"},
		{"the first limb is the gravest", 10, 10, 1, Major, "deaths 10 ≥ 10, §1.5.2"},
		{"the middle limb is the gravest", 29, 100, 9_999_999_999, Extraordinary, "seriously injured 100 ≥ 100, §1.5.1"},
		{"two limbs of one grade both say why", 3, 49, 1, Larger, "deaths 3 ≥ 3, §1.5.3; seriously injured 49 ≥ 10, §1.5.3"},
		{"three limbs of one grade all say why", 1, 1, 1, General, "deaths 1 ≥ 1, §1.5.4; seriously injured 1 ≥ 1, §1.5.4; direct loss in fen 1 ≥ 1, §1.5.4"},
		{"figures just below are never added up", 2, 9, 999_999_999, General, "deaths 2 ≥ 1, §1.5.4; seriously injured 9 ≥ 1, §1.5.4; direct loss in fen 999999999 ≥ 1, §1.5.4"},
	} {
		if got := Assess(harmOf(c.deaths, c.injured, c.loss)); got.Grade != c.want || reasons(got.Reasons) != c.why {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestAnUnknownLimbLeavesTheGradeUndeterminedBelowLarger(t *testing.T) {
	const d, i, l = "deaths", "seriously injured", "direct loss in fen"
	for _, c := range []struct {
		name            string
		deaths, injured int
		loss            int64
		want            Grade
		why             string
		open            []string
	}{
		{"nothing known, §5.1.2", -1, -1, -1, Undetermined, "deaths unknown, §5.1.2; seriously injured unknown, §5.1.2; direct loss in fen unknown, §5.1.2", []string{d, i, l}},
		{"no death, the rest unknown, §5.1.2", 0, -1, -1, Undetermined, "seriously injured unknown, §5.1.2; direct loss in fen unknown, §5.1.2", []string{i, l}},
		{"no harm but an unknown loss, §5.1.2", 0, 0, -1, Undetermined, "direct loss in fen unknown, §5.1.2", []string{l}},
		{"2 deaths and an unknown loss, §5.1.2", 2, 0, -1, Undetermined, "deaths 2 ≥ 1, §1.5.4; direct loss in fen unknown, §5.1.2", []string{l}},
		{"9 injured and unknown deaths, §5.1.2", -1, 9, 0, Undetermined, "seriously injured 9 ≥ 1, §1.5.4; deaths unknown, §5.1.2", []string{d}},
		{"3 deaths are larger whatever is unknown, §1.5.3", 3, -1, -1, Larger, "deaths 3 ≥ 3, §1.5.3", []string{i, l}},
		{"50 injured are major whatever is unknown, §1.5.2", -1, 50, -1, Major, "seriously injured 50 ≥ 50, §1.5.2", []string{d, l}},
		{"nothing lifts what 30 deaths make, §1.5.1", 30, -1, -1, Extraordinary, "deaths 30 ≥ 30, §1.5.1", nil},
		{"nothing lifts what a loss of 1 亿 makes, §1.5.1", -1, -1, 10_000_000_000, Extraordinary, "direct loss in fen 10000000000 ≥ 10000000000, §1.5.1", nil},
	} {
		got := Assess(harmOf(c.deaths, c.injured, c.loss))
		if got.Grade != c.want || reasons(got.Reasons) != c.why || !slices.Equal(got.Open, c.open) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestTheGraverOfTwoGradesHolds(t *testing.T) {
	order := []Grade{BelowGeneral, General, Undetermined, Larger, Major, Extraordinary}
	if !slices.Equal(Grades, order) {
		t.Fatalf("the grades are ordered %v", Grades)
	}
	for i, a := range order {
		for j, b := range order {
			if got := Graver(a, b); got != order[max(i, j)] {
				t.Errorf("computed %s, set %s: %s", a, b, got)
			}
		}
		if a.Rank() != i {
			t.Errorf("%s has rank %d", a, a.Rank())
		}
		if got := Graver(a, "NONSENSE"); got != a {
			t.Errorf("computed %s, set a word that is no grade: %s", a, got)
		}
	}
}
