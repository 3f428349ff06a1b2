package telemetry

import (
	"errors"
	"strings"

	"commandhub/ent/quarantine"
	"commandhub/server/measure"
)

// quantity is one of measure's types with how it is read.
type quantity[T ~int64] struct {
	places int
	parse  func(string) (T, error)
}

var (
	litres      = quantity[measure.Litres]{2, measure.ParseLitres}
	celsius     = quantity[measure.Celsius]{1, measure.ParseCelsius}
	millimetres = quantity[measure.Millimetres]{1, measure.ParseMillimetres}
	fen         = quantity[measure.Fen]{0, measure.ParseFen}
)

// required reads a quantity that an item must have.
func required[T ~int64](c *checker, field string, t token, q quantity[T]) T {
	if t.kind == absent {
		c.refuse(quarantine.ReasonMALFORMED, field, "the field is missing")
		return 0
	}
	if n, ok := plain(t, q.places); ok {
		return T(n)
	}
	switch {
	case t.kind == notANumber, t.kind == text && namesNoNumber(t.String()):
		c.refuse(quarantine.ReasonNOT_A_NUMBER, field, "a finite number is needed; leave the field or the item out where there is no value")
		return 0
	case t.kind != number:
		c.refuse(quarantine.ReasonMALFORMED, field, "a JSON number is needed")
		return 0
	}
	v, err := q.parse(string(t.raw))
	switch {
	case errors.Is(err, measure.ErrTooFine):
		c.refuse(quarantine.ReasonMALFORMED, field, "a whole number is needed")
	case err != nil:
		c.refuse(quarantine.ReasonOUT_OF_RANGE, field, "the number is beyond all measure")
	}
	return v
}

// optional is nil where the item has none, else at, where the value was put.
func optional[T ~int64](c *checker, field string, t token, q quantity[T], at *T) *T {
	if t.kind == absent {
		return nil
	}
	*at = required(c, field, t, q)
	return at
}

// positive refuses what is below zero.
func positive[T ~int64](c *checker, field string, v T) {
	if v < 0 {
		c.refuse(quarantine.ReasonNEGATIVE, field, "it cannot be below 0")
	}
}

func orZero[T ~int64](v *T) T {
	if v == nil {
		return 0
	}
	return *v
}

// plain reads the usual decimal of up to 12 characters, with no more places than
// are kept; the rest is left to measure, which is slower.
func plain(t token, places int) (int64, bool) {
	if t.kind != number || len(t.raw) > 12 {
		return 0, false
	}
	raw, negative := t.raw, false
	if raw[0] == '-' {
		raw, negative = raw[1:], true
	}
	var n int64
	after := -1 // digits after the point
	for _, c := range raw {
		switch {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
			if after >= 0 {
				after++
			}
		case c == '.':
			after = 0
		default:
			return 0, false
		}
	}
	if after > places {
		return 0, false
	}
	for range places - max(after, 0) {
		n *= 10
	}
	if negative {
		n = -n
	}
	return n, true
}

func namesNoNumber(s string) bool {
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "nan", "inf", "infinity":
		return true
	}
	return false
}
