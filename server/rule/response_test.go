package rule

import (
	"fmt"
	"slices"
	"testing"
)

func TestEachConditionAloneProposesItsLevel(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     Situation
		level Level
		why   []string
	}{
		{
			"below general of §5.3.1(1): Ⅲ", Situation{Grade: BelowGeneral}, LevelThree,
			[]string{"small, a township or firm can handle it, §5.3.1(1)"},
		},
		{"general of §5.3.2(1): Ⅱ", Situation{Grade: General}, LevelTwo, []string{"a general accident, §5.3.2(1)"}},
		{
			"undetermined of §5.3.2(3): Ⅱ", Situation{Grade: Undetermined}, LevelTwo,
			[]string{"the grade cannot be told yet, §5.3.2(3)"},
		},
		{"larger of §5.3.3(1): Ⅰ", Situation{Grade: Larger}, LevelOne, []string{"a larger accident or above, §5.3.3(1)"}},
		{"major of §5.3.3(1): Ⅰ", Situation{Grade: Major}, LevelOne, []string{"a larger accident or above, §5.3.3(1)"}},
		{
			"extraordinary of §5.3.3(1): Ⅰ", Situation{Grade: Extraordinary}, LevelOne,
			[]string{"a larger accident or above, §5.3.3(1)"},
		},
		{
			"beyond the township of §5.3.2(2): Ⅱ", Situation{Grade: BelowGeneral, BeyondTownship: true}, LevelTwo,
			[]string{"beyond what a township or firm can handle, §5.3.2(2)"},
		},
		{
			"across townships of §5.3.2(3): Ⅱ", Situation{Grade: BelowGeneral, AcrossTownships: true}, LevelTwo,
			[]string{"across townships, §5.3.2(3)"},
		},
		{
			"may grow of §5.3.2(3): Ⅱ", Situation{Grade: BelowGeneral, MayGrow: true}, LevelTwo,
			[]string{"may grow into a general accident, §5.3.2(3)"},
		},
		{
			"beyond the county of §5.3.3(2): Ⅰ", Situation{Grade: BelowGeneral, BeyondCounty: true}, LevelOne,
			[]string{"beyond what county headquarters can handle, §5.3.3(2)"},
		},
		{
			"across counties of §5.3.3(3): Ⅰ", Situation{Grade: BelowGeneral, AcrossCounties: true}, LevelOne,
			[]string{"across county borders, §5.3.3(3)"},
		},
		{
			"two of Ⅱ: both are reasons", Situation{Grade: General, AcrossTownships: true}, LevelTwo,
			[]string{"a general accident, §5.3.2(1)", "across townships, §5.3.2(3)"},
		},
		{
			"one of Ⅰ and all of Ⅱ: only Ⅰ's is a reason",
			Situation{Grade: General, BeyondTownship: true, AcrossTownships: true, MayGrow: true, AcrossCounties: true}, LevelOne,
			[]string{"across county borders, §5.3.3(3)"},
		},
		{
			"all of Ⅰ", Situation{Grade: Major, BeyondCounty: true, AcrossCounties: true}, LevelOne,
			[]string{
				"a larger accident or above, §5.3.3(1)", "beyond what county headquarters can handle, §5.3.3(2)",
				"across county borders, §5.3.3(3)",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Propose(c.s)
			if got.Level != c.level || !slices.Equal(because(got.Reasons), c.why) {
				t.Errorf("%s for %q; want %s for %q", got.Level, because(got.Reasons), c.level, c.why)
			}
		})
	}
}

// conditions are the marks of a situation beside its grade.
var conditions = []func(*Situation) *bool{
	func(s *Situation) *bool { return &s.BeyondTownship },
	func(s *Situation) *bool { return &s.AcrossTownships },
	func(s *Situation) *bool { return &s.MayGrow },
	func(s *Situation) *bool { return &s.BeyondCounty },
	func(s *Situation) *bool { return &s.AcrossCounties },
}

// situation sets the conditions that a number's bits name.
func situation(g Grade, bits int) Situation {
	s := Situation{Grade: g}
	for i, c := range conditions {
		*c(&s) = bits&(1<<i) != 0
	}
	return s
}

// §5.3: "any of the following". So every combination is as high as the highest
// of its parts, and its reasons are those of the parts that reach it.
func TestEveryCombinationProposesTheHighestOfItsParts(t *testing.T) {
	for _, g := range Grades {
		for bits := range 1 << len(conditions) {
			parts := []Proposal{Propose(situation(g, 0))}
			for i := range conditions {
				if bits&(1<<i) != 0 {
					parts = append(parts, Propose(situation(BelowGeneral, 1<<i)))
				}
			}
			var want Proposal
			for _, p := range parts {
				switch {
				case p.Level.Rank() > want.Level.Rank():
					want = p
				case p.Level == want.Level:
					want.Reasons = append(slices.Clone(want.Reasons), p.Reasons...)
				}
			}
			got := Propose(situation(g, bits))
			a, b := because(got.Reasons), because(want.Reasons)
			slices.Sort(a)
			slices.Sort(b)
			if got.Level != want.Level || !slices.Equal(a, b) {
				t.Errorf("%+v: %s for %q, want %s for %q", situation(g, bits), got.Level, a, want.Level, b)
			}
		}
	}
}

