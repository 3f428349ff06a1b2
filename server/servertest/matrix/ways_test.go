package matrix_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/graph/generated"
	"commandhub/server/viewer"
)

// way is one path through the contract to objects of a type: from a root field,
// by node(id), through connections and by every field that leads on.
type way struct {
	operation string // query or subscription
	steps     []step
	of        *ast.Definition
}

// step is one field of a way.
type step struct {
	name  string
	asked string // with its arguments
	need  viewer.Scope
	// on is set where the field gives an abstract type: rows is then what the
	// rows of the type that is meant need.
	on   string
	rows viewer.Scope
}

// arguments are how the matrix asks for fields that need some; a field that is
// new and needs some too stops the test until it is named here.
var arguments = map[string]string{
	"Query.station": `(code:"LC0001")`, "Query.stations": `(first:2)`, "Query.tanks": `(first:2)`, "Query.nozzles": `(first:2)`,
	"Query.devices": `(first:2)`, "Query.quarantine": `(first:2)`, "Query.users": `(first:2)`, "Query.apiClients": `(first:2)`,
	"Query.quarantineCounts": `(since:"2020-01-01T00:00:00Z")`, "Query.node": `(id:$id)`,
	"Query.eventsAfter": `(first:5)`, "Query.stationEvents": `(first:50)`,
	"Query.incidents": `(first:2)`, "Query.incident": `(id:$id)`, "Subscription.incidentUpdates": `(after:$after)`,
	"Query.profilePreview":  `(upload:$id)`,
	"Query.search":          `(text:$text,first:20)`,
	"Query.notices":         `(first:2)`,
	"Query.sceneReports":    `(first:2)`,
	"Query.shifts":          `(since:"2026-11-01T00:00:00Z",until:"2027-01-15T00:00:00Z")`,
	"Query.dutyGaps":        `(since:"2026-11-01T00:00:00Z",until:"2027-01-15T00:00:00Z")`,
	"Tank.history":          `(quantity:VOLUME,from:"2026-01-01T00:00:00Z",to:"2027-01-01T00:00:00Z")`,
	"Subscription.timeline": `(after:$after)`, "Subscription.stationTelemetry": `(minIntervalMs:100)`,
}

func contractScope(directives ast.DirectiveList) viewer.Scope {
	if d := directives.ForName("scope"); d != nil {
		return viewer.Scope(d.Arguments.ForName("needs").Value.Raw)
	}
	return viewer.Public
}

// ways finds the shortest way to each field that gives objects, so that every
// field of every type is asked for through each of them.
func ways(t *testing.T) []way {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	var found, next []way
	next = append(next, way{operation: "query", of: schema.Query}, way{operation: "subscription", of: schema.Subscription})
	seen := map[string]bool{}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		for _, f := range at.of.Fields {
			to := schema.Types[f.Type.Name()]
			edge := at.of.Name + "." + f.Name
			if strings.HasPrefix(f.Name, "__") || to.Kind != ast.Object && to.Kind != ast.Interface && to.Kind != ast.Union || seen[edge] {
				continue
			}
			if at.operation == "query" { // what a subscription leads on to, a query does too
				seen[edge] = true
			}
			if at.operation == "subscription" && len(at.steps) > 1 {
				continue
			}
			for _, of := range schema.GetPossibleTypes(to) {
				s := step{name: f.Name, asked: f.Name + asked(t, edge, f), need: contractScope(f.Directives)}
				if of != to {
					s.on, s.rows = of.Name, contractScope(of.Directives)
				}
				one := way{at.operation, append(slices.Clone(at.steps), s), of}
				found = append(found, one)
				if to.Kind == ast.Object {
					next = append(next, one)
				}
			}
		}
	}
	return found
}

func asked(t *testing.T, edge string, f *ast.FieldDefinition) string {
	if text, ok := arguments[edge]; ok {
		return text
	}
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil {
			t.Fatalf("%s needs %s: say in `arguments` how the matrix asks for it", edge, a.Name)
		}
	}
	return ""
}

// document asks for every field of the way's type, and of what it gives only the
// name of the type: that is another way's.
func (w way) document() string {
	var b strings.Builder
	fields := []string{}
	for _, f := range w.of.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		text := f.Name + arguments[w.of.Name+"."+f.Name]
		if !leaf(f.Type.Name()) {
			text += "{__typename}"
		}
		fields = append(fields, text)
	}
	inner := strings.Join(fields, " ")
	for i := len(w.steps) - 1; i >= 0; i-- {
		s := w.steps[i]
		if s.on != "" {
			inner = fmt.Sprintf("__typename ... on %s{%s}", s.on, inner)
		}
		inner = fmt.Sprintf("%s{%s}", s.asked, inner)
	}
	b.WriteString(w.operation)
	variables := []string{}
	if strings.Contains(inner, "$id") {
		variables = append(variables, "$id:ID!")
	}
	if strings.Contains(inner, "$after") {
		variables = append(variables, "$after:Cursor")
	}
	if strings.Contains(inner, "$text") {
		variables = append(variables, "$text:String!")
	}
	if len(variables) > 0 {
		b.WriteString("(" + strings.Join(variables, ",") + ")")
	}
	b.WriteString("{" + inner + "}")
	return b.String()
}

func (w way) String() string {
	words := []string{w.operation}
	for _, s := range w.steps {
		words = append(words, s.name)
	}
	return strings.Join(words, ".") + ":" + w.of.Name
}

var contractTypes = generated.NewExecutableSchema(generated.Config{}).Schema().Types

func leaf(name string) bool {
	k := contractTypes[name].Kind
	return k == ast.Scalar || k == ast.Enum
}

// objects are the values that a way leads to in an answer's data.
func (w way) objects(data any) []map[string]any {
	at := []any{data}
	for _, s := range w.steps {
		var next []any
		for _, v := range at {
			o, _ := v.(map[string]any)
			next = append(next, flat(o[s.name])...)
		}
		if s.on != "" {
			next = slices.DeleteFunc(next, func(v any) bool { return v.(map[string]any)["__typename"] != s.on })
		}
		at = next
	}
	out := []map[string]any{}
	for _, v := range at {
		out = append(out, v.(map[string]any))
	}
	return out
}

func flat(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out []any
		for _, one := range v {
			out = append(out, flat(one)...)
		}
		return out
	}
	return []any{v}
}
