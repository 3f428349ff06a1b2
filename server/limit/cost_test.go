package limit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"commandhub/server/limit"
)

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
	type Query {
		station: Station
		stations(first: Int, last: Int): StationConnection
		areas: [Area!]
		events(first: Int! = 50): [Event!]
		page(first: Int!): Page
	}
	type Mutation { set(on: Boolean!): Payload  reset: Payload }
	type Payload { station: Station }
	type StationConnection { edges: [Edge!]!  nodes: [Station!]  totalCount: Int! }
	type Edge { node: Station! }
	type Station { name: String  area: Area  tanks: [Tank!]!  days(days: Int!): [Day!] }
	type Tank { number: String  history(buckets: Int!): History }
	type History { points: [Day!]! }
	type Area { name: String  parent: Area }
	type Day { volume: Float }
	type Page { entries: [Event!]!  hasMore: Boolean! }
	union Event = Tank | Area`})

var points = map[string]int{"Tank.history": 500, "Area.name": 3}

func cost(t *testing.T, text string, variables map[string]any) int {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules())
	if errs != nil {
		t.Fatalf("%s: %v", text, errs)
	}
	return limit.Cost(doc.Operations[0], variables, points)
}

func TestAnOperationCostsItsObjects(t *testing.T) {
	for text, want := range map[string]int{
		`{__typename}`:                           1, // no operation is free
		`{station{name}}`:                        1,
		`{station{name tanks{number}}}`:          1 + 10, // a list of no known length
		`{areas{__typename}}`:                    10,
		`{areas{name}}`:                          10 * (1 + 3),
		`{stations(first:7){totalCount}}`:        1,
		`{stations(first:7){edges{node{name}}}}`: 1 + 7*(1+1),
		`{stations(last:7){nodes{name}}}`:        1 + 7,
		`{stations(first:7){...f}} fragment f on StationConnection{edges{node{name}} nodes{name}}`: 1 + 7*2 + 7,
		`{stations{nodes{name}}}`:                                                        1 + 100, // refused at run time
		`{stations(first:7){edges{node{tanks{number}}}}}`:                                1 + 7*(1+1+10),
		`{events{__typename}}`:                                                           50, // the default
		`{events(first:3){... on Tank{number} ... on Area{parent{__typename}}}}`:         3 * (1 + 1),
		`{page(first:20){entries{__typename} hasMore}}`:                                  1 + 20,
		`{station{days(days:14){volume}}}`:                                               1 + 14,
		`{station{tanks{history(buckets:30){points{volume}}}}}`:                          1 + 10*(1+500+1+30),
		`{a:station{name} b:station{name} ...f ...f} fragment f on Query{station{name}}`: 4,
		`mutation{set(on:true){station{name}}}`:                                          10 + 1,
		`mutation{a:reset{station{name}} b:reset{station{name}}}`:                        2 * (10 + 1),
		`{stations(first:-1){nodes{name}}}`:                                              1 + 1,
		`{__schema{types{name fields{name}}}}`:                                           1 + 10*(1+10),
	} {
		if got := cost(t, text, nil); got != want {
			t.Errorf("%s costs %d, not %d", text, got, want)
		}
	}
}

func TestALengthMayComeFromAVariable(t *testing.T) {
	for _, seven := range []any{int64(7), 7, float64(7), json.Number("7"), "7"} {
		if got := cost(t, `query($n:Int){stations(first:$n){nodes{name}}}`, map[string]any{"n": seven}); got != 8 {
			t.Errorf("%T: %d", seven, got)
		}
	}
	if got := cost(t, `query($n:Int=9){stations(first:$n){nodes{name}}}`, nil); got != 10 {
		t.Errorf("by default: %d", got)
	}
}

func TestNoCostOverflows(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { all(first: Int): [Query!] x: Int }`})
	doc, errs := gqlparser.LoadQueryWithRules(schema, "{"+strings.Repeat("all(first:2000){", 12)+"x"+strings.Repeat("}", 13), rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(errs)
	}
	if got := limit.Cost(doc.Operations[0], nil, nil); got != 1<<31-1 { // 2000^12 else
		t.Error(got)
	}
}
