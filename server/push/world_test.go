package push_test

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// noon of a Tuesday in the made-up county.
var noon = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)

const file = `mutation($in:FilePushSubscriptionInput!){filePushSubscription(input:$in){push{filedAt} userErrors{field message}}}`

// world is a hub that pushes to a service, a desk, and a leader with a phone.
type world struct {
	*servertest.Hub
	options  app.Options
	clock    *clockwork.FakeClock
	service  *service
	desk     *servertest.Client
	phone    *servertest.Client
	browser  *browser
	incident string
	rows     *ent.Client
}

func newWorld(t *testing.T, address string) *world {
	t.Helper()
	w := &world{clock: clockwork.NewFakeClockAt(noon), service: newService(t)}
	w.options = app.Options{
		Database: address, Data: t.TempDir(), Clock: w.clock,
		Push: app.Push{Contact: "mailto:duty@county.example", Hosts: []string{w.service.host()}, Roots: w.service.roots()},
	}
	w.Hub = servertest.Start(t, w.options)
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	w.rows = s.Client
	w.desk = w.Operator(t)
	w.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
	w.phone = w.Phone(t, w.desk, "leader")
	w.browser = newBrowser(t, w.service, "a")
	w.incident = w.act(t, w.desk, "openIncident", "incident{id}", "OpenIncidentInput", map[string]any{
		"facts": map[string]any{"title": "a fire that nobody else may read of", "kind": "FIRE", "station": "HX-1", "occurredAt": noon},
	})
	return w
}

// act carries a mutation out and gives the id of what it answers.
func (w *world) act(t *testing.T, as *servertest.Client, name, gives, input string, in map[string]any) string {
	t.Helper()
	in["idempotencyKey"] = rand.Text()
	var data map[string]map[string]json.RawMessage
	errs := as.Query(t, &data, `mutation($in:`+input+`!){`+name+`(input:$in){`+gives+` userErrors{field message}}}`, map[string]any{"in": in})
	if problems := string(data[name]["userErrors"]); errs != nil || problems != "[]" {
		t.Fatalf("%s: %+v %s", name, errs, problems)
	}
	what, _, _ := strings.Cut(gives, "{")
	var row struct{ ID string }
	_ = json.Unmarshal(data[name][what], &row)
	return row.ID
}

// file files the browser's subscription as a phone, and gives what was wrong.
func (w *world) file(t *testing.T, as *servertest.Client, in map[string]any) (field, message string) {
	t.Helper()
	var data struct {
		FilePushSubscription struct {
			Push       *struct{ FiledAt *time.Time }
			UserErrors []struct{ Field, Message string }
		}
	}
	if errs := as.Query(t, &data, file, map[string]any{"in": in}); errs != nil {
		t.Fatal(errs)
	}
	for _, e := range data.FilePushSubscription.UserErrors {
		return e.Field, e.Message
	}
	if data.FilePushSubscription.Push.FiledAt == nil {
		t.Error("it is not filed")
	}
	return "", ""
}

func (w *world) subscribe(t *testing.T, more map[string]any) {
	t.Helper()
	if field, message := w.file(t, w.phone, w.browser.filing(more)); message != "" {
		t.Fatal(field, message)
	}
}

func (w *world) task(t *testing.T, more map[string]any) string {
	t.Helper()
	in := map[string]any{"incident": w.incident, "kind": "ORDER", "text": "close the road at both ends"}
	for k, v := range more {
		in[k] = v
	}
	if in["group"] == nil {
		in["owner"] = "Rescue"
	}
	return w.act(t, w.desk, "giveTask", "task{id}", "GiveTaskInput", in)
}

// said is what the next push says to the browser.
func (w *world) said(t *testing.T) (pushed, map[string]any) {
	t.Helper()
	p := w.service.next(t)
	said, err := w.browser.decrypt(p.body)
	if err != nil {
		t.Fatal(err)
	}
	return p, said
}

// until waits for what is stored of the subscriptions.
func (w *world) until(t *testing.T, holds func([]*ent.PushSubscription) bool) []*ent.PushSubscription {
	t.Helper()
	ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		rows, err := w.rows.PushSubscription.Query().All(ctx)
		if err == nil && holds(rows) {
			return rows
		}
		if time.Now().After(end) {
			t.Fatalf("it does not come to hold: %v %v", rows, err)
		}
	}
}

// settled waits until a push's answer is stored: with so many failures in a row.
func (w *world) settled(t *testing.T, failures int) *ent.PushSubscription {
	t.Helper()
	return w.until(t, func(rows []*ent.PushSubscription) bool {
		return len(rows) == 1 && rows[0].Failures == failures && rows[0].NextAt != nil && rows[0].NextAt.Sub(w.clock.Now()) != 30*time.Second
	})[0]
}

func (w *world) metric(t *testing.T, name string) float64 {
	t.Helper()
	_, body := w.Stranger().Send(t, http.MethodGet, "/metrics", "", "")
	for line := range strings.SplitSeq(body, "\n") {
		if value, ok := strings.CutPrefix(line, "commandhub_push_"+name+" "); ok {
			n, _ := strconv.ParseFloat(value, 64)
			return n
		}
	}
	t.Fatalf("there is no %s", name)
	return 0
}
