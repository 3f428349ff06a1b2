package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/viewer"
)

// costed is a whole answer of the contract over HTTP.
type costed struct {
	Data       json.RawMessage
	Errors     []servertest.GraphError
	Extensions struct {
		Cost *struct{ Requested, Limit, Remaining int }
	}
}

// ask posts an operation and returns what came.
func ask(t *testing.T, c *servertest.Client, body map[string]any, accept string) (int, http.Header, costed) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	if accept != "" {
		header.Set("Accept", accept)
	}
	status, h, got := c.Exchange(t, http.MethodPost, "/graphql", header, string(text))
	var a costed
	if err := json.Unmarshal([]byte(got), &a); err != nil {
		t.Fatalf("%d %s: %v", status, got, err)
	}
	return status, h, a
}

func query(text string) map[string]any { return map[string]any{"query": text} }

func TestABoundHoldsOverBothTransports(t *testing.T) {
	operator := servertest.Start(t, app.Options{}).Operator(t)
	const within, beyond = `{hub{version}}`, `{station(code:"HX-1"){` + `tanks{station{tanks{station{tanks{station{tanks{station{tanks{station{id}}}}}}}}}}` + `}}`
	deep := strings.Replace(beyond, "{id}", "{tanks{id}}", 1)
	if errs := operator.Query(t, nil, within, nil); errs != nil {
		t.Error(errs)
	}
	for transport, errs := range map[string][]servertest.GraphError{
		"POST":      operator.Query(t, nil, deep, nil),
		"websocket": operator.Subscribe(t, deep, nil).Refused(),
	} {
		if len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" || errs[0].Extensions["bound"] != "depth" || !strings.Contains(errs[0].Message, "at most 12") {
			t.Errorf("%s: %+v", transport, errs)
		}
	}
}

func TestAnOperationThatCostsTooMuchIsNotExecuted(t *testing.T) {
	operator := servertest.Start(t, app.Options{}).Operator(t)
	page := func(n int) costed {
		body := query(`query($n:Int){tanks(first:$n){edges{node{history(quantity:VOLUME,from:"2026-01-01T00:00:00Z",to:"2026-01-02T00:00:00Z",buckets:10){points{mean}}}}}}`)
		body["variables"] = map[string]any{"n": n}
		_, _, a := ask(t, operator, body, "")
		return a
	}
	if a := page(38); len(a.Errors) != 0 || a.Extensions.Cost.Requested != 20+1+38*(2+500+1+10) {
		t.Errorf("38: %+v", a)
	}
	if a := page(39); len(a.Errors) != 1 || a.Errors[0].Extensions["bound"] != "cost" || a.Data != nil {
		t.Errorf("39: %+v", a)
	}
}

func TestAnAnswerSaysWhatItCostAndWhatIsLeft(t *testing.T) {
	clock := clockwork.NewFakeClockAt(noon)
	operator := servertest.Start(t, app.Options{Clock: clock}).Operator(t)
	_, _, a := ask(t, operator, query(`{stations(first:10){edges{node{name}}}}`), "")
	if c := a.Extensions.Cost; c == nil || c.Requested != 41 || c.Limit != 120_000 || c.Remaining != 120_000-41 {
		t.Errorf("a document that is not known: %+v", c)
	}
	_, h, again := ask(t, operator, query(`{stations(first:10){edges{node{name}}}}`), "")
	if c := again.Extensions.Cost; c == nil || c.Requested != 21 || c.Remaining != 120_000-62 {
		t.Errorf("one that is known: %+v", c)
	}
	if got := h.Get("RateLimit-Policy"); got != `"points";q=120000;w=60` {
		t.Error(got)
	}
	if got := h.Get("RateLimit"); got != `"points";r=119938;t=1` {
		t.Error(got)
	}
}

func TestWhoHasSpentTheQuotaWaits(t *testing.T) {
	clock := clockwork.NewFakeClockAt(noon)
	hub := servertest.Start(t, app.Options{Clock: clock, Quota: func(v viewer.Viewer) int {
		if v.Kind == viewer.Person {
			return 80
		}
		return 1000
	}})
	operator, wall := hub.Operator(t), hub.Wall(t)
	const forty = `{areas{kind} products{code} a:products{code} b:products{code}}`
	if _, _, a := ask(t, operator, query(forty), ""); len(a.Errors) != 0 || a.Extensions.Cost.Remaining != 20 {
		t.Fatalf("%+v", a)
	}
	for _, accept := range []string{"", "application/graphql-response+json"} {
		status, h, a := ask(t, operator, query(forty), accept)
		if status != http.StatusTooManyRequests || h.Get("Retry-After") != "15" || h.Get("RateLimit") != `"points";r=20;t=15` {
			t.Errorf("%s: %d %v", accept, status, h)
		}
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "RATE_LIMITED" || a.Errors[0].Extensions["retryAfterSeconds"] != 15.0 || a.Data != nil {
			t.Errorf("%+v", a)
		}
	}
	clock.Advance(15 * time.Second)
	if _, _, a := ask(t, operator, query(forty), ""); len(a.Errors) != 0 {
		t.Errorf("after the time that it was told: %+v", a)
	}
	if errs := operator.Subscribe(t, forty, nil).Refused(); len(errs) != 1 || errs[0].Extensions["code"] != "RATE_LIMITED" {
		t.Errorf("on a socket: %+v", errs)
	}
	if errs := wall.Query(t, nil, forty, nil); errs != nil {
		t.Errorf("the wall pays for the operator: %+v", errs)
	}
}

