package profile

import (
	"errors"
	"strings"
	"testing"
)

const (
	someKinds = `kinds:
  - {code: FIRE, name: 火灾, nameEn: Fire, gbt35561: ""}
  - {code: LEAK, name: 泄漏, nameEn: Leak, gbt35561: ""}
`
	rescue  = `{code: RESCUE, name: 救援组, nameEn: Rescue, article: §2.1, leads: [TRADE, "@LINE_BUREAU"], members: ["@TOWNSHIP", "@UNIT"], duties: 救援}`
	medical = `{code: MEDICAL, name: 医疗组, nameEn: Medical, article: §2.2, leads: ["@TOWNSHIP"], members: [TRADE], duties: 救治}`
	watch   = `{level: III, article: §5.3.1(1), text: 密切关注事态发展, textEn: Watch how it develops, group: "", dueMinutes: 0}`
)

// TestEveryProblemOfAPlanIsReported spoils a good plan in one way each and wants
// the line and the field of it, and what would be right.
func TestEveryProblemOfAPlanIsReported(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"no name":                        {"海星县事故应急预案", `""`, `plan.yaml:3: name: is ""; a Chinese name`},
		"no English name":                {"Haixing Accident Plan", `""`, `plan.yaml:4: nameEn: is ""; an English name`},
		"no number":                      {"海政发〔2025〕7号", `""`, "plan.yaml:5: number: is empty; a text is needed"},
		"no grace for reports":           {"reportMinutes: 10", "reportMinutes: 0", "plan.yaml:6: grace.reportMinutes: is 0; 1 to 120 minutes are needed"},
		"too long a grace for reports":   {"reportMinutes: 10", "reportMinutes: 121", "plan.yaml:6: grace.reportMinutes: is 121; 1 to 120 minutes are needed"},
		"a grace below nothing":          {"reportMinutes: 10", "reportMinutes: -1", "plan.yaml:6: grace.reportMinutes: is -1; 1 to 120"},
		"no grace for follow-ups":        {"followUpMinutes: 15", "followUpMinutes: 0", "plan.yaml:6: grace.followUpMinutes: is 0; 1 to 120"},
		"too long a grace for follow-up": {"followUpMinutes: 15", "followUpMinutes: 121", "plan.yaml:6: grace.followUpMinutes: is 121; 1 to 120"},
		"no grace for foreign affairs":   {"foreignAffairsMinutes: 30", "foreignAffairsMinutes: 0", "plan.yaml:6: grace.foreignAffairsMinutes: is 0; 1 to 120"},
		"too long for foreign affairs":   {"foreignAffairsMinutes: 30", "foreignAffairsMinutes: 121", "plan.yaml:6: grace.foreignAffairsMinutes: is 121; 1 to 120"},
		"a grace left out":               {", followUpMinutes: 15", "", "grace.followUpMinutes: is 0; 1 to 120"},
		"never due soon":                 {"dueSoonMinutes: 10", "dueSoonMinutes: 0", "plan.yaml:7: dueSoonMinutes: is 0; 1 to 120"},
		"due soon too early":             {"dueSoonMinutes: 10", "dueSoonMinutes: 121", "plan.yaml:7: dueSoonMinutes: is 121; 1 to 120"},
		"an unknown field":               {"dueSoonMinutes: 10", "dueSoonMinutes: 10\nlateMinutes: 1", "plan.yaml:8: lateMinutes: unknown field; known here are name"},

		"no kinds":                {someKinds, "kinds: []\n", "plan.yaml:9: kinds: are none; at least one is needed"},
		"a kind without a code":   {"code: LEAK", `code: ""`, "plan.yaml:11: kinds[1].code: is empty; a code is needed"},
		"a kind twice":            {"code: LEAK", "code: FIRE", `plan.yaml:11: kinds[1].code: is "FIRE", which stands above already`},
		"a kind in small letters": {"code: LEAK", "code: leak", `plan.yaml:11: kinds[1].code: is "leak"; up to 16 capitals and _ are needed`},
		"a kind with a digit":     {"code: LEAK", "code: LEAK2", `plan.yaml:11: kinds[1].code: is "LEAK2"; up to 16 capitals`},
		"too long a kind":         {"code: LEAK", "code: LEAKAGE_OF_A_TANK", `kinds[1].code: is "LEAKAGE_OF_A_TANK"; up to 16 capitals`},
		"a kind without a name":   {"name: 泄漏", `name: ""`, `plan.yaml:11: kinds[1].name: is ""; a Chinese name`},
		"a kind, no English name": {"nameEn: Leak", `nameEn: ""`, `plan.yaml:11: kinds[1].nameEn: is ""; an English name`},

		"no groups":                  {"groups:\n  - " + rescue + "\n  - " + medical, "groups: []", "plan.yaml:13: groups: are none; at least one is needed"},
		"a group without a code":     {"code: MEDICAL", `code: ""`, "plan.yaml:15: groups[1].code: is empty; a code is needed"},
		"a group twice":              {"code: MEDICAL", "code: RESCUE", `plan.yaml:15: groups[1].code: is "RESCUE", which stands above already`},
		"a group without a name":     {"name: 医疗组", `name: ""`, `plan.yaml:15: groups[1].name: is ""; a Chinese name`},
		"a group, no English name":   {"nameEn: Medical", `nameEn: ""`, `plan.yaml:15: groups[1].nameEn: is ""; an English name`},
		"a group without an article": {"article: §2.2", `article: ""`, "plan.yaml:15: groups[1].article: is empty; a text is needed"},
		"a group that nobody leads":  {`leads: ["@TOWNSHIP"]`, "leads: []", "plan.yaml:15: groups[1].leads: is empty; a lead unit is needed"},
		"a lead that is none":        {`leads: ["@TOWNSHIP"]`, "leads: [NOBODY]", `plan.yaml:15: groups[1].leads[0]: is "NOBODY"; the code of an organisation or one of [@LINE_BUREAU @TOWNSHIP @UNIT] is needed`},
		"a second lead that is none": {`leads: [TRADE, "@LINE_BUREAU"]`, `leads: [TRADE, "@BUREAU"]`, `plan.yaml:14: groups[0].leads[1]: is "@BUREAU"; the code of an organisation`},
		"a member that is none":      {"members: [TRADE]", "members: [TRADE, NOBODY]", `plan.yaml:15: groups[1].members[1]: is "NOBODY"; the code of an organisation`},

		"a measure of no article":      {"article: §5.3.2(2)", `article: ""`, "plan.yaml:20: measures[2].article: is empty; a code is needed"},
		"a measure twice":              {"article: §5.3.2(2)", "article: §5.3.2(1)", `plan.yaml:20: measures[2].article: is "§5.3.2(1)", which stands above already`},
		"a measure without a text":     {"text: 救治伤员", `text: ""`, "plan.yaml:20: measures[2].text: is empty; a text is needed"},
		"a measure, no English text":   {"textEn: Treat the injured", `textEn: ""`, "plan.yaml:20: measures[2].textEn: is empty; a text is needed"},
		"a level that is none":         {"{level: II, article: §5.3.2(2)", "{level: IV, article: §5.3.2(2)", `plan.yaml:20: measures[2].level: is "IV"; one of [III II I] is needed`},
		"a measure of an unknown team": {"group: MEDICAL", "group: DIVERS", `plan.yaml:20: measures[2].group: is "DIVERS"; the code of a group above is needed`},
		"due before it is ordered":     {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: -1", "plan.yaml:20: measures[2].dueMinutes: is -1; 0 to 1440 are needed"},
		"due after more than a day":    {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 1441", "plan.yaml:20: measures[2].dueMinutes: is 1441; 0 to 1440 are needed"},
		"a level without a measure":    {"  - " + watch + "\n", "", "plan.yaml:18: measures: has none of level III; one at least is needed"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(spoilt(t, planFile, c.old, c.new))
			var problems Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("reported:\n%v\nwanted: %s", err, c.want)
			}
		})
	}
}

func TestAPlanAtItsBoundsIsGood(t *testing.T) {
	for _, c := range []struct{ old, new string }{
		{"reportMinutes: 10", "reportMinutes: 1"}, {"reportMinutes: 10", "reportMinutes: 120"},
		{"followUpMinutes: 15", "followUpMinutes: 120"}, {"foreignAffairsMinutes: 30", "foreignAffairsMinutes: 1"},
		{"dueSoonMinutes: 10", "dueSoonMinutes: 120"}, {"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 1440"},
		{"group: MEDICAL, dueMinutes: 30", "group: MEDICAL, dueMinutes: 0"}, {"code: LEAK", "code: ABCDEFGHIJKLMNO_"},
		{"group: MEDICAL", `group: ""`}, {"members: [TRADE]", "members: []"},
	} {
		if _, err := Load(spoilt(t, planFile, c.old, c.new)); err != nil {
			t.Errorf("%s: %v", c.new, err)
		}
	}
}
