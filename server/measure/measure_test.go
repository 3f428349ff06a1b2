package measure

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestParseKeepsTheExactUnit(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Litres
		out  string
	}{
		{"0", 0, "0"}, {"0.01", 1, "0.01"}, {"12.3", 1230, "12.3"}, {"-0.05", -5, "-0.05"},
		{"21345.67", 2134567, "21345.67"}, {"1.006", 101, "1.01"}, {"1e3", 100000, "1000"},
		{"1234567890.12", 123456789012, "1234567890.12"},
	} {
		got, err := ParseLitres(c.in)
		if err != nil || got != c.want || got.String() != c.out {
			t.Errorf("ParseLitres(%q) = %d %v, written %q; want %d written %q", c.in, got, err, got, c.want, c.out)
		}
	}
}

func TestParseRefusesWhatIsNoQuantity(t *testing.T) {
	for in, want := range map[string]error{
		"NaN": ErrNotANumber, "Infinity": ErrNotANumber, "": ErrNotANumber, `"12"`: ErrNotANumber, "0x10": ErrNotANumber,
		"1_000": ErrNotANumber, "1e400": ErrOutOfRange, "1e13": ErrOutOfRange, "null": ErrNotANumber,
	} {
		if _, err := ParseLitres(in); !errors.Is(err, want) {
			t.Errorf("ParseLitres(%q): %v, want %v", in, err, want)
		}
	}
	if _, err := ParseFen("7.5"); !errors.Is(err, ErrTooFine) {
		t.Errorf("half a fen: %v", err)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	type reading struct {
		V Litres
		T Celsius
		L Millimetres
		M Fen
	}
	in := reading{2134567, -143, 18342, 789}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"V":21345.67,"T":-14.3,"L":1834.2,"M":789}` {
		t.Fatal(string(b), err)
	}
	var out reading
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Fatal(out, err)
	}
}
