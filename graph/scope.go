package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/server/policy"
	"commandhub/server/station"
	"commandhub/server/viewer"
)

// Scopes is what each field of the schema needs, read from its @scope.
type Scopes map[*ast.FieldDefinition]viewer.Scope

// ReadScopes fails where a field of the contract declares no scope, or one that
// is not known.
func ReadScopes(schema *ast.Schema) (Scopes, error) {
	scopes := Scopes{}
	var wrong []string
	for name, def := range schema.Types {
		if def.BuiltIn || def.Kind != ast.Object && def.Kind != ast.Interface {
			continue
		}
		for _, field := range def.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			need := viewer.Scope("")
			if d := field.Directives.ForName("scope"); d != nil {
				need = viewer.Scope(d.Arguments.ForName("needs").Value.Raw)
			}
			if !slices.Contains(viewer.Scopes, need) {
				wrong = append(wrong, fmt.Sprintf("%s.%s needs %q", name, field.Name, need))
			}
			scopes[field] = need
		}
		if d := def.Directives.ForName("scope"); d != nil {
			if need := viewer.Scope(d.Arguments.ForName("needs").Value.Raw); !slices.Contains(viewer.Scopes, need) {
				wrong = append(wrong, fmt.Sprintf("%s needs %q", name, need))
			}
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return nil, fmt.Errorf("fields without a scope that is known: %s", strings.Join(wrong, ", "))
	}
	return scopes, nil
}

// Field refuses a field whose scope the context's viewer does not hold, a
// mutation without a proper idempotency key, and a page that is not exactly one
// of first and last.
func (s Scopes) Field(ctx context.Context, next graphql.Resolver) (any, error) {
	field := graphql.GetFieldContext(ctx)
	if need, declared := s[field.Field.Definition]; declared && !viewer.From(ctx).May(need) {
		return nil, &policy.Denied{Scope: need}
	}
	if field.Object == "Mutation" {
		if err := oneKey(graphql.GetOperationContext(ctx), field); err != nil {
			return nil, err
		}
	}
	if len(field.Field.Arguments) > 0 || strings.HasSuffix(field.Field.Definition.Type.Name(), "Connection") {
		if err := onePage(field); err != nil {
			return nil, err
		}
	}
	return next(ctx)
}

// mostKey is the longest idempotency key, in bytes.
const mostKey = 100

// oneKey checks a mutation's input.idempotencyKey.
func oneKey(o *graphql.OperationContext, field *graphql.FieldContext) error {
	input, _ := field.Field.ArgumentMap(o.Variables)["input"].(map[string]any)
	if key, _ := input["idempotencyKey"].(string); len(key) < 1 || len(key) > mostKey {
		return &station.Unfit{Field: "input.idempotencyKey", Message: fmt.Sprintf("it has %d characters; 1 to %d are needed, the same for the same request", len(key), mostKey)}
	}
	return nil
}

// mostRows is the longest page of a connection.
const mostRows = 100

// onePage checks the arguments of a connection, known by its name.
func onePage(field *graphql.FieldContext) error {
	if !strings.HasSuffix(field.Field.Definition.Type.Name(), "Connection") {
		return nil
	}
	first, _ := field.Args["first"].(*int)
	last, _ := field.Args["last"].(*int)
	switch {
	case (first == nil) == (last == nil):
		return &station.Unfit{Field: "first", Message: "exactly one of first and last is needed"}
	case first != nil:
		return within("first", *first, 1, mostRows)
	default:
		return within("last", *last, 1, mostRows)
	}
}
