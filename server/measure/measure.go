// Package measure holds the exact quantities of the domain.
//
// Each is an integer of its smallest kept unit, so that sums are exact and both
// databases store the same BIGINT. In JSON and GraphQL they are plain decimal
// numbers in the unit of the type's name.
package measure

import (
	"fmt"
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// Litres is a volume in hundredths of a litre (0.01 L).
type Litres int64

// Celsius is a temperature in tenths of a degree (0.1 °C).
type Celsius int64

// Millimetres is a height in tenths of a millimetre (0.1 mm).
type Millimetres int64

// Fen is money in fen (0.01 CNY).
type Fen int64

// Decimal places that each quantity keeps.
const (
	litresPlaces      = 2
	celsiusPlaces     = 1
	millimetresPlaces = 1
	fenPlaces         = 0
)

// ParseLitres reads a decimal number of litres, rounded half away from zero to
// 0.01 L. It fails on anything but a finite JSON number within range.
func ParseLitres(s string) (Litres, error) {
	n, err := parse(s, litresPlaces)
	return Litres(n), err
}

// ParseCelsius reads a decimal number of °C, rounded to 0.1 °C.
func ParseCelsius(s string) (Celsius, error) {
	n, err := parse(s, celsiusPlaces)
	return Celsius(n), err
}

// ParseMillimetres reads a decimal number of millimetres, rounded to 0.1 mm.
func ParseMillimetres(s string) (Millimetres, error) {
	n, err := parse(s, millimetresPlaces)
	return Millimetres(n), err
}

// ParseFen reads a whole number of fen; a fraction of a fen is refused.
func ParseFen(s string) (Fen, error) {
	n, err := parse(s, fenPlaces)
	return Fen(n), err
}

// LitresOf converts a float, as physics gives it, to the nearest 0.01 L.
func LitresOf(l float64) Litres { return Litres(round(l, litresPlaces)) }

// CelsiusOf converts a float to the nearest 0.1 °C.
func CelsiusOf(c float64) Celsius { return Celsius(round(c, celsiusPlaces)) }

// MillimetresOf converts a float to the nearest 0.1 mm.
func MillimetresOf(mm float64) Millimetres { return Millimetres(round(mm, millimetresPlaces)) }

// Float is the volume in litres, for charts and physics, never for sums.
func (l Litres) Float() float64 { return float64(l) / 100 }

// Float is the temperature in °C.
func (c Celsius) Float() float64 { return float64(c) / 10 }

// Float is the height in millimetres.
func (m Millimetres) Float() float64 { return float64(m) / 10 }

func (l Litres) String() string      { return format(int64(l), litresPlaces) }
func (c Celsius) String() string     { return format(int64(c), celsiusPlaces) }
func (m Millimetres) String() string { return format(int64(m), millimetresPlaces) }
func (f Fen) String() string         { return format(int64(f), fenPlaces) }

func (l Litres) MarshalJSON() ([]byte, error)      { return []byte(l.String()), nil }
func (c Celsius) MarshalJSON() ([]byte, error)     { return []byte(c.String()), nil }
func (m Millimetres) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }
func (f Fen) MarshalJSON() ([]byte, error)         { return []byte(f.String()), nil }

func (l *Litres) UnmarshalJSON(b []byte) error      { return set(l, ParseLitres, string(b)) }
func (c *Celsius) UnmarshalJSON(b []byte) error     { return set(c, ParseCelsius, string(b)) }
func (m *Millimetres) UnmarshalJSON(b []byte) error { return set(m, ParseMillimetres, string(b)) }
func (f *Fen) UnmarshalJSON(b []byte) error         { return set(f, ParseFen, string(b)) }

func (l Litres) MarshalGQL(w io.Writer)      { io.WriteString(w, l.String()) }
func (c Celsius) MarshalGQL(w io.Writer)     { io.WriteString(w, c.String()) }
func (m Millimetres) MarshalGQL(w io.Writer) { io.WriteString(w, m.String()) }
func (f Fen) MarshalGQL(w io.Writer)         { io.WriteString(w, f.String()) }

func (l *Litres) UnmarshalGQL(v any) error      { return setGQL(l, ParseLitres, v) }
func (c *Celsius) UnmarshalGQL(v any) error     { return setGQL(c, ParseCelsius, v) }
func (m *Millimetres) UnmarshalGQL(v any) error { return setGQL(m, ParseMillimetres, v) }
func (f *Fen) UnmarshalGQL(v any) error         { return setGQL(f, ParseFen, v) }

var (
	_ graphql.Marshaler   = Litres(0)
	_ graphql.Unmarshaler = (*Litres)(nil)
)

func set[T any](dst *T, parse func(string) (T, error), s string) error {
	v, err := parse(s)
	if err != nil {
		return err
	}
	*dst = v
	return nil
}

func setGQL[T any](dst *T, parse func(string) (T, error), v any) error {
	return set(dst, parse, fmt.Sprint(v))
}
