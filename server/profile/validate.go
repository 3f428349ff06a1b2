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

func (v *validator) wrong(file, field, format string, args ...any) {
	v.problems = append(v.problems, v.problem(file, field, format, args...))
}

func (v *validator) warn(file, field, format string, args ...any) {
	v.warnings = append(v.warnings, v.problem(file, field, format, args...))
}

func (v *validator) problem(file, field, format string, args ...any) Problem {
	p := Problem{File: file, Field: field, Message: fmt.Sprintf(format, args...)}
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
)

func (v *validator) checkCounty() {
	if !v.good(countyFile) {
		return
	}
	c := v.county
	if !countyCode.MatchString(c.Code) {
		v.wrong(countyFile, "code", "is %q; the six digits of GB/T 2260 are needed", c.Code)
	}
	v.checkNames(countyFile, "", c.Name, c.NameEn)
	v.checkNames(countyFile, "city", c.City.Name, c.City.NameEn)
	v.checkNames(countyFile, "province", c.Province.Name, c.Province.NameEn)
	if _, err := time.LoadLocation(c.TimeZone); err != nil || c.TimeZone == "" {
		v.wrong(countyFile, "timeZone", "is %q; an IANA zone such as Asia/Shanghai is needed", c.TimeZone)
	}
	b := c.Bounds
	if b.South >= b.North || b.West >= b.East || b.South < -90 || b.North > 90 || b.West < -180 || b.East > 180 {
		v.wrong(countyFile, "bounds", "is no box; south < north within ±90 and west < east within ±180 degrees are needed")
	}
	v.checkPosition(countyFile, "centre", c.Centre)
	if v.outline != nil && !v.outline.within(b) {
		v.wrong(countyFile, "bounds", "the outline in %s reaches out of them", c.OutlineFile)
	}
	if c.Climate.YearlyAmplitude < 0 || c.Climate.DailyAmplitude < 0 {
		v.wrong(countyFile, "climate", "an amplitude is negative; half the distance from the coldest to the warmest is needed")
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
			v.wrong(countyFile, field+".colour", "is %q; #RRGGBB is needed", s.Colour)
		}
	}
	if !slices.Equal(given, grades) {
		v.wrong(countyFile, "severities", "are of grades %q; %q are needed, each once and in this order", given, grades)
	}
}

func (v *validator) checkAreas() {
	codes := v.codes(areasFile)
	codes.taken[v.county.Code] = countyFile
	for i, a := range v.county.Areas {
		field := fmt.Sprintf("areas[%d]", i)
		codes.check(field, a.Code, area.CodeValidator)
		v.checkNames(areasFile, field, a.Name, a.NameEn)
		if a.Kind != area.KindTOWNSHIP && a.Kind != area.KindZONE {
			v.wrong(areasFile, field+".kind", "is %q; TOWNSHIP or ZONE is needed", a.Kind)
		}
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
		if err := organisation.KindValidator(o.Kind); err != nil {
			v.wrong(organisationsFile, field+".kind",
				"is %q; HEADQUARTERS, BUREAU, TOWNSHIP, MEMBER_UNIT, STATE_OIL_GROUP or PRIVATE_OWNER is needed", o.Kind)
		}
		v.checkShare(field+".share", o.Share)
	}
	v.needSome(organisationsFile, "organisations", len(v.county.Organisations))
}

// checkShare refuses a scope that no share may hold, and a share without the
// stations that all others speak of.
func (v *validator) checkShare(field string, share []string) {
	for i, word := range share {
		if !slices.Contains(viewer.Shareable, viewer.Scope(word)) {
			v.wrong(organisationsFile, fmt.Sprintf("%s[%d]", field, i), "is %q; one of %v is needed", word, viewer.Shareable)
		}
	}
	if len(share) > 0 && !slices.Contains(share, string(viewer.StationRead)) {
		v.wrong(organisationsFile, field, "lacks %q, without which nothing else can be read", viewer.StationRead)
	}
}

func (v *validator) checkProducts() {
	codes := v.codes(productsFile)
	for i, p := range v.county.Products {
		field := fmt.Sprintf("products[%d]", i)
		codes.check(field, p.Code, product.CodeValidator)
		v.checkNames(productsFile, field, p.Name, p.NameEn)
		if err := product.CategoryValidator(p.Category); err != nil {
			v.wrong(productsFile, field+".category", "is %q; PETROL or DIESEL is needed", p.Category)
		}
		if !(p.Expansion >= minExpansion && p.Expansion <= maxExpansion) {
			v.wrong(productsFile, field+".expansionPerC", "is %v; between %v and %v per °C is needed", p.Expansion, minExpansion, maxExpansion)
		}
		if !rule.PricePlausible(int64(p.Price)) {
			v.wrong(productsFile, field+".priceFenPerL", "is %s; between %d and %d fen is needed", p.Price, rule.MinPrice, rule.MaxPrice)
		}
	}
	v.needSome(productsFile, "products", len(v.county.Products))
}
