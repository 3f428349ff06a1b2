package profile

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// source is one YAML file: what it says and where.
type source struct {
	name string
	tree *ast.File // nil when it could not be parsed
}

// line is where a field stands, or the nearest that encloses it when it is
// missing.
func (s source) line(field string) int {
	for s.tree != nil && field != "" {
		if p, err := yaml.PathString("$." + field); err == nil {
			if node, err := p.FilterFile(s.tree); err == nil && node != nil {
				return first(node).Position.Line
			}
		}
		field = field[:max(strings.LastIndexAny(field, ".["), 0)]
	}
	return 0
}

// first is the token a reader sees first: a mapping's own is its first colon.
func first(node ast.Node) *token.Token {
	if m, ok := node.(ast.MapNode); ok {
		if it := m.MapRange(); it.Next() {
			return it.Key().GetToken()
		}
	}
	return node.GetToken()
}

func lineOf(err error) int {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		return y.GetToken().Position.Line
	}
	return 0
}

func yamlMessage(err error) string {
	var y yaml.Error
	if errors.As(err, &y) {
		return y.GetMessage()
	}
	return err.Error()
}

// cause leaves the path out of a file error: the file is named already.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
