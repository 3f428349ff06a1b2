package profile

import (
	"strings"
	"unicode/utf8"
)

// Longest names that the entities keep.
const maxName, maxNameEn = 100, 200

func (v *validator) checkNames(file, field, zh, en string) {
	dot := field
	if dot != "" {
		dot += "."
	}
	if strings.TrimSpace(zh) == "" || utf8.RuneCountInString(zh) > maxName {
		v.wrong(file, dot+"name", "is %q; a Chinese name of 1 to %d characters is needed", zh, maxName)
	}
	if strings.TrimSpace(en) == "" || utf8.RuneCountInString(en) > maxNameEn {
		v.wrong(file, dot+"nameEn", "is %q; an English name of 1 to %d characters is needed", en, maxNameEn)
	}
}

// checkPosition wants a place inside the bounding box; one in the box but
// outside the outline is worth a look, as the outline is simplified.
func (v *validator) checkPosition(file, field string, p Position) {
	b := v.county.Bounds
	if !v.good(countyFile) {
		return
	}
	if !b.contains(p) {
		v.wrong(file, field, "is lat %v, lon %v, outside the county's bounds: lat %v to %v, lon %v to %v",
			p.Lat, p.Lon, b.South, b.North, b.West, b.East)
	} else if v.outline != nil && !v.outline.contains(p) {
		v.warn(file, field, "is lat %v, lon %v, outside the county's outline", p.Lat, p.Lon)
	}
}

func (v *validator) needSome(file, field string, n int) {
	if v.good(file) && n == 0 {
		v.wrong(file, field, "are none; at least one is needed")
	}
}

// codes keeps codes of one kind apart.
type codes struct {
	v     *validator
	file  string
	taken map[string]string // code to the field that has it
}

func (v *validator) codes(file string) codes {
	return codes{v, file, map[string]string{}}
}

func (c codes) check(field, code string, valid func(string) error) {
	if err := valid(code); err != nil {
		c.v.wrong(c.file, field+".code", "is %q; 1 to 32 letters, digits, dots, dashes or underscores are needed", code)
		return
	}
	if other, ok := c.taken[code]; ok {
		c.v.wrong(c.file, field+".code", "is %q, which %s has already; each code names one thing", code, other)
		return
	}
	c.taken[code] = field
}
