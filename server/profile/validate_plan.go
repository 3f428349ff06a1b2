package profile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/server/rule"
)

var kindCode = regexp.MustCompile(`^[A-Z][A-Z_]{0,15}$`)

const (
	mostGraceMinutes = int(rule.LongestGrace / time.Minute)
	mostSoonMinutes  = 120
	mostDueMinutes   = 24 * 60
)

// Longest texts that the entities of an incident keep, in characters.
const maxGroupCode, maxGroupName, maxArticle, maxText = 32, 100, 16, 2000

func (v *validator) checkPlan() {
	if !v.good(planFile) {
		return
	}
	p := v.county.Plan
	v.checkNames(planFile, "", p.Name, p.NameEn)
	v.needText("number", p.Number, maxName)
	for _, minutes := range []struct {
		field   string
		n, most int
	}{
		{"grace.reportMinutes", p.Grace.Report, mostGraceMinutes},
		{"grace.followUpMinutes", p.Grace.FollowUp, mostGraceMinutes},
		{"grace.foreignAffairsMinutes", p.Grace.ForeignAffairs, mostGraceMinutes},
		{"dueSoonMinutes", p.DueSoonMinutes, mostSoonMinutes},
	} {
		if minutes.n < 1 || minutes.n > minutes.most {
			v.wrong(planFile, minutes.field, "is %d; 1 to %d minutes are needed", minutes.n, minutes.most)
		}
	}
	v.checkGroups()
	v.checkMeasures()
	v.checkKinds()
	v.checkNotices()
}

// mostMark is the longest mark of an exercise, in characters.
const mostMark = 20

func (v *validator) checkNotices() {
	n := v.county.Plan.Notices
	if n.AnswerWithinMinutes < 1 || n.AnswerWithinMinutes > mostGraceMinutes {
		v.wrong(planFile, "notices.answerWithinMinutes", "is %d; 1 to %d minutes are needed", n.AnswerWithinMinutes, mostGraceMinutes)
	}
	v.needText("notices.changed", n.Changed, maxText)
	v.needText("notices.ended", n.Ended, maxText)
	if length := utf8.RuneCountInString(n.Exercise); length < 1 || length > mostMark {
		v.wrong(planFile, "notices.exercise", "has %d characters; 1 to %d are needed", length, mostMark)
	}
	checkWords(v, "notices.grades", n.Grades, rule.Grades)
	checkWords(v, "notices.levels", n.Levels, rule.Levels)
}

// checkWords wants one name for each code, and no other.
func checkWords[C ~string](v *validator, field string, words []Word, codes []C) {
	for i, w := range words {
		at := fmt.Sprintf("%s[%d]", field, i)
		if !slices.Contains(codes, C(w.Code)) {
			v.wrong(planFile, at+".code", "is %q; one of %v is needed", w.Code, codes)
		}
		v.needText(at+".name", w.Name, maxName)
	}
	for _, c := range codes {
		named := 0
		for _, w := range words {
			if w.Code == string(c) {
				named++
			}
		}
		if named != 1 {
			v.wrong(planFile, field, "names %s %d times; once is needed", c, named)
		}
	}
}

// needText refuses an empty text and one that could not be kept when a response
// starts.
func (v *validator) needText(field, text string, most int) {
	switch {
	case strings.TrimSpace(text) == "":
		v.wrong(planFile, field, "is empty; a text is needed")
	case utf8.RuneCountInString(text) > most:
		v.wrong(planFile, field, "has %d characters; at most %d are kept", utf8.RuneCountInString(text), most)
	}
}

func (v *validator) checkGroups() {
	var codes []string
	for i, g := range v.county.Plan.Groups {
		field := fmt.Sprintf("groups[%d]", i)
		v.unique(field+".code", g.Code, maxGroupCode, &codes)
		v.needText(field+".name", g.Name, maxGroupName)
		v.needText(field+".nameEn", g.NameEn, maxGroupName)
		v.needText(field+".article", g.Article, maxArticle)
		v.needText(field+".duties", g.Duties, maxText)
		v.needText(field+".dutiesEn", g.DutiesEn, maxText)
		if len(g.Leads) == 0 {
			v.wrong(planFile, field+".leads", "is empty; a lead unit is needed")
		}
		v.checkUnits(field+".leads", g.Leads)
		v.checkUnits(field+".members", g.Members)
	}
	v.needSome(planFile, "groups", len(v.county.Plan.Groups))
}

// unique refuses an empty code, one too long, and one that stands above already.
func (v *validator) unique(field, code string, most int, seen *[]string) {
	v.needText(field, code, most)
	if code != "" && slices.Contains(*seen, code) {
		v.wrong(planFile, field, "is %q, which stands above already", code)
	}
	*seen = append(*seen, code)
}

func (v *validator) checkUnits(field string, units []string) {
	if !v.good(organisationsFile) {
		return
	}
	for i, u := range units {
		known := slices.Contains(placesToFill, u) || slices.ContainsFunc(v.county.Organisations, func(o Organisation) bool { return o.Code == u })
		if !known {
			v.wrong(planFile, fmt.Sprintf("%s[%d]", field, i), "is %q; the code of an organisation or one of %v is needed", u, placesToFill)
		}
	}
}

func (v *validator) checkMeasures() {
	var articles []string
	levels := map[string]int{}
	for i, m := range v.county.Plan.Measures {
		field := fmt.Sprintf("measures[%d]", i)
		v.unique(field+".article", m.Article, maxArticle, &articles)
		v.needText(field+".text", m.Text, maxText)
		v.needText(field+".textEn", m.TextEn, maxText)
		if !slices.Contains(rule.Levels, rule.Level(m.Level)) {
			v.wrong(planFile, field+".level", "is %q; one of %v is needed", m.Level, rule.Levels)
		}
		levels[m.Level]++
		v.checkOwner(field+".group", m)
		if m.DueMinutes < 0 || m.DueMinutes > mostDueMinutes {
			v.wrong(planFile, field+".dueMinutes", "is %d; 0 to %d are needed", m.DueMinutes, mostDueMinutes)
		}
	}
	for _, l := range rule.Levels {
		if levels[string(l)] == 0 {
			v.wrong(planFile, "measures", "has none of level %s; one at least is needed", l)
		}
	}
}

// checkOwner wants a group that takes the measure, but none at Ⅲ, where no groups
// are set up.
func (v *validator) checkOwner(field string, m Measure) {
	known := slices.ContainsFunc(v.county.Plan.Groups, func(g Group) bool { return g.Code == m.Group })
	switch grouped := m.Level != string(rule.LevelThree); {
	case grouped && !known:
		v.wrong(planFile, field, "is %q; the code of a group above is needed", m.Group)
	case !grouped && m.Group != "":
		v.wrong(planFile, field, "is %q; no groups are set up at level III, so it must be empty", m.Group)
	}
}

func (v *validator) checkKinds() {
	var codes []string
	for i, k := range v.county.Plan.Kinds {
		field := fmt.Sprintf("kinds[%d]", i)
		if !kindCode.MatchString(k.Code) {
			v.wrong(planFile, field+".code", "is %q; 1 to 16 capitals and _ are needed", k.Code)
		} else if slices.Contains(codes, k.Code) {
			v.wrong(planFile, field+".code", "is %q, which stands above already", k.Code)
		}
		codes = append(codes, k.Code)
		v.checkNames(planFile, field, k.Name, k.NameEn)
	}
	v.needSome(planFile, "kinds", len(v.county.Plan.Kinds))
}
