package matrix_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"commandhub/graph/generated"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

// TestAccess asks one county, on each database, as every kind of viewer.
func TestAccess(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		county := newAssembly(t, address)
		for _, nobody := range []struct {
			does string
			test func(*testing.T, *assembly)
		}{
			{"nobody sees a field without its scope", seesNoFieldWithoutItsScope},
			{"nobody lists what is out of reach", listsNothingOutOfReach},
			{"nobody finds what is out of reach", findsNothingOutOfReach},
			{"nobody finds by words what is out of reach", searchesNothingOutOfReach},
			{"nobody follows what is out of reach", followsNothingOutOfReach},
			{"nobody is told of an incident out of reach", isToldOfNoIncidentOutOfReach},
			{"each bureau is told the events of its duty", isToldTheEventsOfItsDuty},
			{"nobody changes anything without the scope", changesNothingWithoutTheScope}, // last: it does change things
		} {
			t.Run(nobody.does, func(t *testing.T) { nobody.test(t, county) })
		}
	})
}

// seesNoFieldWithoutItsScope asks, as every kind of viewer, for every
// field of the contract through every way that leads to it: query, node, list
// and subscription. What a viewer's scopes do not open must be refused at its
// path with the scope's name and be null, and what they do open must come.
func seesNoFieldWithoutItsScope(t *testing.T, county *assembly) {
	all := ways(t)
	told, refused := map[string]bool{}, map[string]bool{} // Type.field
	asked := 0
	same := map[string]bool{}
	for _, who := range slices.Sorted(maps.Keys(county.parties)) {
		party := county.parties[who]
		if same[party.rights.Key()] || strings.HasPrefix(who, "analyst of") && who != "analyst of COMMERCE" {
			continue // has the rights of one that was asked as; a bureau's program has the same share
		}
		same[party.rights.Key()] = true
		for _, w := range all {
			for _, a := range county.ask(t, party.client, party.rights, w) {
				asked++
				checkAnswer(t, who, party.rights, w, a, told, refused)
			}
		}
	}
	fields := 0
	for name, def := range generated.NewExecutableSchema(generated.Config{}).Schema().Types {
		if def.BuiltIn || strings.HasPrefix(name, "__") || strings.HasSuffix(name, "Payload") || slices.Contains([]string{"Query", "Mutation", "Subscription", "UserError"}, name) {
			continue // payloads are the mutations' matrix
		}
		for _, f := range def.Fields {
			if def.Kind != "OBJECT" || strings.HasPrefix(f.Name, "__") {
				continue
			}
			fields++
			field := name + "." + f.Name
			if !told[field] {
				t.Errorf("%s was never told to anybody: the matrix does not reach it", field)
			}
		}
	}
	t.Logf("%d viewers × %d ways, %d answers; %d fields told to who may, %d refused to who may not, of %d",
		len(same), len(all), asked, len(told), len(refused), fields)
}

// answer is what came back for one way.
type answer struct {
	data   any
	errors []servertest.GraphError
}

// checkAnswer compares an answer with what a viewer's rights say it must be.
func checkAnswer(t *testing.T, who string, rights viewer.Viewer, w way, a answer, told, refused map[string]bool) {
	t.Helper()
	want := map[string]bool{}
	path := ""
	for _, s := range w.steps {
		path = strings.TrimPrefix(path+"."+s.name, ".")
		if !rights.May(s.need) {
			want[path+" "+string(s.need)] = true
			break
		}
		if s.name == "node" && s.on != "" && !rights.May(s.rows) {
			want[path+" "+string(s.rows)] = true
			break
		}
	}
	reached := w.objects(a.data)
	if len(want) > 0 && len(reached) > 0 {
		t.Errorf("%s got %s, refused as %v: %v", who, w, want, reached)
	}
	if len(want) == 0 && len(reached) > 0 {
		for _, f := range w.of.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			need, field := contractScope(f.Directives), w.of.Name+"."+f.Name
			if rights.May(need) {
				told[field] = true
				continue
			}
			refused[field] = true
			want[path+"."+f.Name+" "+string(need)] = true
			for _, o := range reached {
				if o[f.Name] != nil {
					t.Errorf("LEAK: %s, who lacks %s, got %s of %s: %v", who, need, f.Name, w, o[f.Name])
				}
			}
		}
	}
	got := map[string]bool{}
	for _, e := range a.errors {
		code, scope := e.Extensions["code"], fmt.Sprint(e.Extensions["scope"])
		if code != "FORBIDDEN" && code != "UNAUTHENTICATED" {
			t.Errorf("%s asked %s: %+v", who, w, e)
			continue
		}
		got[withoutIndices(e.Path)+" "+scope] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("%s asked %s: refused %v, want %v", who, w, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

func withoutIndices(path []any) string {
	words := []string{}
	for _, p := range path {
		if word, ok := p.(string); ok {
			words = append(words, word)
		}
	}
	return strings.Join(words, ".")
}

// ask asks for a way: node(id) for the row of its type, others once.
func (c *assembly) ask(t *testing.T, client *servertest.Client, rights viewer.Viewer, w way) []answer {
	t.Helper()
	if w.operation == "subscription" {
		if w.steps[0].name == "stationEvents" && rights.May(viewer.EventRead) && !slices.ContainsFunc(eventKinds, rights.May) {
			return nil // no kind of event is open, so none will come
		}
		if w.steps[0].name == "incidentUpdates" && rights.May(viewer.IncidentRead) {
			return []answer{item(t, client, w.document(), 1)} // the first is READY, of no incident
		}
		return []answer{item(t, client, w.document(), 0)}
	}
	variables := map[string]any{}
	switch w.steps[0].name {
	case "node":
		variables["id"] = c.ids[w.steps[0].on]
	case "incident":
		variables["id"] = c.ids["Incident"]
	case "profilePreview":
		variables["id"] = c.ids["ProfilePreview"]
	case "handOverGenuine":
		variables["snapshot"], variables["signature"] = "{}", "00"
	case "search":
		variables["text"] = findable[w.of.Name]
	}
	_, body := client.Post(t, "/graphql", map[string]any{"query": w.document(), "variables": variables})
	for _, marker := range c.outOfReach[client] {
		if strings.Contains(body, `"`+marker+`"`) {
			t.Errorf("LEAK: %s is in the answer to %s: %s", marker, w, body)
		}
	}
	return []answer{decode(t, body)}
}

func decode(t *testing.T, body string) answer {
	t.Helper()
	var out struct {
		Data   any
		Errors []servertest.GraphError
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return answer{out.Data, out.Errors}
}

// eventKinds are the scopes that open some kind of station event.
var eventKinds = []viewer.Scope{viewer.DeliveryRead, viewer.EquipmentRead, viewer.TamperRead, viewer.SpillRead}

// item is one of a subscription, counted from 0, or the refusal.
func item(t *testing.T, client *servertest.Client, document string, n int) answer {
	t.Helper()
	s := client.Subscribe(t, document, map[string]any{"after": servertest.Beginning()})
	defer s.Close()
	for range n {
		s.Next(nil)
	}
	return decode(t, s.First())
}
