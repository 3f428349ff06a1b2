// Package limit bounds what one operation of the contract may ask for, and how
// much a viewer may ask for in a minute.
//
// A document is parsed and measured before it is validated, because validation
// compares fields with each other and expands fragments: each fragment is
// measured once, sums stop at a ceiling, and a fragment that spreads itself is
// refused when it is met. What an operation costs in points is told from the
// schema and its variables before it is executed.
package limit

import (
	"fmt"
	"math"
)

// Bounds of one document. Of the hub's own screens the largest asks for 63
// fields, 7 deep; the introspection that editors send asks for 227.
const (
	// MaxBytes is the length of a document's text: 1,500 tokens with room for
	// indentation. Comments and strings are one token at any length.
	MaxBytes = 32 << 10
	// MaxTokens is what the parser reads at most.
	MaxTokens = 1500
	// MaxOperations in one document; one of them is executed, all are validated.
	MaxOperations = 10
	// MaxFragments is the number of fragment definitions.
	MaxFragments = 50
	// MaxSpreads is the number of fragment spreads as they are written.
	MaxSpreads = 100
	// MaxVariables is the number of variables that an operation declares.
	MaxVariables = 50
	// MaxDepth is how deep fields lie in each other. From a station through a
	// connection to a product's code it is 6.
	MaxDepth = 12
	// MaxIntrospectionDepth is the same beneath __schema and __type: editors
	// unwrap nine types of types, which takes 15.
	MaxIntrospectionDepth = 16
	// MaxFields is the number of fields with each fragment written out wherever
	// it is spread, of all operations together.
	MaxFields = 500
	// MaxRoots is the number of fields at the top of an operation.
	MaxRoots = 20
	// MaxAliases with each fragment written out.
	MaxAliases = 50
	// MaxDirectives with each fragment written out: @include and @skip.
	MaxDirectives = 50
	// MaxOverlaps is the number of pairs of fields that answer by one name, which
	// validation may have to compare. An editor's introspection has some 10,000.
	MaxOverlaps = 20_000
)

// Bounds of the values of one operation, as literals and as variables.
const (
	// MaxNesting is how deep lists and objects lie in each other; the contract's
	// inputs have two levels.
	MaxNesting = 8
	// MaxValues is how many values the variables hold in all; a filter names at
	// most 200 stations.
	MaxValues = 1000
)

// Exceeded says which bound an operation does not keep.
type Exceeded struct {
	Bound       string // as a word for programs
	Found, Most int
	Mend        string // what would be right
}

func (e *Exceeded) Error() string {
	found := fmt.Sprint(e.Found)
	if e.Found >= ceiling {
		found = fmt.Sprintf("more than %d", ceiling)
	}
	return fmt.Sprintf("%s: %s, and at most %d may be; %s", e.Bound, found, e.Most, e.Mend)
}

// Extensions are what a client is told of it in the answer's error.
func (e *Exceeded) Extensions() map[string]any {
	return map[string]any{"code": "INVALID", "bound": e.Bound, "found": min(e.Found, ceiling), "most": e.Most}
}

// Cyclic is a fragment that spreads itself.
type Cyclic struct{ Fragment string }

func (e *Cyclic) Error() string {
	return fmt.Sprintf("the fragment %s spreads itself; take the spread out", clip(e.Fragment))
}

// Extensions are what a client is told of it in the answer's error.
func (e *Cyclic) Extensions() map[string]any {
	return map[string]any{"code": "INVALID", "bound": "cycles"}
}

// clip keeps a name of the client's from filling an answer.
func clip(name string) string {
	if len(name) > 64 {
		return name[:64] + "…"
	}
	return name
}

// ceiling is where sums stop, so that no product or sum of them overflows.
const ceiling = math.MaxInt32

func add(a, b int) int { return min(a+b, ceiling) }

func multiply(a, b int) int {
	if a != 0 && b > ceiling/a {
		return ceiling
	}
	return a * b
}
