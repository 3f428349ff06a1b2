package matrix_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"commandhub/server/search"
	"commandhub/server/servertest"
	"commandhub/server/viewer"
)

// findable is a text that finds a row of each type that is searched for, and of
// both stations where the type has rows of both.
var findable = map[string]string{
	"Incident": "-fire", "Report": "-00", "Task": "e", "Station": "LC000", "Tank": "LC000", "Device": "-C1", "Organisation": "SINOPEC",
	"SearchResult": near, "User": "commander", "ApiClient": "program", "Wall": "wall", "FieldDevice": "phone",
}

// opens is the scope that each kind needs.
var opens = map[search.Kind]viewer.Scope{
	search.Incident: viewer.IncidentRead, search.Report: viewer.IncidentRead, search.Task: viewer.IncidentRead,
	search.Station: viewer.StationRead, search.Tank: viewer.StationRead, search.Device: viewer.StationRead, search.Organisation: viewer.StationRead,
	search.Person: viewer.AccountRead, search.Display: viewer.AccountRead, search.Phone: viewer.AccountRead,
	search.Program: viewer.ClientRead,
}

// searchesNothingOutOfReach looks, as everybody, for something of each type: the
// kinds that the viewer's scopes open are searched and no other, every kind is
// found by somebody, and what is found is what node(id) gives too.
func searchesNothingOutOfReach(t *testing.T, county *assembly) {
	found, same := map[string]bool{"SearchResult": true}, map[string]bool{}
	for who, party := range county.parties {
		if same[party.rights.Key()] {
			continue
		}
		same[party.rights.Key()] = true
		want := []search.Kind{}
		for _, kind := range search.Kinds {
			if party.rights.May(opens[kind]) {
				want = append(want, kind)
			}
		}
		for _, text := range findable {
			for i, n := range county.search(t, party.client, who, text, want) {
				found[n.Typename] = true
				if i%10 > 0 {
					continue // the hub's own tests ask for each
				}
				var data struct{ Node *struct{ ID string } }
				if errs := party.client.Query(t, &data, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": n.ID}); errs != nil || data.Node == nil {
					t.Errorf("%s finds %s %s by %q, which node does not give: %+v", who, n.Typename, n.ID, text, errs)
				}
			}
		}
	}
	for name := range findable {
		if !found[name] {
			t.Errorf("nobody finds a %s by %q", name, findable[name])
		}
	}
}

type findableNode struct {
	Typename string `json:"__typename"`
	ID       string
}

func (c *assembly) search(t *testing.T, client *servertest.Client, who, text string, want []search.Kind) []findableNode {
	t.Helper()
	_, body := client.Post(t, "/graphql", map[string]any{
		"query": `query($t:String!){search(text:$t,first:50){kinds nodes{__typename ... on Node{id} ... on Station{code} ... on Incident{title}
			... on Device{code} ... on Tank{station{code}} ... on Report{incident{title}} ... on Task{incident{title}}}}}`,
		"variables": map[string]any{"t": text},
	})
	for _, marker := range c.outOfReach[client] {
		if strings.Contains(body, `"`+marker+`"`) {
			t.Errorf("LEAK: %s finds %s by %q: %s", who, marker, text, body)
		}
	}
	var out struct {
		Data struct {
			Search struct {
				Nodes []findableNode
				Kinds []search.Kind
			}
		}
		Errors []servertest.GraphError
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil || out.Errors != nil || !slices.Equal(out.Data.Search.Kinds, want) {
		t.Errorf("%s searches %v, want %v: %+v %v", who, out.Data.Search.Kinds, want, out.Errors, err)
	}
	return out.Data.Search.Nodes
}
