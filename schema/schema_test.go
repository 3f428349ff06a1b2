package schema_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/schema"
)

func TestTheContractThatIsHandedOutIsWholeAndValid(t *testing.T) {
	parsed, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Hub", "Station", "TelemetryUpdate", "ApiClient", "TimelineEntry", "User"} {
		if parsed.Types[name] == nil {
			t.Errorf("%s is not in it", name)
		}
	}
	if d := parsed.Query.Fields.ForName("stock").Directives.ForName("scope"); d == nil {
		t.Error("it does not tell which scope a field needs")
	}
}

func TestTheChangelogNamesAllThatIsDeprecated(t *testing.T) {
	parsed := gqlparser.MustLoadSchema(&ast.Source{Input: schema.SDL()})
	said := func(name string, directives ast.DirectiveList) {
		if directives.ForName("deprecated") != nil && !strings.Contains(schema.Changelog, "`"+name+"`") {
			t.Errorf("%s is deprecated, and the changelog does not say so", name)
		}
	}
	for _, def := range parsed.Types {
		if def.BuiltIn {
			continue
		}
		for _, f := range def.Fields {
			said(def.Name+"."+f.Name, f.Directives)
			for _, a := range f.Arguments {
				said(def.Name+"."+f.Name+"."+a.Name, a.Directives)
			}
		}
		for _, v := range def.EnumValues {
			said(def.Name+"."+v.Name, v.Directives)
		}
	}
}
