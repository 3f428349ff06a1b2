package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// Shape is how large a document is. Numbers are with each fragment written out
// wherever it is spread, but for those of operations, fragments and spreads.
type Shape struct {
	Operations, Fragments, Spreads, Variables int // as written; variables of one operation

	Depth, IntrospectionDepth int
	Fields, Roots             int
	Aliases, Directives       int
	Overlaps                  int
	Nesting                   int // of literal values

	steps int // that measuring took, for its tests
}

// Check reads a document and returns what bound it does not keep: an *Exceeded,
// a *Cyclic, or the parser's *gqlerror.Error.
func Check(query string) error {
	if len(query) > MaxBytes {
		return &Exceeded{"bytes", len(query), MaxBytes, "shorten the document; values belong in variables"}
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, MaxTokens)
	if err != nil {
		if e, ok := err.(*gqlerror.Error); ok && len(e.Locations) == 0 { //nolint:errorlint // the parser's own; its only error without a place
			return &Exceeded{"tokens", MaxTokens + 1, MaxTokens, "ask in several operations"}
		}
		return err
	}
	shape, err := Measure(doc)
	if err != nil {
		return err
	}
	return shape.check()
}

// Measure measures a parsed document, in time linear to its text and to the
// bounds of fragments and spreads. What is beyond those is not written out.
func Measure(doc *ast.QueryDocument) (Shape, error) {
	w := written{}
	w.document(doc)
	s := Shape{
		Operations: len(doc.Operations), Fragments: len(doc.Fragments), Spreads: w.spreads,
		Variables: w.variables, Nesting: w.nesting,
	}
	if s.check() != nil {
		return s, nil
	}
	m := measurer{fragments: map[string]*ast.FragmentDefinition{}, measured: map[string]*extent{}}
	for _, f := range doc.Fragments {
		if m.fragments[f.Name] == nil { // a second one of a name is for validation to refuse
			m.fragments[f.Name] = f
		}
	}
	for _, f := range doc.Fragments {
		e, err := m.fragment(f.Name)
		if err != nil {
			return s, err
		}
		s.Overlaps = add(s.Overlaps, e.overlaps()) // validated by itself too
	}
	for _, o := range doc.Operations {
		e, err := m.selection(o.SelectionSet)
		if err != nil {
			return s, err
		}
		s.Depth, s.IntrospectionDepth = max(s.Depth, e.depth), max(s.IntrospectionDepth, e.introspection)
		s.Fields, s.Roots = add(s.Fields, e.fields), max(s.Roots, e.roots)
		s.Aliases = add(s.Aliases, e.aliases)
		s.Directives = add(s.Directives, e.directives+len(o.Directives))
		s.Overlaps = add(s.Overlaps, e.overlaps())
	}
	s.Directives, s.steps = add(s.Directives, w.aside), m.steps
	return s, nil
}

func (s Shape) check() error {
	for _, bound := range []Exceeded{
		{"operations", s.Operations, MaxOperations, "send only the operation that is to be executed"},
		{"fragments", s.Fragments, MaxFragments, "send only the fragments that are spread"},
		{"spreads", s.Spreads, MaxSpreads, "write out fragments that are spread often"},
		{"variables", s.Variables, MaxVariables, "put values of one purpose in one list or input object"},
		{"nesting", s.Nesting, MaxNesting, "no input of the contract is a deeper list or object"},
		{"depth", s.Depth, MaxDepth, "ask for inner objects by their id in another operation"},
		{"introspectionDepth", s.IntrospectionDepth, MaxIntrospectionDepth, "unwrap fewer types of types, or read the SDL"},
		{"fields", s.Fields, MaxFields, "ask in several operations"},
		{"roots", s.Roots, MaxRoots, "ask in several operations, or by a filter for several at once"},
		{"aliases", s.Aliases, MaxAliases, "ask in several operations, or by a filter for several at once"},
		{"directives", s.Directives, MaxDirectives, "put @include or @skip on a fragment with several fields"},
		{"overlaps", s.Overlaps, MaxOverlaps, "ask for each field once"},
	} {
		if bound.Found > bound.Most {
			return &bound
		}
	}
	return nil
}

