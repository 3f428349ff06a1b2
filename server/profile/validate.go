package profile

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"commandhub/ent/area"
	"commandhub/ent/organisation"
	"commandhub/ent/product"
	_ "commandhub/ent/runtime" // the entities' own validators are set there
	"commandhub/server/reason"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// validator gathers what is wrong. Each check goes on after a finding.
type validator struct {
	county   *County
	outline  outline
	sources  map[string]source // the files that could be decoded
	problems Problems
	warnings Problems
}

// good tells whether a file could be decoded, so that its content is known.
func (v *validator) good(file string) bool {
	_, ok := v.sources[file]
	return ok
}

func (v *validator) wrong(file, field string, why reason.Reason) {
	v.problems = append(v.problems, v.problem(file, field, why))
}

func (v *validator) warn(file, field string, why reason.Reason) {
	v.warnings = append(v.warnings, v.problem(file, field, why))
}

func (v *validator) problem(file, field string, why reason.Reason) Problem {
	p := Problem{File: file, Field: field, Why: why}
	if len(v.problems)+len(v.warnings) < mostProblems { // to look a line up takes time
		p.Line = v.sources[file].line(field)
	}
	return p
}

// Lower and upper bounds of what a profile may say, wide enough for any county.
const (
	minExpansion, maxExpansion = 0.0001, 0.002 // per °C; petrol is about 0.00095, diesel 0.00083
)

var (
	countyCode = regexp.MustCompile(`^[0-9]{6}$`)
	colour     = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
	grades     = []string{"EXTRAORDINARY", "MAJOR", "LARGER", "GENERAL"}

	organisationKinds = []organisation.Kind{
		organisation.KindHEADQUARTERS, organisation.KindBUREAU, organisation.KindTOWNSHIP,
		organisation.KindMEMBER_UNIT, organisation.KindSTATE_OIL_GROUP, organisation.KindPRIVATE_OWNER,
	}
)

func (v *validator) checkCounty() {
	if !v.good(countyFile) {
		return
	}
	c := v.county
	if !countyCode.MatchString(c.Code) {
		v.wrong(countyFile, "code", badCountyCode.With(c.Code))
	}
	v.checkNames(countyFile, "", c.Name, c.NameEn)
	v.checkNames(countyFile, "city", c.City.Name, c.City.NameEn)
	v.checkNames(countyFile, "province", c.Province.Name, c.Province.NameEn)
	if _, err := time.LoadLocation(c.TimeZone); err != nil || c.TimeZone == "" {
		v.wrong(countyFile, "timeZone", badTimeZone.With(c.TimeZone))
	}
	b := c.Bounds
	if b.South >= b.North || b.West >= b.East || b.South < -90 || b.North > 90 || b.West < -180 || b.East > 180 {
		v.wrong(countyFile, "bounds", noBox.With())
	}
	v.checkPosition(countyFile, "centre", c.Centre)
	if v.outline != nil && !v.outline.within(b) {
		v.wrong(countyFile, "bounds", outlineOut.With(c.OutlineFile))
	}
	if c.Climate.YearlyAmplitude < 0 || c.Climate.DailyAmplitude < 0 {
		v.wrong(countyFile, "climate", negativeClimate.With())
	}
	v.checkSeverities()
}

func (v *validator) checkSeverities() {
	given := make([]string, 0, len(grades))
	for i, s := range v.county.Severities {
		field := fmt.Sprintf("severities[%d]", i)
		given = append(given, s.Grade)
		v.checkNames(countyFile, field, s.Name, s.NameEn)
		if !colour.MatchString(s.Colour) {
			v.wrong(countyFile, field+".colour", badColour.With(s.Colour))
		}
	}
	if !slices.Equal(given, grades) {
		v.wrong(countyFile, "severities", badGrades.With(given, grades))
	}
}

func (v *validator) checkAreas() {
	codes := v.codes(areasFile)
	codes.taken[v.county.Code] = countyFile
	for i, a := range v.county.Areas {
		field := fmt.Sprintf("areas[%d]", i)
		codes.check(field, a.Code, area.CodeValidator)
		v.checkNames(areasFile, field, a.Name, a.NameEn)
		oneOf(v, areasFile, field+".kind", a.Kind, area.KindTOWNSHIP, area.KindZONE)
		v.checkPosition(areasFile, field+".centre", a.Centre)
	}
	v.needSome(areasFile, "areas", len(v.county.Areas))
}

func (v *validator) checkOrganisations() {
	codes := v.codes(organisationsFile)
	for i, o := range v.county.Organisations {
		field := fmt.Sprintf("organisations[%d]", i)
		codes.check(field, o.Code, organisation.CodeValidator)
		v.checkNames(organisationsFile, field, o.Name, o.NameEn)
		oneOf(v, organisationsFile, field+".kind", o.Kind, organisationKinds...)
		v.checkShare(field+".share", o.Share)
	}
	v.needSome(organisationsFile, "organisations", len(v.county.Organisations))
}

// checkShare refuses a scope that no share may hold, and a share without the
// stations that all others speak of.
func (v *validator) checkShare(field string, share []string) {
	for i, word := range share {
		oneOf(v, organisationsFile, fmt.Sprintf("%s[%d]", field, i), viewer.Scope(word), viewer.Shareable...)
	}
	if len(share) > 0 && !slices.Contains(share, string(viewer.StationRead)) {
		v.wrong(organisationsFile, field, shareLacks.With(viewer.StationRead))
	}
}

func (v *validator) checkProducts() {
	codes := v.codes(productsFile)
	for i, p := range v.county.Products {
		field := fmt.Sprintf("products[%d]", i)
		codes.check(field, p.Code, product.CodeValidator)
		v.checkNames(productsFile, field, p.Name, p.NameEn)
		oneOf(v, productsFile, field+".category", p.Category, product.CategoryPETROL, product.CategoryDIESEL)
		inRange(v, productsFile, field+".expansionPerC", p.Expansion, minExpansion, maxExpansion)
		if !rule.PricePlausible(int64(p.Price)) {
			v.wrong(productsFile, field+".priceFenPerL", outOfRange.With(p.Price, rule.MinPrice, rule.MaxPrice))
		}
	}
	v.needSome(productsFile, "products", len(v.county.Products))
}
