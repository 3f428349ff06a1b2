package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// tooLong is a text of more characters than its @text allows.
type tooLong struct {
	field        string // as input.facts.title
	length, most int
}

func (t *tooLong) Error() string {
	return fmt.Sprintf("%s has %d characters; at most %d are taken", t.field, t.length, t.most)
}

// Extensions makes it what a client may see.
func (t *tooLong) Extensions() map[string]any {
	return map[string]any{"code": codeInvalid, "field": t.field, "most": t.most}
}

// Text takes blanks off the ends of a text of an input and refuses one of more
// characters than its field's @text allows, naming both.
func Text(ctx context.Context, _ any, next graphql.Resolver, most int) (any, error) {
	value, err := next(ctx)
	if err != nil {
		return nil, err
	}
	switch v := value.(type) {
	case string:
		return fit(ctx, v, most)
	case *string:
		if v == nil {
			return v, nil
		}
		fitted, err := fit(ctx, *v, most)
		return &fitted, err
	case []string:
		v = slices.Clone(v)
		for i := range v {
			if v[i], err = fit(ctx, v[i], most); err != nil {
				return nil, err
			}
		}
		return v, nil
	}
	return nil, fmt.Errorf("@text on a %T", value)
}

func fit(ctx context.Context, s string, most int) (string, error) {
	s = strings.TrimSpace(s)
	if n := utf8.RuneCountInString(s); n > most {
		return "", &tooLong{inputField(ctx), n, most}
	}
	return s, nil
}

// inputField is which field of an input is read, without the operation's own.
func inputField(ctx context.Context) string {
	path := graphql.GetPath(ctx)
	if at := slices.Index(path, ast.PathElement(ast.PathName("input"))); at > 0 {
		path = path[at:]
	}
	return path.String()
}
