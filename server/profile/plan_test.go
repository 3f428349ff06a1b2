package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"commandhub/ent/area"
	"commandhub/ent/organisation"
	"commandhub/ent/product"
	"commandhub/ent/station"
	"commandhub/ent/task"
	"commandhub/ent/workinggroup"
	"commandhub/server/rule"
)

// TestThePlanIsWhole compares the embedded plan with 陵政办发〔2025〕1号: the nine
// groups of §2.3 with their leads, and every measure of §5.3.
func TestThePlanIsWhole(t *testing.T) {
	plan := load(t, "").Plan
	leads := []string{
		"综合组 EMERGENCY", "抢险救援组 EMERGENCY @LINE_BUREAU", "社会稳定组 POLICE", "医学救护组 HEALTH", "应急保障组 REFORM",
		"环境监测组 ENVIRONMENT", "宣传报道组 PUBLICITY", "善后工作组 @TOWNSHIP", "技术组 EMERGENCY",
	}
	members := []int{4, 4, 6, 2, 13, 5, 4, 8, 2}
	if len(plan.Groups) != len(leads) {
		t.Fatalf("%d groups, want %d", len(plan.Groups), len(leads))
	}
	for i, g := range plan.Groups {
		if got := strings.Join(append([]string{g.Name}, g.Leads...), " "); got != leads[i] || len(g.Members) != members[i] || g.Article != fmt.Sprintf("§2.3.%d", i+1) {
			t.Errorf("group %d is %s (%s) with %d members, want %s with %d", i+1, got, g.Article, len(g.Members), leads[i], members[i])
		}
	}
	for level, count := range map[rule.Level]int{rule.LevelThree: 2, rule.LevelTwo: 14, rule.LevelOne: 3} {
		var got, want []string
		for _, m := range plan.Measures {
			if m.Level == string(level) {
				got = append(got, m.Article)
			}
		}
		for n := range count {
			want = append(want, fmt.Sprintf("§5.3.%d(%d)", level.Rank(), n+1))
		}
		if !slices.Equal(got, want) {
			t.Errorf("level %s has %q, want %q", level, got, want)
		}
	}
	for _, k := range plan.Kinds {
		if k.GBT35561 != "" {
			t.Errorf("kind %s has the official code %q, for which the profile cites no source", k.Code, k.GBT35561)
		}
	}
}

func TestMemberUnitsWithoutAShareSeeNothing(t *testing.T) {
	units := 0
	for _, o := range load(t, "").Organisations {
		if o.Kind != "MEMBER_UNIT" {
			continue
		}
		units++
		if len(o.Share) > 0 {
			t.Errorf("%s has the share %q", o.Code, o.Share)
		}
	}
	if units == 0 {
		t.Error("no member unit is named")
	}
}

// TestTextsFitTheEntities holds the longest names and texts of a county, in Chinese,
// against what its rows and incidents keep.
func TestTextsFitTheEntities(t *testing.T) {
	for name, c := range map[string]struct {
		most int
		keep func(string) error
	}{
		"name of an area":           {maxName, area.NameValidator},
		"English name of an area":   {maxNameEn, area.NameEnValidator},
		"name of an organisation":   {maxName, organisation.NameValidator},
		"English organisation":      {maxNameEn, organisation.NameEnValidator},
		"name of a product":         {maxName, product.NameValidator},
		"English name of a product": {maxNameEn, product.NameEnValidator},
		"name of a station":         {maxName, station.NameValidator},
		"English name of a station": {maxNameEn, station.NameEnValidator},
		"address of a station":      {maxAddress, station.AddressValidator},
		"licence of a station":      {maxLicence, station.LicenceValidator},
		"code of a group":           {maxGroupCode, workinggroup.CodeValidator},
		"name of a group":           {maxGroupName, workinggroup.NameValidator},
		"English name of a group":   {maxGroupName, workinggroup.NameEnValidator},
		"article of a group":        {maxArticle, workinggroup.ArticleValidator},
		"duties of a group":         {maxText, workinggroup.DutiesValidator},
		"article of a measure":      {maxArticle, task.ArticleValidator},
		"text of a measure":         {maxText, task.TextValidator},
		"English text of a measure": {maxText, task.TextEnValidator},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.keep(strings.Repeat("救", c.most)); err != nil {
				t.Errorf("%d characters: %v", c.most, err)
			}
			if c.keep(strings.Repeat("救", c.most+1)) == nil {
				t.Errorf("%d characters are kept; the profile refuses them", c.most+1)
			}
		})
	}
}