func TestIntrospectionIsForThoseWhoSignedIn(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for _, text := range []string{`{__schema{queryType{name}}}`, `{__type(name:"Hub"){name}}`, `{...f} fragment f on Query{... on Query{__type(name:"Hub"){name}}}`} {
		if errs := hub.Stranger().Query(t, nil, text, nil); len(errs) != 1 || errs[0].Extensions["code"] != "FORBIDDEN" {
			t.Errorf("a stranger: %s: %+v", text, errs)
		}
	}
	wall, operator := hub.Wall(t), hub.Operator(t)
	if errs := wall.Query(t, nil, `{__schema{queryType{name}}}`, nil); len(errs) != 1 || errs[0].Extensions["code"] != "FORBIDDEN" {
		t.Errorf("a wall: %+v", errs)
	}
	if errs := operator.Query(t, nil, `{__schema{queryType{name}}}`, nil); errs != nil {
		t.Errorf("an operator: %+v", errs)
	}
	if errs := wall.Query(t, nil, `{hub{__typename}}`, nil); errs != nil { // no introspection
		t.Errorf("a wall: %+v", errs)
	}
}

func TestAMutationNeedsAKeyOfOneToAHundredCharacters(t *testing.T) {
	operator := servertest.Start(t, app.Options{}).Operator(t)
	for length, good := range map[int]bool{0: false, 1: true, 100: true, 101: false} {
		key := strings.Repeat("k", length)
		for form, errs := range map[string][]servertest.GraphError{
			"a literal":  operator.Query(t, nil, fmt.Sprintf(`mutation{revokeWall(input:{wall:"1",idempotencyKey:%q}){userErrors{code}}}`, key), nil),
			"a variable": operator.Query(t, nil, `mutation($i:RevokeWallInput!){revokeWall(input:$i){userErrors{code}}}`, map[string]any{"i": map[string]any{"wall": "1", "idempotencyKey": key}}),
			"a part":     operator.Query(t, nil, `mutation($k:String!){revokeWall(input:{wall:"1",idempotencyKey:$k}){userErrors{code}}}`, map[string]any{"k": key}),
		} {
			refused := len(errs) == 1 && errs[0].Extensions["field"] == "input.idempotencyKey" && errs[0].Extensions["code"] == "INVALID"
			if good != (len(errs) == 0) || !good && !refused {
				t.Errorf("%d characters as %s: %+v", length, form, errs)
			}
		}
	}
}

func TestAProgramHasAQuotaOfItsOwnAndIsToldTheSchema(t *testing.T) {
	hub := servertest.Start(t, app.Options{TrustedDocuments: true})
	program := hub.Program(t, "TRADE", "station:read")
	if _, _, a := ask(t, program, query(`{__schema{queryType{name}}}`), ""); len(a.Errors) != 0 || a.Extensions.Cost.Limit != 60_000 {
		t.Errorf("%+v", a)
	}
}

func TestWhatAProgramUsesIsWrittenDown(t *testing.T) {
	clock := clockwork.NewFakeClockAt(noon)
	hub := servertest.Start(t, app.Options{Clock: clock})
	program := hub.Program(t, "TRADE", "station:read")
	ask(t, program, query(`{stations(first:10){edges{node{name}}}}`), "")
	ask(t, program, query(`{nothing}`), "")
	security := hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
	var seen struct {
		APIClients struct {
			Edges []struct {
				Node struct {
					Use []struct{ Requests, Points, Refused int }
				}
			}
		}
	}
	for range 100 { // the hub writes each minute
		clock.Advance(time.Minute)
		if errs := security.Query(t, &seen, `{apiClients(first:1){edges{node{use(days:1){requests points refused}}}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		if e := seen.APIClients.Edges; len(e) == 1 && len(e[0].Node.Use) == 1 && e[0].Node.Use[0].Requests > 0 {
			if u := e[0].Node.Use[0]; u.Requests != 2 || u.Points != 41 || u.Refused != 1 {
				t.Errorf("%+v", u)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%+v", seen)
}
