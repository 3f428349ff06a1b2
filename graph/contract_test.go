package graph_test

import (
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
			need, ok := scopes[f]
			if !ok {
				continue
			}
			for _, of := range schema.GetPossibleTypes(schema.Types[f.Type.Name()]) {
				if abstract := of.Name != f.Type.Name(); abstract {
					need = rows(of) // which row it is, its own policy tells
				}
				leading[of.Name] = append(leading[of.Name], need)
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

// rows is the scope that a type's rows need.
func rows(def *ast.Definition) viewer.Scope {
	if d := def.Directives.ForName("scope"); d != nil {
		return viewer.Scope(d.Arguments.ForName("needs").Value.Raw)
	}
	return viewer.Public
}

// implied tells whether no viewer holds one scope without another: none of the
// roles, the displays, and the programs, which ask for any part of a share.
func implied(held, other viewer.Scope) bool {
	grants := [][]viewer.Grant{viewer.WallGrants(), viewer.DeviceGrants()}
	for _, role := range viewer.Roles {
		grants = append(grants, role.Grants(viewer.Place{Area: "A", Organisation: "O"}))
	}
	share := []string{}
	for _, s := range viewer.Shareable {
		share = append(share, string(s))
	}
	for _, one := range share {
		grants = append(grants, viewer.ClientGrants([]string{one}, share))
	}
	for _, g := range grants {
		v := viewer.New(viewer.Person, 1, "", "", g...)
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

// Rows of a type are withheld by ent's policies; the contract says by which
// scope.
func TestEveryTypeWithAnIdSaysWhichScopeItsRowsNeed(t *testing.T) {
	for _, def := range types(contract()) {
		if slices.Contains(def.Interfaces, "Node") && rows(def) == viewer.Public {
			t.Errorf("%s has no @scope", def.Name)
		}
	}
}
