package limit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"commandhub/server/limit"
)

// repeat writes a text n times with its number in place of #.
func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// chain nests fields so deep.
func chain(n int) string { return strings.Repeat("{a", n) + strings.Repeat("}", n) }

// documents are of one size in one respect and small in all others.
var documents = map[string]struct {
	most int
	of   func(n int) string
}{
	"bytes":      {limit.MaxBytes, func(n int) string { return "{a}" + strings.Repeat(" ", n-3) }},
	"operations": {limit.MaxOperations, func(n int) string { return repeat(n, "query q#{a} ") }},
	"fragments":  {limit.MaxFragments, func(n int) string { return "{a}" + repeat(n, " fragment f# on Q{a}") }},
	"spreads":    {limit.MaxSpreads, func(n int) string { return "{r{" + repeat(n, "...f ") + "}} fragment f on Q{a}" }},
	"variables":  {limit.MaxVariables, func(n int) string { return "query(" + repeat(n, "$v#:Int ") + "){a}" }},
	"nesting":    {limit.MaxNesting, func(n int) string { return "{a(b:" + strings.Repeat("[", n) + strings.Repeat("]", n) + ")}" }},
	"depth":      {limit.MaxDepth, chain},
	"introspectionDepth": {limit.MaxIntrospectionDepth, func(n int) string {
		return "{__schema" + chain(n-1) + "}"
	}},
	"fields":     {limit.MaxFields, func(n int) string { return "{r{" + repeat(n-1, "f# ") + "}}" }},
	"roots":      {limit.MaxRoots, func(n int) string { return "{" + repeat(n, "f# ") + "}" }},
	"aliases":    {limit.MaxAliases, func(n int) string { return "{r{" + repeat(n, "a#:f ") + "}}" }},
	"directives": {limit.MaxDirectives, func(n int) string { return "{a" + repeat(n, "@skip(if:false)") + "}" }},
}

func TestADocumentMayBeAsLargeAsABoundAndNoLarger(t *testing.T) {
	for bound, d := range documents {
		if err := limit.Check(d.of(d.most)); err != nil {
			t.Errorf("%s: %d are refused: %v", bound, d.most, err)
		}
		var over *limit.Exceeded
		if err := limit.Check(d.of(d.most + 1)); !errors.As(err, &over) || over.Bound != bound || over.Found != d.most+1 || over.Most != d.most {
			t.Errorf("%s: %d: %v", bound, d.most+1, err)
		}
	}
}

func TestTokensAreBounded(t *testing.T) {
	arguments := func(n int) string { return "{r(" + repeat(n, "a#:1 ") + ")}" }
	if err := limit.Check(arguments(400)); err != nil {
		t.Error(err)
	}
	var over *limit.Exceeded
	if err := limit.Check(arguments(600)); !errors.As(err, &over) || over.Bound != "tokens" {
		t.Error(err)
	}
}

func TestOverlapsAreBounded(t *testing.T) {
	same := func(n int) string { return "{r{" + strings.Repeat("f ", n) + "}}" }
	if err := limit.Check(same(200)); err != nil { // 19,900 pairs
		t.Error(err)
	}
	var over *limit.Exceeded
	if err := limit.Check(same(201)); !errors.As(err, &over) || over.Bound != "overlaps" || over.Found != 20_100 {
		t.Error(err)
	}
}

func TestNestedFragmentsAreRefusedWithoutBeingWrittenOut(t *testing.T) {
	var b strings.Builder
	b.WriteString("{...f0}")
	for i := range 49 {
		fmt.Fprintf(&b, " fragment f%d on Q{...f%d ...f%d}", i, i+1, i+1)
	}
	b.WriteString(" fragment f49 on Q{a}")
	var over *limit.Exceeded
	err := limit.Check(b.String())
	if !errors.As(err, &over) || over.Bound != "fields" {
		t.Fatal(err)
	}
	if !strings.Contains(err.Error(), "more than 2147483647") { // 2^49 were not counted
		t.Error(err)
	}
}

func TestAFragmentThatSpreadsItselfIsRefused(t *testing.T) {
	for _, text := range []string{
		"{...f} fragment f on Q{...f}",
		"{...f} fragment f on Q{a{...g}} fragment g on Q{...h} fragment h on Q{... on Q{...f}}",
		"{a} fragment f on Q{b{...f}}", // not even where nothing spreads it
	} {
		var cyclic *limit.Cyclic
		if err := limit.Check(text); !errors.As(err, &cyclic) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWhatAFragmentHoldsCountsWhereItIsSpread(t *testing.T) {
	for text, want := range map[string]limit.Shape{
		"{a{...f} ...f} fragment f on Q{b c:d @skip(if:true){e}}": {Depth: 3, Fields: 7, Roots: 3, Aliases: 2, Directives: 2, Overlaps: 3},
		"{__schema{...f}} fragment f on Q{b{c}}":                  {IntrospectionDepth: 3, Fields: 3, Roots: 1},
		"{...f} fragment f on Q{__type{a{b}}}":                    {IntrospectionDepth: 3, Fields: 3, Roots: 1},
		"{a ...on Q @skip(if:true){b}}":                           {Depth: 1, Fields: 2, Roots: 2, Directives: 1},
		"{...missing}":                                            {},
	} {
		s := shape(t, text)
		got := limit.Shape{
			Depth: s.Depth, IntrospectionDepth: s.IntrospectionDepth, Fields: s.Fields, Roots: s.Roots,
			Aliases: s.Aliases, Directives: s.Directives, Overlaps: s.Overlaps,
		}
		if got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", text, got, want)
		}
	}
}

func TestABoundSaysWhatWasFoundAndWhatWouldBeRight(t *testing.T) {
	err := limit.Check(chain(13))
	if err == nil || err.Error() != "depth: 13, and at most 12 may be; ask for inner objects by their id in another operation" {
		t.Error(err)
	}
	var over *limit.Exceeded
	if !errors.As(err, &over) || over.Extensions()["code"] != "INVALID" || over.Extensions()["found"] != 13 {
		t.Errorf("%+v", over)
	}
}
