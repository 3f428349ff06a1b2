package measure

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// ErrNotANumber is a value that is no finite decimal number.
var ErrNotANumber = errors.New("not a number")

// ErrOutOfRange is a number too large to be kept exactly.
var ErrOutOfRange = errors.New("number out of range")

// ErrTooFine is a fraction of a unit that cannot be divided.
var ErrTooFine = errors.New("a whole number is needed")

// limit keeps every quantity, and any sum of a million of them, inside int64.
const limit = 1e12

// parse reads a JSON number into units of 10^-places. Digits beyond places are
// rounded half away from zero, except for whole units, where they are refused.
func parse(s string, places int) (int64, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, ErrNotANumber
	}
	if math.IsNaN(f) || math.IsInf(f, 0) && err == nil || strings.ContainsAny(s, "xXpP_") {
		return 0, ErrNotANumber
	}
	if math.Abs(f) > limit {
		return 0, ErrOutOfRange
	}
	if places == 0 && f != math.Trunc(f) {
		return 0, ErrTooFine
	}
	return round(f, places), nil
}

// round is exact for numbers with up to 15 digits: the nearest double of a
// decimal, times a power of ten, lies within 0.5 of the wanted integer.
func round(f float64, places int) int64 {
	return int64(math.Round(f * pow10[places]))
}

var pow10 = [...]float64{1, 10, 100}

// format writes units of 10^-places as the shortest decimal number.
func format(n int64, places int) string {
	if places == 0 {
		return strconv.FormatInt(n, 10)
	}
	sign, u := "", uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	digits := strconv.FormatUint(u, 10)
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, fraction := digits[:len(digits)-places], strings.TrimRight(digits[len(digits)-places:], "0")
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + "." + fraction
}
