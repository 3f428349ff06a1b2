package profile

import (
	"fmt"
	"regexp"
	"slices"

	"commandhub/server/rule"
)

var kindCode = regexp.MustCompile(`^[A-Z][A-Z_]{0,15}$`)

const (
	mostGraceMinutes = 120
	mostDueMinutes   = 24 * 60
)

func (v *validator) checkPlan() {
	if !v.good(planFile) {
		return
	}
	p := v.county.Plan
	v.checkNames(planFile, "", p.Name, p.NameEn)
	v.needText("number", p.Number)
	for field, n := range map[string]int{
		"grace.reportMinutes": p.Grace.Report, "grace.followUpMinutes": p.Grace.FollowUp,
		"grace.foreignAffairsMinutes": p.Grace.ForeignAffairs, "dueSoonMinutes": p.DueSoonMinutes,
	} {
		if n < 1 || n > mostGraceMinutes {
			v.wrong(planFile, field, "is %d; 1 to %d minutes are needed", n, mostGraceMinutes)
		}
	}
	v.checkGroups()
	v.checkMeasures()
	v.checkKinds()
}

func (v *validator) needText(field, text string) {
	if text == "" {
		v.wrong(planFile, field, "is empty; a text is needed")
	}
}

func (v *validator) checkGroups() {
	var codes []string
	for i, g := range v.county.Plan.Groups {
		field := fmt.Sprintf("groups[%d]", i)
		v.unique(field+".code", g.Code, &codes)
		v.checkNames(planFile, field, g.Name, g.NameEn)
		v.needText(field+".article", g.Article)
		if len(g.Leads) == 0 {
			v.wrong(planFile, field+".leads", "is empty; a lead unit is needed")
		}
		v.checkUnits(field+".leads", g.Leads)
		v.checkUnits(field+".members", g.Members)
	}
	v.needSome(planFile, "groups", len(v.county.Plan.Groups))
}

// unique refuses an empty code and one that stands above already.
func (v *validator) unique(field, code string, seen *[]string) {
	switch {
	case code == "":
		v.wrong(planFile, field, "is empty; a code is needed")
	case slices.Contains(*seen, code):
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
		v.unique(field+".article", m.Article, &articles)
		v.needText(field+".text", m.Text)
		v.needText(field+".textEn", m.TextEn)
		if !slices.Contains(rule.Levels, rule.Level(m.Level)) {
			v.wrong(planFile, field+".level", "is %q; one of %v is needed", m.Level, rule.Levels)
		}
		levels[m.Level]++
		if m.Group != "" && !slices.ContainsFunc(v.county.Plan.Groups, func(g Group) bool { return g.Code == m.Group }) {
			v.wrong(planFile, field+".group", "is %q; the code of a group above is needed", m.Group)
		}
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

func (v *validator) checkKinds() {
	var codes []string
	for i, k := range v.county.Plan.Kinds {
		field := fmt.Sprintf("kinds[%d]", i)
		v.unique(field+".code", k.Code, &codes)
		if !kindCode.MatchString(k.Code) {
			v.wrong(planFile, field+".code", "is %q; up to 16 capitals and _ are needed", k.Code)
		}
		v.checkNames(planFile, field, k.Name, k.NameEn)
	}
	v.needSome(planFile, "kinds", len(v.county.Plan.Kinds))
}
