package profile

// Plan is the county's accident plan, as far as it is data: who does what. Its
// numbers are the same everywhere and stand in the rules.
type Plan struct {
	Name   string `yaml:"name"`
	NameEn string `yaml:"nameEn"`
	Number string `yaml:"number"` // as the plan was issued
	// Grace is the county's own reading of 'at once', where the plan gives no
	// minutes.
	Grace Grace `yaml:"grace"`
	// DueSoonMinutes is how long before its end a clock is due soon.
	DueSoonMinutes int            `yaml:"dueSoonMinutes"`
	Groups         []Group        `yaml:"groups"`
	Measures       []Measure      `yaml:"measures"`
	Kinds          []AccidentKind `yaml:"kinds"`
	Notices        Notices        `yaml:"notices"`
}

// Notices are the texts that units are sent of a response, in the county's language:
// templates that may name {{.Number}}, {{.Title}}, {{.Place}}, {{.Grade}}, {{.Level}}
// and {{.Time}}.
type Notices struct {
	AnswerWithinMinutes int    `yaml:"answerWithinMinutes"` // the county's own
	Exercise            string `yaml:"exercise"`            // what begins each text in exercise
	Changed             string `yaml:"changed"`             // a response was started or changed
	Ended               string `yaml:"ended"`
	Grades              []Word `yaml:"grades"`
	Levels              []Word `yaml:"levels"`
}

// Word is what the county calls a grade or a level.
type Word struct {
	Code string `yaml:"code"`
	Name string `yaml:"name"`
}

// Grace is minutes.
type Grace struct {
	Report         int `yaml:"reportMinutes"`
	FollowUp       int `yaml:"followUpMinutes"`
	ForeignAffairs int `yaml:"foreignAffairsMinutes"`
}

// Group is a working group of the command post. Its units are codes of
// organisations, or places to fill for each accident: @LINE_BUREAU, @TOWNSHIP,
// @UNIT.
type Group struct {
	Code     string   `yaml:"code"`
	Name     string   `yaml:"name"`
	NameEn   string   `yaml:"nameEn"`
	Article  string   `yaml:"article"`
	Leads    []string `yaml:"leads"`
	Members  []string `yaml:"members"`
	Duties   string   `yaml:"duties"`
	DutiesEn string   `yaml:"dutiesEn"`
}

// Measure is a measure of a response. The plan names no owner and no time: both
// are the profile's proposal.
type Measure struct {
	Level      string `yaml:"level"` // III, II or I
	Article    string `yaml:"article"`
	Text       string `yaml:"text"`
	TextEn     string `yaml:"textEn"`
	Group      string `yaml:"group"` // empty where there are no groups: at Ⅲ
	DueMinutes int    `yaml:"dueMinutes"`
}

// AccidentKind is a kind of accident that the county tells apart.
type AccidentKind struct {
	Code   string `yaml:"code"`
	Name   string `yaml:"name"`
	NameEn string `yaml:"nameEn"`
	// GBT35561 is the national code, empty where the county has not filled it in.
	GBT35561 string `yaml:"gbt35561"`
}

// placesToFill are the units of a group that only an accident knows.
var placesToFill = []string{"@LINE_BUREAU", "@TOWNSHIP", "@UNIT"}
