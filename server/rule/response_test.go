package rule

import (
	"slices"
	"testing"
)

func TestEachConditionAloneProposesItsLevel(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Situation
		want Level
		why  string
	}{
		{"small, §5.3.1(1)", Situation{Grade: BelowGeneral}, LevelThree, "small, a township or firm can handle it, §5.3.1(1)"},
		{"general, §5.3.2(1)", Situation{Grade: General}, LevelTwo, "a general accident, §5.3.2(1)"},
		{"beyond a township, §5.3.2(2)", Situation{Grade: BelowGeneral, BeyondTownship: true}, LevelTwo, "beyond what a township or firm can handle, §5.3.2(2)"},
		{"across townships, §5.3.2(3)", Situation{Grade: BelowGeneral, AcrossTownships: true}, LevelTwo, "across townships, §5.3.2(3)"},
		{"undetermined, §5.3.2(3)", Situation{Grade: Undetermined}, LevelTwo, "the grade cannot be told yet, §5.3.2(3)"},
		{"may grow, §5.3.2(3)", Situation{Grade: BelowGeneral, MayGrow: true}, LevelTwo, "may grow into a general accident, §5.3.2(3)"},
		{"larger, §5.3.3(1)", Situation{Grade: Larger}, LevelOne, "a larger accident or above, §5.3.3(1)"},
		{"major, §5.3.3(1)", Situation{Grade: Major}, LevelOne, "a larger accident or above, §5.3.3(1)"},
		{"extraordinary, §5.3.3(1)", Situation{Grade: Extraordinary}, LevelOne, "a larger accident or above, §5.3.3(1)"},
		{"beyond the county's headquarters, §5.3.3(2)", Situation{Grade: BelowGeneral, BeyondCounty: true}, LevelOne, "beyond what county headquarters can handle, §5.3.3(2)"},
		{"across county borders, §5.3.3(3)", Situation{Grade: BelowGeneral, AcrossCounties: true}, LevelOne, "across county borders, §5.3.3(3)"},
	} {
		if got := Propose(c.s); got.Level != c.want || reasons(got.Reasons) != c.why {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// situations are all that there are.
func situations(yield func(Situation) bool) {
	for _, g := range Grades {
		for bits := range 32 {
			is := func(n int) bool { return bits>>n&1 == 1 }
			if !yield(Situation{g, is(0), is(1), is(2), is(3), is(4)}) {
				return
			}
		}
	}
}

func TestTheHighestLevelOfWhichAnyConditionHoldsIsProposedWithAllItsReasons(t *testing.T) {
	count := func(holds ...bool) (n int) {
		for _, h := range holds {
			if h {
				n++
			}
		}
		return n
	}
	for s := range situations {
		one := count(slices.Contains([]Grade{Larger, Major, Extraordinary}, s.Grade), s.BeyondCounty, s.AcrossCounties)
		two := count(s.Grade == General, s.BeyondTownship, s.AcrossTownships, s.Grade == Undetermined, s.MayGrow)
		want, why, chapter := LevelThree, 1, "§5.3.1"
		switch {
		case one > 0:
			want, why, chapter = LevelOne, one, "§5.3.3"
		case two > 0:
			want, why, chapter = LevelTwo, two, "§5.3.2"
		}
		got := Propose(s)
		if got.Level != want || len(got.Reasons) != why {
			t.Errorf("%+v: %+v, want %s for %d reasons", s, got, want, why)
		}
		for _, r := range got.Reasons {
			if r.Article[:len(chapter)] != chapter {
				t.Errorf("%+v: the level %s is not reasoned by %s", s, got.Level, r)
			}
		}
	}
}

func TestAGraverGradeOrAnotherConditionNeverProposesLess(t *testing.T) {
	for s := range situations {
		level := Propose(s).Level.Rank()
		for _, graver := range Grades[s.Grade.Rank():] {
			more := s
			more.Grade = graver
			if Propose(more).Level.Rank() < level {
				t.Errorf("%+v proposes more than with %s", s, graver)
			}
		}
		for _, more := range []Situation{
			{s.Grade, true, s.AcrossTownships, s.MayGrow, s.BeyondCounty, s.AcrossCounties},
			{s.Grade, s.BeyondTownship, true, s.MayGrow, s.BeyondCounty, s.AcrossCounties},
			{s.Grade, s.BeyondTownship, s.AcrossTownships, true, s.BeyondCounty, s.AcrossCounties},
			{s.Grade, s.BeyondTownship, s.AcrossTownships, s.MayGrow, true, s.AcrossCounties},
			{s.Grade, s.BeyondTownship, s.AcrossTownships, s.MayGrow, s.BeyondCounty, true},
		} {
			if Propose(more).Level.Rank() < level {
				t.Errorf("%+v proposes more than %+v", s, more)
			}
		}
	}
}

func TestThePostsThatStartAdjustAndEndAResponse(t *testing.T) {
	three, two, one := []Post{OfficeDirector}, []Post{Commander, DeputyCommander}, []Post{Commander}
	for _, c := range []struct {
		name    string
		of      func() ([]Post, string)
		posts   []Post
		article string
	}{
		{"start Ⅲ", func() ([]Post, string) { return MayStart(LevelThree) }, three, "§5.3.1"},
		{"start Ⅱ", func() ([]Post, string) { return MayStart(LevelTwo) }, two, "§5.3.2"},
		{"start Ⅰ", func() ([]Post, string) { return MayStart(LevelOne) }, one, "§5.3.3"},
		{"start nothing", func() ([]Post, string) { return MayStart(LevelNone) }, nil, ""},
		{"start what is no level", func() ([]Post, string) { return MayStart("IV") }, nil, ""},
		{"raise Ⅲ to Ⅱ", func() ([]Post, string) { return MayAdjust(LevelThree, LevelTwo) }, two, "§5.4, §5.3.2"},
		{"raise Ⅲ to Ⅰ", func() ([]Post, string) { return MayAdjust(LevelThree, LevelOne) }, one, "§5.4, §5.3.3"},
		{"raise Ⅱ to Ⅰ", func() ([]Post, string) { return MayAdjust(LevelTwo, LevelOne) }, one, "§5.4, §5.3.3"},
		{"lower Ⅰ to Ⅱ", func() ([]Post, string) { return MayAdjust(LevelOne, LevelTwo) }, one, "§5.4, §5.3.3"},
		{"lower Ⅰ to Ⅲ", func() ([]Post, string) { return MayAdjust(LevelOne, LevelThree) }, one, "§5.4, §5.3.3"},
		{"lower Ⅱ to Ⅲ", func() ([]Post, string) { return MayAdjust(LevelTwo, LevelThree) }, two, "§5.4, §5.3.2"},
		{"the office director ends what it started", func() ([]Post, string) { return MayEnd(OfficeDirector) }, []Post{OfficeDirector}, "§5.9"},
		{"the deputy ends what it started", func() ([]Post, string) { return MayEnd(DeputyCommander) }, []Post{DeputyCommander}, "§5.9"},
		{"the commander ends what it started", func() ([]Post, string) { return MayEnd(Commander) }, []Post{Commander}, "§5.9"},
	} {
		posts, article := c.of()
		if !slices.Equal(posts, c.posts) || article != c.article {
			t.Errorf("%s: %v by %q", c.name, posts, article)
		}
	}
}

func TestAResponseEndsOnTheFourConditionsOfThePlan(t *testing.T) { // §5.9
	want := []Condition{"RESCUE_DONE", "SCENE_CONTROLLED", "ENVIRONMENT_WITHIN_STANDARDS", "SECONDARY_DANGERS_GONE"}
	if !slices.Equal(Conditions, want) {
		t.Errorf("the conditions are %v", Conditions)
	}
}

func TestLevelsRankFromNoneToOne(t *testing.T) {
	for i, l := range []Level{LevelNone, LevelThree, LevelTwo, LevelOne} {
		if l.Rank() != i {
			t.Errorf("level %q ranks %d, want %d", l, l.Rank(), i)
		}
	}
}