func TestAGraverGradeOrOneConditionMoreNeverLowersTheProposal(t *testing.T) {
	for i, g := range Grades {
		for bits := range 1 << len(conditions) {
			level := Propose(situation(g, bits)).Level
			if i > 0 {
				if less := Propose(situation(Grades[i-1], bits)).Level; less.Rank() > level.Rank() {
					t.Errorf("%+v: %s, but %s for %s", situation(g, bits), level, less, Grades[i-1])
				}
			}
			for c := range conditions {
				if more := Propose(situation(g, bits|1<<c)).Level; more.Rank() < level.Rank() {
					t.Errorf("%+v: %s, but %s with condition %d", situation(g, bits), level, more, c)
				}
			}
		}
	}
}

func TestThePlanNamesThePostsThatStartAdjustAndEnd(t *testing.T) {
	director, both, commander := "[OFFICE_DIRECTOR]", "[COMMANDER DEPUTY_COMMANDER]", "[COMMANDER]"
	say := func(posts []Post, article string) string { return fmt.Sprintf("%v %s", posts, article) }
	for _, c := range []struct{ name, got, want string }{
		{"§5.3.1: the director starts Ⅲ", say(MayStart(LevelThree)), director + " §5.3.1"},
		{"§5.3.2: commander or deputy start Ⅱ", say(MayStart(LevelTwo)), both + " §5.3.2"},
		{"§5.3.3: the commander alone starts Ⅰ", say(MayStart(LevelOne)), commander + " §5.3.3"},
		{"nobody starts none", say(MayStart(LevelNone)), "[] "},
		{"nobody starts a level that the plan does not know", say(MayStart("IV")), "[] "},

		{"§5.4: up from Ⅲ to Ⅱ by who starts Ⅱ", say(MayAdjust(LevelThree, LevelTwo)), both + " §5.4, §5.3.2"},
		{"§5.4: up from Ⅲ to Ⅰ by who starts Ⅰ", say(MayAdjust(LevelThree, LevelOne)), commander + " §5.4, §5.3.3"},
		{"§5.4: up from Ⅱ to Ⅰ by who starts Ⅰ", say(MayAdjust(LevelTwo, LevelOne)), commander + " §5.4, §5.3.3"},
		{"§5.4: down from Ⅰ to Ⅱ by who starts Ⅰ", say(MayAdjust(LevelOne, LevelTwo)), commander + " §5.4, §5.3.3"},
		{"§5.4: down from Ⅰ to Ⅲ by who starts Ⅰ", say(MayAdjust(LevelOne, LevelThree)), commander + " §5.4, §5.3.3"},
		{"§5.4: down from Ⅱ to Ⅲ by who starts Ⅱ", say(MayAdjust(LevelTwo, LevelThree)), both + " §5.4, §5.3.2"},
		{"§5.4: from Ⅱ to Ⅱ by who starts Ⅱ", say(MayAdjust(LevelTwo, LevelTwo)), both + " §5.4, §5.3.2"},

		{"§5.9: what the director started the director ends", say(MayEnd(OfficeDirector)), director + " §5.9"},
		{"§5.9: what the deputy started the deputy ends", say(MayEnd(DeputyCommander)), "[DEPUTY_COMMANDER] §5.9"},
		{"§5.9: what the commander started the commander ends", say(MayEnd(Commander)), commander + " §5.9"},

		{"§5.3.3(3): who leads passes command up, and who stands above", say(MayHandOver(DeputyCommander)), "[DEPUTY_COMMANDER COMMANDER] §2.2, §5.3.3(3)"},
		{"what the commander started the commander alone passes up", say(MayHandOver(Commander)), commander + " §2.2, §5.3.3(3)"},
		{"what the director started anybody above passes up", say(MayHandOver(OfficeDirector)), "[OFFICE_DIRECTOR DEPUTY_COMMANDER COMMANDER] §2.2, §5.3.3(3)"},

		{
			"what runs is below what the plan proposes, not what does not run",
			fmt.Sprint(Below(LevelThree, LevelTwo), Below(LevelTwo, LevelOne), Below(LevelTwo, LevelTwo), Below(LevelOne, LevelTwo), Below(LevelNone, LevelOne)),
			"true true false false false",
		},
		{
			"§5.9: four conditions end a response", fmt.Sprint(Conditions),
			"[RESCUE_DONE SCENE_CONTROLLED ENVIRONMENT_WITHIN_STANDARDS SECONDARY_DANGERS_GONE]",
		},
		{
			"§5.3: Ⅰ is the highest", fmt.Sprint(LevelNone.Rank(), LevelThree.Rank(), LevelTwo.Rank(), LevelOne.Rank()),
			"0 1 2 3",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("%s, want %s", c.got, c.want)
			}
		})
	}
}

// Whoever may adjust could have started both levels' graver one (§5.4 with §5.3).
func TestNobodyAdjustsWhoCouldNotStartTheGraverLevel(t *testing.T) {
	for _, from := range Levels {
		for _, to := range Levels {
			graver := from
			if to.Rank() > from.Rank() {
				graver = to
			}
			posts, _ := MayAdjust(from, to)
			starters, _ := MayStart(graver)
			if !slices.Equal(posts, starters) {
				t.Errorf("from %s to %s: %v, want %v", from, to, posts, starters)
			}
		}
	}
}