// extent is the size of a selection with its fragments written out.
type extent struct {
	depth, introspection int
	fields, roots        int
	aliases, directives  int
	names                map[string]int // fields by the name under which they answer
}

func (e *extent) overlaps() int {
	pairs := 0
	for _, n := range e.names {
		pairs = add(pairs, multiply(n, n-1)/2)
	}
	return pairs
}

// include adds what lies beneath a field, or stands in its place.
func (e *extent) include(other *extent, beneath int) {
	if other.depth > 0 {
		e.depth = max(e.depth, other.depth+beneath)
	}
	e.introspection = max(e.introspection, other.introspection)
	e.fields, e.aliases = add(e.fields, other.fields), add(e.aliases, other.aliases)
	e.directives = add(e.directives, other.directives)
	if beneath == 0 {
		e.roots = add(e.roots, other.roots)
	}
	for name, n := range other.names {
		e.names[name] = add(e.names[name], n)
	}
}

// measurer measures each fragment once.
type measurer struct {
	fragments map[string]*ast.FragmentDefinition
	measured  map[string]*extent // nil while it is under way
	steps     int
}

func (m *measurer) fragment(name string) (*extent, error) {
	definition := m.fragments[name]
	if definition == nil { // for validation to refuse
		return &extent{}, nil
	}
	if e, begun := m.measured[name]; begun {
		if e == nil {
			return nil, &Cyclic{name}
		}
		return e, nil
	}
	m.measured[name] = nil
	e, err := m.selection(definition.SelectionSet)
	if err != nil {
		return nil, err
	}
	m.measured[name] = e
	return e, nil
}

// selection measures a selection set, into one extent for all that is written
// there and a merge for each spread.
func (m *measurer) selection(set ast.SelectionSet) (*extent, error) {
	e := &extent{names: map[string]int{}}
	return e, m.into(e, set, 1, 0)
}

// into adds a set that lies at a depth; beneath __schema or __type the depth
// from there is counted apart.
func (m *measurer) into(e *extent, set ast.SelectionSet, depth, introspection int) error {
	for _, s := range set {
		m.steps++
		var err error
		switch s := s.(type) {
		case *ast.Field:
			err = m.field(e, s, depth, introspection)
		case *ast.InlineFragment:
			e.directives = add(e.directives, len(s.Directives))
			err = m.into(e, s.SelectionSet, depth, introspection)
		case *ast.FragmentSpread:
			var spread *extent
			e.directives = add(e.directives, len(s.Directives))
			if spread, err = m.fragment(s.Name); err == nil {
				m.spread(e, spread, depth, introspection)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *measurer) field(e *extent, f *ast.Field, depth, introspection int) error {
	e.fields, e.directives = add(e.fields, 1), add(e.directives, len(f.Directives))
	e.names[f.Alias] = add(e.names[f.Alias], 1)
	if f.Alias != f.Name {
		e.aliases = add(e.aliases, 1)
	}
	if depth == 1 && introspection == 0 {
		e.roots = add(e.roots, 1)
	}
	if introspection > 0 || f.Name == "__schema" || f.Name == "__type" {
		introspection++
		e.introspection = max(e.introspection, introspection)
	} else {
		e.depth = max(e.depth, depth)
		depth++
	}
	return m.into(e, f.SelectionSet, depth, introspection)
}

// spread adds a fragment at the place where it is spread.
func (m *measurer) spread(e *extent, f *extent, depth, introspection int) {
	m.steps += len(f.names)
	at := *f
	if introspection > 0 { // all that it holds is introspection here
		at.introspection, at.depth, at.roots = introspection+max(f.depth, f.introspection), 0, 0
	}
	e.include(&at, depth-1)
}
