package rule

// Level of a response 响应级别 (§5.3).
type Level string

// The levels, lowest first. LevelNone is no response.
const (
	LevelNone  Level = ""
	LevelThree Level = "III"
	LevelTwo   Level = "II"
	LevelOne   Level = "I"
)

// Levels lists the levels, lowest first.
var Levels = []Level{LevelThree, LevelTwo, LevelOne}

// Values lists the levels for the database.
func (Level) Values() []string { return words(Levels) }

// Rank orders the levels: 0 for none, 3 for Ⅰ.
func (l Level) Rank() int { return rankIn(Levels, l) + 1 }

// Post is a post of the plan that starts and ends responses.
type Post string

// The posts, named as the roles of the hub.
const (
	OfficeDirector  Post = "OFFICE_DIRECTOR"
	DeputyCommander Post = "DEPUTY_COMMANDER"
	Commander       Post = "COMMANDER"
)

// Posts lists the posts.
var Posts = []Post{OfficeDirector, DeputyCommander, Commander}

// Values lists the posts for the database.
func (Post) Values() []string { return words(Posts) }

// Situation is what bears on the level of response.
type Situation struct {
	Grade           Grade
	BeyondTownship  bool // beyond what a township or firm can handle
	AcrossTownships bool
	MayGrow         bool // may grow into a general accident
	BeyondCounty    bool // beyond what headquarters can handle
	AcrossCounties  bool
}

// Proposal is the level that the office proposes, and why.
type Proposal struct {
	Level   Level
	Reasons []Reason
}

// Propose gives the highest level of which any condition holds.
func Propose(s Situation) Proposal {
	conditions := []struct {
		level  Level
		holds  bool
		reason Reason
	}{
		{LevelOne, s.Grade.Rank() >= Larger.Rank(), Reason{"§5.3.3(1)", "a larger accident or above"}},
		{LevelOne, s.BeyondCounty, Reason{"§5.3.3(2)", "beyond what county headquarters can handle"}},
		{LevelOne, s.AcrossCounties, Reason{"§5.3.3(3)", "across county borders"}},
		{LevelTwo, s.Grade == General, Reason{"§5.3.2(1)", "a general accident"}},
		{LevelTwo, s.BeyondTownship, Reason{"§5.3.2(2)", "beyond what a township or firm can handle"}},
		{LevelTwo, s.AcrossTownships, Reason{"§5.3.2(3)", "across townships"}},
		{LevelTwo, s.Grade == Undetermined, Reason{"§5.3.2(3)", "the grade cannot be told yet"}},
		{LevelTwo, s.MayGrow, Reason{"§5.3.2(3)", "may grow into a general accident"}},
		{LevelThree, true, Reason{"§5.3.1(1)", "small, a township or firm can handle it"}},
	}
	var p Proposal
	for _, c := range conditions {
		if c.holds && (p.Level == LevelNone || c.level == p.Level) {
			p.Level, p.Reasons = c.level, append(p.Reasons, c.reason)
		}
	}
	return p
}

// MayStart lists the posts that start a level, with the article that says so.
func MayStart(l Level) ([]Post, string) {
	switch l {
	case LevelThree:
		return []Post{OfficeDirector}, "§5.3.1"
	case LevelTwo:
		return []Post{Commander, DeputyCommander}, "§5.3.2"
	case LevelOne:
		return []Post{Commander}, "§5.3.3"
	}
	return nil, ""
}

// MayAdjust lists the posts that change a level to another: upward those that
// start the new one, downward those that could have started the old one. The
// plan gives adjusting to headquarters or its office (§5.4) and names no post;
// this keeps a grave level from being lowered by who could not have started it.
func MayAdjust(from, to Level) ([]Post, string) {
	posts, article := MayStart(from)
	if to.Rank() > from.Rank() {
		posts, article = MayStart(to)
	}
	return posts, "§5.4, " + article
}

// MayEnd lists the posts that end a response: the one that started it, 谁启动、谁结束.
func MayEnd(startedBy Post) ([]Post, string) { return []Post{startedBy}, "§5.9" }

// MayHandOver lists the posts that pass command to a higher headquarters and take
// it back: the one that started the response, which leads it, and those above it.
func MayHandOver(startedBy Post) ([]Post, string) {
	return Posts[max(rankIn(Posts, startedBy), 0):], "§2.2, §5.3.3(3)"
}

// Below tells whether what runs is below what the plan proposes; where nothing runs
// nothing is.
func Below(runs, proposed Level) bool {
	return runs != LevelNone && runs.Rank() < proposed.Rank()
}

// Condition is one that must hold before a response ends.
type Condition string

// The conditions of §5.9.
const (
	RescueDone        Condition = "RESCUE_DONE"
	SceneControlled   Condition = "SCENE_CONTROLLED"
	EnvironmentWithin Condition = "ENVIRONMENT_WITHIN_STANDARDS"
	DangersGone       Condition = "SECONDARY_DANGERS_GONE"
)

// Conditions lists what the end of a response needs.
var Conditions = []Condition{RescueDone, SceneControlled, EnvironmentWithin, DangersGone}
