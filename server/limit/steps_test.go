package limit

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"
)

// mostSteps is each token once, and the names of a whole document at each spread.
const mostSteps = MaxTokens + MaxSpreads*MaxTokens

// Whatever spreads what, a document of so many tokens is measured or refused in
// so many steps: fragments are not written out.
func TestMeasuringTakesABoundedNumberOfSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, MaxFragments).Draw(t, "fragments")
		forward := rapid.Bool().Draw(t, "only forward") // and so without a cycle
		var b strings.Builder
		b.WriteString("{...f0}")
		for i := range n {
			fmt.Fprintf(&b, " fragment f%d on Q{a%d ", i, i)
			for range rapid.IntRange(0, 4).Draw(t, "spreads") {
				least := 0
				if forward {
					least = i + 1
				}
				if least < n {
					fmt.Fprintf(&b, "...f%d ", rapid.IntRange(least, n-1).Draw(t, "of"))
				}
			}
			b.WriteString("}")
		}
		doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: b.String()}, MaxTokens)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Measure(doc)
		var cyclic *Cyclic
		if err != nil && (forward || !errors.As(err, &cyclic)) {
			t.Fatalf("%s: %v", b.String(), err)
		}
		if s.steps > mostSteps {
			t.Fatalf("%s: %d steps", b.String(), s.steps)
		}
	})
}
