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
		inRange(v, planFile, minutes.field, minutes.n, 1, minutes.most)
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
	inRange(v, planFile, "notices.answerWithinMinutes", n.AnswerWithinMinutes, 1, mostGraceMinutes)
	v.needText("notices.changed", n.Changed, maxText)
	v.needText("notices.ended", n.Ended, maxText)
	if length := utf8.RuneCountInString(n.Exercise); length < 1 || length > mostMark {
		v.wrong(planFile, "notices.exercise", badLength.With(length, mostMark))
	}
	checkWords(v, "notices.grades", n.Grades, rule.Grades)
	checkWords(v, "notices.levels", n.Levels, rule.Levels)
}

// checkWords wants one name for each code, and no other.
func checkWords[C ~string](v *validator, field string, words []Word, codes []C) {
	for i, w := range words {
		at := fmt.Sprintf("%s[%d]", field, i)
		oneOf(v, planFile, at+".code", C(w.Code), codes...)
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
			v.wrong(planFile, field, notNamedOnce.With(c, named))
		}
	}
}

// needText refuses an empty text and one that could not be kept when a response
// starts.
func (v *validator) needText(field, text string, most int) {
	if strings.TrimSpace(text) == "" {
		v.wrong(planFile, field, empty.With())
	}
	v.mostText(planFile, field, text, most)
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
			v.wrong(planFile, field+".leads", noLead.With())
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
		v.wrong(planFile, field, standsAbove.With(code))
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
			v.wrong(planFile, fmt.Sprintf("%s[%d]", field, i), noSuchUnit.With(u, placesToFill))
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
		oneOf(v, planFile, field+".level", rule.Level(m.Level), rule.Levels...)
		levels[m.Level]++
		v.checkOwner(field+".group", m)
		inRange(v, planFile, field+".dueMinutes", m.DueMinutes, 0, mostDueMinutes)
	}
	for _, l := range rule.Levels {
		if levels[string(l)] == 0 {
			v.wrong(planFile, "measures", noMeasure.With(l))
		}
	}
}

// checkOwner wants a group that takes the measure, but none at Ⅲ, where no groups
// are set up.
func (v *validator) checkOwner(field string, m Measure) {
	known := slices.ContainsFunc(v.county.Plan.Groups, func(g Group) bool { return g.Code == m.Group })
	switch grouped := m.Level != string(rule.LevelThree); {
	case grouped && !known:
		v.wrong(planFile, field, noSuchGroup.With(m.Group))
	case !grouped && m.Group != "":
		v.wrong(planFile, field, groupAtThree.With(m.Group))
	}
}

func (v *validator) checkKinds() {
	var codes []string
	for i, k := range v.county.Plan.Kinds {
		field := fmt.Sprintf("kinds[%d]", i)
		if !kindCode.MatchString(k.Code) {
			v.wrong(planFile, field+".code", badKindCode.With(k.Code))
		} else if slices.Contains(codes, k.Code) {
			v.wrong(planFile, field+".code", standsAbove.With(k.Code))
		}
		codes = append(codes, k.Code)
		v.checkNames(planFile, field, k.Name, k.NameEn)
	}
	v.needSome(planFile, "kinds", len(v.county.Plan.Kinds))
}
