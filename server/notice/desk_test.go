package notice_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent/contact"
	"commandhub/ent/organisation"
	"commandhub/server/app"
	"commandhub/server/notice"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

const secret = "shared with the gateway"

// gateway takes text messages and calls, unless the story says otherwise.
type gateway struct {
	*httptest.Server
	mu     sync.Mutex
	status int // 0 for taking
	got    []notice.Outgoing
}

func openGateway(t *testing.T) *gateway {
	g := &gateway{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		defer g.mu.Unlock()
		if r.Header.Get("Authorization") != "Bearer "+secret {
			rw.WriteHeader(http.StatusUnauthorized)
			return
		}
		if g.status != 0 {
			rw.WriteHeader(g.status)
			return
		}
		var m notice.Outgoing
		if json.NewDecoder(r.Body).Decode(&m) == nil {
			g.got = append(g.got, m)
		}
		_, _ = rw.Write([]byte(`{"reference":"gw-` + m.To + `"}`))
	}))
	t.Cleanup(g.Close)
	return g
}

func (g *gateway) answers(status int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.status = status
}

func (g *gateway) took() []notice.Outgoing {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]notice.Outgoing{}, g.got...)
}

// desk is a hub with a duty officer, a gateway, and a clock that the story sets.
type desk struct {
	*testing.T
	*gateway
	hub     *servertest.Hub
	officer *servertest.Client
	clock   *clockwork.FakeClock
	data    string
	address string
}

func openDesk(t *testing.T, address string, more func(*app.Options)) *desk {
	d := &desk{T: t, gateway: openGateway(t), clock: clockwork.NewFakeClockAt(time.Date(2026, 3, 1, 18, 50, 0, 0, time.UTC)), data: t.TempDir(), address: address}
	o := app.Options{Database: address, Data: d.data, Clock: d.clock}
	o.Notices.SMS, o.Notices.Voice, o.Notices.Secret = d.URL, d.URL, secret
	if more != nil {
		more(&o)
	}
	d.hub = servertest.Start(t, o)
	d.officer = d.hub.Person(t, "duty-officer", app.NewPerson{Role: "DUTY_OFFICER"})
	return d
}

// contact files one for a unit.
func (d *desk) contact(unit string, kind contact.Kind, name, phone, email string) {
	d.Helper()
	s := storetest.Open(d, d.address)
	hub := viewer.NewContext(d.Context(), viewer.Hub("test"))
	of := s.Client.Organisation.Query().Where(organisation.Code(unit)).OnlyX(hub)
	s.Client.Contact.Create().SetOrganisation(of).SetKind(kind).SetName(name).SetPhone(phone).SetEmail(email).SaveX(hub)
}

// ask carries out a document; what stands against it ends the story.
func ask[T any](d *desk, query string, variables map[string]any) (out T) {
	d.Helper()
	if errs := d.officer.Query(d.T, &out, query, variables); errs != nil {
		d.Fatalf("%s: %+v", query, errs)
	}
	return out
}

type sending struct {
	ID, Unit, Group, Name, Channel, State, Problem, Answer, AnswerEnteredBy string
	Address                                                                 *string
	Attempts, Version                                                       int
	PassedOnAt                                                              *time.Time
	PassedFrom                                                              *struct{ ID string }
}

type told struct {
	ID, Kind, Text  string
	AnswerWithinMin *int
	Exercise        bool
	Sendings        []sending
}

const everything = `{id kind text answerWithinMin exercise sendings{id unit group name channel state problem answer answerEnteredBy address attempts version passedOnAt passedFrom{id}}}`

// notices of an incident, newest first.
func (d *desk) notices(id string) []told {
	d.Helper()
	return ask[struct{ Incident struct{ Notices []told } }](d, `query($id:ID!){incident(id:$id){notices`+everything+`}}`, map[string]any{"id": id}).Incident.Notices
}

// of are a unit's sendings in the newest notice, oldest first.
func (d *desk) of(id, unit string) []sending {
	d.Helper()
	var out []sending
	for _, s := range d.notices(id)[0].Sendings {
		if s.Unit == unit {
			out = append(out, s)
		}
	}
	return out
}

// until lets seconds pass, as hubs look each second, until something holds.
func (d *desk) until(what string, holds func() bool) {
	d.Helper()
	ctx, cancel := context.WithTimeout(d.Context(), 60*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
			d.clock.Advance(time.Second)
		case <-ctx.Done():
			d.Fatalf("never: %s", what)
		}
	}
}

// fire is an incident in the east, with a line bureau that no register knows.
func (d *desk) fire() string {
	d.Helper()
	got := ask[struct {
		OpenIncident struct {
			Incident   struct{ ID string }
			UserErrors []struct{ Message string }
		}
	}](d, `mutation($in:OpenIncidentInput!){openIncident(input:$in){incident{id} userErrors{message}}}`, map[string]any{"in": map[string]any{
		"facts":          map[string]any{"title": "加油站火灾", "kind": "FIRE", "station": "HX-1", "occurredAt": d.clock.Now(), "lineBureau": "无名局"},
		"counts":         map[string]any{"deaths": 4},
		"idempotencyKey": "fire",
	}})
	if len(got.OpenIncident.UserErrors) > 0 {
		d.Fatal(got.OpenIncident.UserErrors)
	}
	return got.OpenIncident.Incident.ID
}

// start starts Ⅱ by a spoken order.
func (d *desk) start(id string) {
	d.Helper()
	got := ask[struct {
		StartResponse struct{ UserErrors []struct{ Message string } }
	}](d, `mutation($in:StartResponseInput!){startResponse(input:$in){userErrors{message}}}`, map[string]any{"in": map[string]any{
		"incident": id, "level": "II", "order": map[string]any{"byVoice": "COMMANDER", "orderedBy": "the commander", "reason": "as a first step"}, "idempotencyKey": "start",
	}})
	if len(got.StartResponse.UserErrors) > 0 {
		d.Fatal(got.StartResponse.UserErrors)
	}
}

// lines of the file to which notices go that no gateway takes.
func (d *desk) file() string { return filepath.Join(d.data, "notices.jsonl") }

func units(rows []sending) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Unit+" "+r.State)
	}
	return strings.Join(out, ", ")
}

// relogin signs the officer in again, whose session time has ended.
func (d *desk) relogin() {
	d.Helper()
	d.officer = d.hub.Stranger()
	d.officer.SignIn(d.T, "duty-officer")
}

// groups at work in an incident.
func (d *desk) groups(id string) []string {
	d.Helper()
	got := ask[struct {
		Incident struct{ Groups []struct{ ID string } }
	}](d, `query($id:ID!){incident(id:$id){groups{id}}}`, map[string]any{"id": id})
	var out []string
	for _, g := range got.Incident.Groups {
		out = append(out, g.ID)
	}
	return out
}

// anotherHub starts a second hub on the desk's database.
func anotherHub(d *desk) {
	o := app.Options{Database: d.address, Data: d.data, Clock: d.clock}
	o.Notices.SMS, o.Notices.Voice, o.Notices.Secret = d.URL, d.URL, secret
	servertest.Start(d.T, o)
}

func sqlite(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "hub.db") }
