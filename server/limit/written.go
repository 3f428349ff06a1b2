package limit

import "github.com/vektah/gqlparser/v2/ast"

// written counts what needs no fragment written out.
type written struct {
	spreads, variables, nesting int
	aside                       int // directives of fragments and variables
}

func (w *written) document(doc *ast.QueryDocument) {
	for _, o := range doc.Operations {
		w.variables = max(w.variables, len(o.VariableDefinitions))
		for _, v := range o.VariableDefinitions {
			w.aside = add(w.aside, len(v.Directives))
			w.directives(v.Directives)
			w.value(v.DefaultValue, 0)
		}
		w.directives(o.Directives)
		w.selection(o.SelectionSet)
	}
	for _, f := range doc.Fragments {
		w.aside = add(w.aside, len(f.Directives))
		w.directives(f.Directives)
		w.selection(f.SelectionSet)
	}
}

func (w *written) selection(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			w.arguments(s.Arguments)
			w.directives(s.Directives)
			w.selection(s.SelectionSet)
		case *ast.InlineFragment:
			w.directives(s.Directives)
			w.selection(s.SelectionSet)
		case *ast.FragmentSpread:
			w.spreads++
			w.directives(s.Directives)
		}
	}
}

func (w *written) directives(list ast.DirectiveList) {
	for _, d := range list {
		w.arguments(d.Arguments)
	}
}

func (w *written) arguments(list ast.ArgumentList) {
	for _, a := range list {
		w.value(a.Value, 0)
	}
}

func (w *written) value(v *ast.Value, above int) {
	if v == nil || v.Kind != ast.ListValue && v.Kind != ast.ObjectValue {
		return
	}
	w.nesting = max(w.nesting, above+1)
	for _, c := range v.Children {
		w.value(c.Value, above+1)
	}
}