// TestEveryProblemOfThePlanIsReported spoils the plan of the test's county in one
// way each.
func TestEveryProblemOfThePlanIsReported(t *testing.T) {
	long := strings.Repeat("救", 2001)
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown field":       {"dueSoonMinutes", "dueSoon", "plan.yaml:7: dueSoon: unknown field; known here are name, nameEn, number, grace"},
		"no name":             {"name: 海星县事故应急预案", `name: ""`, `plan.yaml:3: name: is ""; a Chinese name`},
		"no English name":     {"nameEn: Haixing Accident Plan", `nameEn: ""`, `plan.yaml:4: nameEn: is ""; an English name`},
		"no number":           {"海政发〔2025〕7号", `""`, "plan.yaml:5: number: is empty; a text is needed"},
		"no grace":            {"reportMinutes: 10", "reportMinutes: 0", "plan.yaml:6: grace.reportMinutes: is 0; 1 to 30 are needed"},
		"long grace":          {"followUpMinutes: 15", "followUpMinutes: 31", "grace.followUpMinutes: is 31; 1 to 30"},
		"late call":           {"reportMinutes: 10", "reportMinutes: 31", "grace.reportMinutes: is 31; 1 to 30"},
		"late office":         {"foreignAffairsMinutes: 30", "foreignAffairsMinutes: 31", "grace.foreignAffairsMinutes: is 31; 1 to 30"},
		"negative grace":      {"foreignAffairsMinutes: 30", "foreignAffairsMinutes: -1", "grace.foreignAffairsMinutes: is -1; 1 to 30"},
		"minutes in parts":    {"reportMinutes: 10", "reportMinutes: 1.5", `grace.reportMinutes: is "1.5": a whole number is needed`},
		"due soon too early":  {"dueSoonMinutes: 10", "dueSoonMinutes: 121", "plan.yaml:7: dueSoonMinutes: is 121; 1 to 120"},
		"kind twice":          {"code: LEAK", "code: FIRE", `plan.yaml:11: kinds[1].code: is "FIRE", which stands above already`},
		"kind's code":         {"code: LEAK", "code: leak", `kinds[1].code: is "leak"; 1 to 16 capitals and _ are needed`},
		"kind's name":         {"name: 泄漏", `name: ""`, `kinds[1].name: is ""; a Chinese name`},
		"group twice":         {"code: MEDICAL", "code: RESCUE", `plan.yaml:15: groups[1].code: is "RESCUE", which stands above already`},
		"group without code":  {"code: MEDICAL", `code: ""`, "groups[1].code: is empty"},
		"group without name":  {"name: 医疗组", `name: ""`, "groups[1].name: is empty"},
		"no English group":    {"nameEn: Medical", `nameEn: ""`, "groups[1].nameEn: is empty"},
		"long group name":     {"nameEn: Medical", "nameEn: " + strings.Repeat("x", 101), "groups[1].nameEn: has 101 characters; at most 100 are kept"},
		"group's article":     {"article: §2.2", `article: ""`, "groups[1].article: is empty"},
		"no duties":           {"duties: 救治", `duties: ""`, "groups[1].duties: is empty"},
		"no English duties":   {"dutiesEn: Treatment", `dutiesEn: ""`, "groups[1].dutiesEn: is empty"},
		"no lead":             {`leads: ["@TOWNSHIP"]`, "leads: []", "groups[1].leads: is empty; a lead unit is needed"},
		"lead unknown":        {`leads: ["@TOWNSHIP"]`, "leads: [NOBODY]", `groups[1].leads[0]: is "NOBODY"; the code of an organisation or one of @LINE_BUREAU, @TOWNSHIP, @UNIT is needed`},
		"place unknown":       {`leads: ["@TOWNSHIP"]`, `leads: ["@VILLAGE"]`, `groups[1].leads[0]: is "@VILLAGE"`},
		"member unknown":      {"members: [TRADE]", "members: [TRADE, NOBODY]", `groups[1].members[1]: is "NOBODY"`},
		"level unknown":       {"level: I,", "level: IV,", `plan.yaml:21: measures[3].level: is "IV"; one of III, II, I is needed`},
		"no measure of Ⅰ":     {"level: I,", "level: II,", "measures: has none of level I; one at least is needed"},
		"measure twice":       {"§5.3.2(2)", "§5.3.2(1)", `plan.yaml:20: measures[2].article: is "§5.3.2(1)", which stands above already`},
		"measure's article":   {"§5.3.2(2)", `""`, "measures[2].article: is empty"},
		"long article":        {"§5.3.2(2)", "§5.3.2(2)-(14)xxx", "measures[2].article: has 17 characters; at most 16"},
		"no text":             {"text: 救治伤员", `text: ""`, "measures[2].text: is empty"},
		"long text":           {"text: 救治伤员", "text: " + long, "measures[2].text: has 2001 characters; at most 2000"},
		"no English text":     {"textEn: Treat the injured", `textEn: " "`, "measures[2].textEn: is empty"},
		"no group":            {"group: MEDICAL", `group: ""`, `measures[2].group: is ""; the code of a group above is needed`},
		"group unknown":       {"group: MEDICAL", "group: PRESS", `measures[2].group: is "PRESS"; the code of a group above is needed`},
		"a group at Ⅲ":        {`group: "", dueMinutes: 0`, "group: RESCUE, dueMinutes: 0", `measures[0].group: is "RESCUE"; no groups are set up at level III`},
		"due before it began": {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: -1", "measures[2].dueMinutes: is -1; 0 to 1440 are needed"},
		"due after a day":     {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 1441", "measures[2].dueMinutes: is 1441; 0 to 1440 are needed"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(spoilt(t, "plan.yaml", c.old, c.new))
			var problems Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("reported:\n%v\nwanted: %s", err, c.want)
			}
		})
	}
}

// TestAPlanMaySayTheMost takes the last value on each side that is right.
func TestAPlanMaySayTheMost(t *testing.T) {
	for name, c := range map[string]struct{ old, new string }{
		"shortest grace":   {"reportMinutes: 10", "reportMinutes: 1"},
		"longest grace":    {"reportMinutes: 10", "reportMinutes: 30"},
		"soonest due soon": {"dueSoonMinutes: 10", "dueSoonMinutes: 120"},
		"due after a day":  {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 1440"},
		"no time":          {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 0"},
		"longest text":     {"text: 救治伤员", "text: " + strings.Repeat("救", 2000)},
		"an official code": {`name: 泄漏, nameEn: Leak, gbt35561: ""`, `name: 泄漏, nameEn: Leak, gbt35561: "X"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Load(spoilt(t, "plan.yaml", c.old, c.new)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestACountyNeedsAPlan(t *testing.T) {
	files := spoilt(t, "plan.yaml", "海星县", "海星")
	delete(files, "plan.yaml")
	if _, err := Load(files); err == nil || !strings.Contains(err.Error(), "plan.yaml") {
		t.Errorf("error %v does not name plan.yaml", err)
	}
}
