package profile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"commandhub/server/measure"
)

// Longest names that the entities keep.
const maxName, maxNameEn = 100, 200

func (v *validator) checkNames(file, field, zh, en string) {
	dot := field
	if dot != "" {
		dot += "."
	}
	if strings.TrimSpace(zh) == "" || utf8.RuneCountInString(zh) > maxName {
		v.wrong(file, dot+"name", badName.With(zh, maxName))
	}
	if strings.TrimSpace(en) == "" || utf8.RuneCountInString(en) > maxNameEn {
		v.wrong(file, dot+"nameEn", badNameEn.With(en, maxNameEn))
	}
}

// mostText refuses a text that could not be kept.
func (v *validator) mostText(file, field, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		v.wrong(file, field, tooLong.With(n, most))
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
		v.wrong(file, field, outsideBounds.With(p.Lat, p.Lon, b.South, b.North, b.West, b.East))
	} else if v.outline != nil && !v.outline.contains(p) {
		v.warn(file, field, outsideOutline.With(p.Lat, p.Lon))
	}
}

func (v *validator) needSome(file, field string, n int) {
	if v.good(file) && n == 0 {
		v.wrong(file, field, none.With())
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
		c.v.wrong(c.file, field+".code", badCode.With(code))
		return
	}
	if other, ok := c.taken[code]; ok {
		c.v.wrong(c.file, field+".code", codeTaken.With(code, other))
		return
	}
	c.taken[code] = field
}

// oneOf wants a word that is known.
func oneOf[W ~string](v *validator, file, field string, word W, known ...W) {
	if !slices.Contains(known, word) {
		v.wrong(file, field, notOneOf.With(word, known))
	}
}

// inRange wants a number from least to most.
func inRange[N int | int64 | float64 | measure.Millimetres | measure.Fen](v *validator, file, field string, n, least, most N) bool {
	fits := n >= least && n <= most // NaN does not
	if !fits {
		v.wrong(file, field, outOfRange.With(n, least, most))
	}
	return fits
}
