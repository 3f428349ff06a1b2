package reason

import (
	"slices"
	"testing"
)

func TestASentenceIsSaidWithTheValuesOfItsCase(t *testing.T) {
	type word string
	for name, c := range map[string]struct {
		is   Reason
		want string
	}{
		"no value":            {New("x.A", "is empty").With(), "is empty"},
		"a number":            {New("x.A", "has {{n}} characters").With(3), "has 3 characters"},
		"a text":              {New("x.A", `is "{{v}}"`).With("a\nb"), `is "a\nb"`},
		"a text, unquoted":    {New("x.A", "{{v}} left").With("A. B"), "A. B left"},
		"a list":              {New("x.A", "one of {{known}}").With([]word{"A", "B"}), "one of A, B"},
		"a value twice":       {New("x.A", "{{a}} {{b}} {{a}}").With(1, 2), "1 2 1"},
		"a value like a name": {New("x.A", "{{a}} {{b}}").With("{{b}}", 2), "{{b}} 2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.is.Error(); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

func TestValuesAreNamedInTheOrderOfTheSentence(t *testing.T) {
	got := New("x.A", `is "{{value}}"; {{least}} to {{most}}, not {{value}}`).With("a", 1, 2.5).Values
	if want := []Value{{"value", "a"}, {"least", "1"}, {"most", "2.5"}}; !slices.Equal(got, want) {
		t.Errorf("values %v, want %v", got, want)
	}
}
