package limit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"

	"commandhub/server/limit"
)

func shape(t interface{ Fatal(...any) }, text string) limit.Shape {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, limit.MaxTokens)
	if err != nil {
		t.Fatal(text, err)
	}
	s, err := limit.Measure(doc)
	if err != nil {
		t.Fatal(text, err)
	}
	return s
}

// selection writes a random selection set, and counts what it would be with
// fragments written out by writing them out.
func selection(t *rapid.T, depth int, fragments []string) string {
	var b strings.Builder
	b.WriteString("{")
	for range rapid.IntRange(1, 3).Draw(t, "selections") {
		switch kind := rapid.IntRange(0, 5).Draw(t, "kind"); {
		case kind == 0 && len(fragments) > 0:
			b.WriteString("..." + rapid.SampledFrom(fragments).Draw(t, "fragment") + " ")
		case kind == 1 && depth > 0:
			b.WriteString("... on Q" + selection(t, depth-1, fragments))
		default:
			b.WriteString(rapid.SampledFrom([]string{"a ", "b ", "c:a ", "__schema ", "d @skip(if:true) "}).Draw(t, "field"))
			if depth > 0 && rapid.Bool().Draw(t, "nested") {
				b.WriteString(selection(t, depth-1, fragments))
			}
		}
	}
	b.WriteString("}")
	return b.String()
}

// expanded counts fields, aliases and depth of a selection the slow way.
func expanded(doc *ast.QueryDocument, set ast.SelectionSet, depth int) (fields, aliases, deepest int) {
	for _, s := range set {
		var inner ast.SelectionSet
		at := depth
		switch s := s.(type) {
		case *ast.Field:
			fields++
			if s.Alias != s.Name {
				aliases++
			}
			inner, at = s.SelectionSet, depth+1
			deepest = max(deepest, at)
		case *ast.InlineFragment:
			inner = s.SelectionSet
		case *ast.FragmentSpread:
			inner = doc.Fragments.ForName(s.Name).SelectionSet
		}
		f, a, d := expanded(doc, inner, at)
		fields, aliases, deepest = fields+f, aliases+a, max(deepest, d)
	}
	return fields, aliases, deepest
}

func TestMeasuringAgreesWithWritingFragmentsOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var fragments []string
		text := ""
		for i := range rapid.IntRange(0, 5).Draw(t, "fragments") {
			text += fmt.Sprintf(" fragment f%d on Q%s", i, selection(t, 2, fragments)) // only of earlier ones
			fragments = append(fragments, fmt.Sprintf("f%d", i))
		}
		text = selection(t, 3, fragments) + text
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(text, err)
		}
		s, err := limit.Measure(doc)
		if err != nil {
			t.Fatal(text, err)
		}
		fields, aliases, deepest := expanded(doc, doc.Operations[0].SelectionSet, 0)
		if s.Spreads <= limit.MaxSpreads && (s.Fields != fields || s.Aliases != aliases) {
			t.Fatalf("%s: %+v, not %d fields and %d aliases", text, s, fields, aliases)
		}
		if !strings.Contains(text, "__schema") && s.Depth != deepest {
			t.Fatalf("%s: depth %d, not %d", text, s.Depth, deepest)
		}
	})
}

// What is refused is refused with a reason of the contract's, whatever it is.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	err := limit.Check(text)
	var over *limit.Exceeded
	var cyclic *limit.Cyclic
	var parsed *gqlerror.Error
	if err != nil && !errors.As(err, &over) && !errors.As(err, &cyclic) && !errors.As(err, &parsed) {
		t.Fatalf("%q: %v", text, err)
	}
}

func TestNoSequenceOfTokensBreaksTheAnalysis(t *testing.T) {
	tokens := []string{
		"{", "}", "(", ")", "[", "]", ":", "!", "=", "@", "$", "...", "|", "&", "query", "mutation", "fragment", "on",
		"a", "f", "__schema", "1", "1.5", `"s"`, `"""s"""`, "null", "true", "# c\n", ",", "skip",
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 0, 200).Draw(t, "tokens"), " "))
	})
}

// Fragments that spread each other at random are cyclic or measured, in steps
// that the bounds of fragments and spreads limit.
func TestFragmentsThatSpreadAtRandomAreMeasuredOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, limit.MaxFragments).Draw(t, "fragments")
		var b strings.Builder
		b.WriteString("{...f0}")
		for i := range n {
			fmt.Fprintf(&b, " fragment f%d on Q{a%d ", i, i)
			for range rapid.IntRange(0, 2).Draw(t, "spreads") {
				fmt.Fprintf(&b, "...f%d ", rapid.IntRange(0, n-1).Draw(t, "of"))
			}
			b.WriteString("}")
		}
		check(t, b.String())
	})
}

func FuzzCheck(f *testing.F) {
	for _, d := range documents {
		f.Add(d.of(d.most + 1))
	}
	f.Add("{...f} fragment f on Q{...f}")
	f.Add(`query($a:[Int!]={b:"c"}@d(e:[1,{f:$a}])){...on Q@g{h}}`)
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}
