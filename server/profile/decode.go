package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"commandhub/server/measure"
	"commandhub/server/reason"
)

// decode reads a file into dst, strictly. It goes on after a value that does
// not fit, where a YAML decoder would stop, so that all of them are reported.
func decode(files fs.FS, name string, dst any) (source, Problems) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return source{name: name}, Problems{{File: name, Why: unreadable.With(cause(err))}}
	}
	if deep(data) {
		return source{name: name}, Problems{{File: name, Why: tooDeep.With(mostDepth)}}
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return source{name: name}, Problems{{File: name, Line: lineOf(err), Why: noYAML.With(yamlMessage(err))}}
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return source{name: name}, Problems{{File: name, Why: documents.With(len(tree.Docs))}}
	}
	d := decoder{file: name, anchors: map[string]ast.Node{}, left: mostValues}
	d.value(tree.Docs[0].Body, reflect.ValueOf(dst).Elem(), "")
	if d.left < 0 {
		return source{name: name}, Problems{{File: name, Why: tooManyValues.With(mostValues)}}
	}
	return source{name: name, tree: tree}, d.problems
}

// Bounds of one file, so that none keeps the hub busy: aliases of aliases multiply,
// and a parser goes as deep as it is led.
const (
	mostValues = 500_000
	mostDepth  = 100
)

// deep tells of more brackets one in another, or of a line that is indented more,
// than any county needs; what stands in quotes counts too.
func deep(data []byte) bool {
	depth, indent, begins := 0, 0, true
	for _, c := range data {
		switch {
		case c == '\n':
			indent, begins = 0, true
			continue
		case c == '[' || c == '{':
			depth++
		case (c == ']' || c == '}') && depth > 0:
			depth--
		}
		if begins = begins && (c == ' ' || c == '-' || c == '?' || c == ':'); begins {
			indent++
		}
		if depth > mostDepth || indent > mostDepth {
			return true
		}
	}
	return false
}

// decoder fills Go values from nodes and gathers what does not fit.
type decoder struct {
	file     string
	anchors  map[string]ast.Node
	left     int // values that may still come
	problems Problems
}

func (d *decoder) wrong(node ast.Node, field string, why reason.Reason) {
	d.problems = append(d.problems, Problem{d.file, first(node).Position.Line, field, why})
}

func (d *decoder) value(node ast.Node, dst reflect.Value, path string) {
	if d.left--; d.left < 0 {
		return
	}
	switch n := node.(type) {
	case *ast.AnchorNode:
		d.value(n.Value, dst, path)
		d.anchors[n.Name.String()] = n.Value // only now: no alias of itself within
		return
	case *ast.AliasNode:
		if target, ok := d.anchors[n.Value.String()]; ok {
			d.value(target, dst, path)
		} else {
			d.wrong(n, path, aliasOfNone.With(n.Value))
		}
		return
	}
	switch dst.Kind() {
	case reflect.Struct:
		d.fields(node, dst, path)
	case reflect.Slice:
		seq, ok := node.(*ast.SequenceNode)
		if !ok {
			d.wrong(node, path, noList.With())
			return
		}
		dst.Set(reflect.MakeSlice(dst.Type(), len(seq.Values), len(seq.Values)))
		for i, item := range seq.Values {
			d.value(item, dst.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	default:
		d.scalar(node, dst, path)
	}
}

func (d *decoder) fields(node ast.Node, dst reflect.Value, path string) {
	m, ok := node.(ast.MapNode)
	if !ok {
		d.wrong(node, path, noFields.With(fieldsOf(dst.Type())))
		return
	}
	for it := m.MapRange(); it.Next(); {
		key := it.Key().GetToken().Value
		field, ok := fieldByKey(dst.Type(), key)
		if !ok {
			d.wrong(it.Key(), join(path, key), unknownField.With(fieldsOf(dst.Type())))
			continue
		}
		d.value(it.Value(), dst.FieldByIndex(field.Index), join(path, key))
	}
}

func (d *decoder) scalar(node ast.Node, dst reflect.Value, path string) {
	if _, ok := node.(ast.ScalarNode); !ok {
		d.wrong(node, path, noSingleValue.With())
		return
	}
	text := node.GetToken().Value
	if exact, ok := dst.Addr().Interface().(json.Unmarshaler); ok { // a quantity
		if err := exact.UnmarshalJSON([]byte(text)); err != nil {
			d.wrong(node, path, inexact(text, err))
		}
		return
	}
	if _, ok := node.(*ast.FloatNode); ok && dst.CanInt() { // or its fraction would be cut off
		d.wrong(node, path, notWhole.With(text))
		return
	}
	if err := yaml.NodeToValue(node, dst.Addr().Interface()); err != nil {
		d.wrong(node, path, notFit.With(text, yamlMessage(err)))
	}
}

// inexact is why a text is no quantity.
func inexact(text string, err error) reason.Reason {
	switch {
	case errors.Is(err, measure.ErrNotANumber):
		return notANumber.With(text)
	case errors.Is(err, measure.ErrOutOfRange):
		return numberTooBig.With(text)
	case errors.Is(err, measure.ErrTooFine):
		return notWhole.With(text)
	}
	return notFit.With(text, err)
}

func fieldByKey(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") == key && key != "-" {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func fieldsOf(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "-" {
			names = append(names, name)
		}
	}
	return names
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
