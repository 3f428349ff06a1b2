package matrix_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/graph/generated"
)

// changesNothingWithoutTheScope asks for every mutation as every kind
// of viewer: who lacks its scope is refused by it, and who holds it is not.
func changesNothingWithoutTheScope(t *testing.T, county *assembly) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	allowed, refused := map[string]bool{}, 0
	for _, who := range slices.Sorted(maps.Keys(county.parties)) {
		party := county.parties[who]
		for _, f := range schema.Mutation.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			need := contractScope(f.Directives)
			errs := party.client.Query(t, nil, mutation(schema, f, who), nil)
			if party.rights.May(need) {
				allowed[f.Name] = true
				for _, e := range errs {
					if e.Extensions["scope"] == string(need) {
						t.Errorf("%s, who holds %s, cannot %s: %+v", who, need, f.Name, e)
					}
				}
				continue
			}
			refused++
			if len(errs) != 1 || errs[0].Extensions["scope"] != string(need) || fmt.Sprint(errs[0].Path) != "["+f.Name+"]" {
				t.Errorf("%s, who lacks %s, asked to %s: %+v", who, need, f.Name, errs)
			}
		}
	}
	for _, f := range schema.Mutation.Fields {
		if !allowed[f.Name] {
			t.Errorf("nobody may %s: the matrix has no such viewer", f.Name)
		}
	}
	t.Logf("%d viewers × %d mutations, %d refusals", len(county.parties), len(schema.Mutation.Fields), refused)
}

// mutation asks for a change of what is not there, with an input that is of the
// right form.
func mutation(schema *ast.Schema, f *ast.FieldDefinition, who string) string {
	input := schema.Types[f.Arguments.ForName("input").Type.Name()]
	return fmt.Sprintf("mutation{%s(input:%s){__typename}}", f.Name, object(schema, input, who))
}

// object gives what an input must have.
func object(schema *ast.Schema, input *ast.Definition, who string) string {
	values := []string{}
	for _, field := range input.Fields {
		if field.Type.NonNull && field.DefaultValue == nil {
			values = append(values, field.Name+":"+literal(schema, field, who))
		}
	}
	return "{" + strings.Join(values, ",") + "}"
}

func literal(schema *ast.Schema, f *ast.FieldDefinition, who string) string {
	if f.Type.Elem != nil {
		return "[" + literal(schema, &ast.FieldDefinition{Type: f.Type.Elem}, who) + "]"
	}
	switch name := f.Type.Name(); {
	case f.Name == "idempotencyKey":
		return fmt.Sprintf("%q", who)
	case schema.Types[name].Kind == ast.InputObject:
		return object(schema, schema.Types[name], who)
	case schema.Types[name].Kind == ast.Enum:
		return schema.Types[name].EnumValues[0].Name
	case name == "ID":
		return `"4294967295"`
	case name == "Int", name == "Float":
		return "1"
	case name == "Boolean":
		return "false"
	case name == "DateTime":
		return `"2026-12-01T00:00:00Z"`
	default:
		return `"nothing"`
	}
}
