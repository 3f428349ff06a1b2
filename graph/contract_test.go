package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/graph"
	"commandhub/graph/generated"
	"commandhub/server/viewer"
)

func contract() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

// types are the contract's own, by name.
func types(schema *ast.Schema) []*ast.Definition {
	var out []*ast.Definition
	for name, def := range schema.Types {
		if !def.BuiltIn && !strings.HasPrefix(name, "__") {
			out = append(out, def)
		}
	}
	slices.SortFunc(out, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func TestEverythingInTheContractIsDescribed(t *testing.T) {
	roots := []string{"Query", "Mutation", "Subscription"}
	said := func(what, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for _, def := range types(contract()) {
		if !slices.Contains(roots, def.Name) {
			said(def.Name, def.Description)
		}
		for _, f := range def.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				said(def.Name+"."+f.Name, f.Description)
			}
		}
		for _, v := range def.EnumValues {
			said(def.Name+"."+v.Name, v.Description)
		}
	}
}

func TestEveryFieldDeclaresAScopeThatIsKnown(t *testing.T) {
	scopes, err := graph.ReadScopes(contract())
	if err != nil {
		t.Fatal(err)
	}
	if len(scopes) < 100 {
		t.Fatalf("only %d fields were read", len(scopes))
	}
}

func TestAFieldWithoutAScopeStopsTheStart(t *testing.T) {
	schema := contract()
	field := schema.Types["Tank"].Fields.ForName("capacity")
	declared := field.Directives
	t.Cleanup(func() { field.Directives = declared }) // the schema is one for all tests
	for what, directives := range map[string]ast.DirectiveList{
		"none":    nil,
		"unknown": {{Name: "scope", Arguments: ast.ArgumentList{{Name: "needs", Value: &ast.Value{Raw: "tank:peek"}}}}},
	} {
		field.Directives = directives
		if _, err := graph.ReadScopes(schema); err == nil || !strings.Contains(err.Error(), "Tank.capacity") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A refusal must cost its field and not its parent: a field that cannot be null
// needs no more than what led to its object.
func TestAFieldThatAScopeCanWithholdIsNullable(t *testing.T) {
	schema := contract()
	scopes, err := graph.ReadScopes(schema)
	if err != nil {
		t.Fatal(err)
	}
	leading := map[string][]viewer.Scope{} // to an object of this type
	for _, def := range types(schema) {
		for _, f := range def.Fields {
			if need, ok := scopes[f]; ok {
				for _, of := range schema.GetPossibleTypes(schema.Types[f.Type.Name()]) {
					leading[of.Name] = append(leading[of.Name], need)
				}
			}
		}
	}
	for _, def := range types(schema) {
		if def.Kind != ast.Object || def == schema.Query || def == schema.Mutation || def == schema.Subscription {
			continue
		}
		for _, f := range def.Fields {
			need := scopes[f]
			if !f.Type.NonNull || need == viewer.Public || strings.HasPrefix(f.Name, "__") {
				continue
			}
			for _, led := range leading[def.Name] {
				if led != need && led != viewer.Public && !implied(led, need) {
					t.Errorf("%s.%s cannot be null and needs %s; an object of its type is reached with %s alone", def.Name, f.Name, need, led)
				}
			}
		}
	}
}

// implied tells whether no kind of viewer holds one scope without another.
func implied(held, other viewer.Scope) bool {
	for _, k := range []viewer.Kind{viewer.Nobody, viewer.Operator, viewer.Wall, viewer.Device} {
		v := viewer.New(k, 1, fmt.Sprint(k), "")
		if v.May(held) && !v.May(other) {
			return false
		}
	}
	return true
}

// The key of every mutation is checked in one place, where it is looked for.
func TestEveryMutationTakesOneInputWithAnIdempotencyKey(t *testing.T) {
	schema := contract()
	for _, f := range schema.Mutation.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		if len(f.Arguments) != 1 || f.Arguments[0].Name != "input" || !f.Arguments[0].Type.NonNull {
			t.Errorf("%s does not take exactly one input: …!", f.Name)
			continue
		}
		input := schema.Types[f.Arguments[0].Type.Name()]
		if key := input.Fields.ForName("idempotencyKey"); key == nil || key.Type.String() != "String!" || key.DefaultValue != nil {
			t.Errorf("%s has no idempotencyKey: String!", input.Name)
		}
	}
}
