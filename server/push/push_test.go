package push_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"log/slog"
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
	"commandhub/server/store/storetest"
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

func TestATaskIsPushedEncryptedWithNothingButItsKindAndIncident(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w := newWorld(t, address)
		w.task(t, nil) // before: not told
		w.subscribe(t, nil)
		w.task(t, nil)
		p, said := w.said(t)
		if len(said) != 2 || said["kind"] != "TASK" || said["incident"] != w.incident {
			t.Errorf("it says %v", said)
		}
		h := p.header
		if h.Get("TTL") != "43200" || h.Get("Urgency") != "high" || len(h.Get("Topic")) != 32 || h.Get("Content-Encoding") != "aes128gcm" || len(p.body) != 512 {
			t.Errorf("%d bytes, %v", len(p.body), h)
		}
		var data struct{ Push struct{ PublicKey string } }
		w.phone.Query(t, &data, `{push{publicKey}}`, nil)
		token, key, _ := strings.Cut(strings.TrimPrefix(h.Get("Authorization"), "vapid t="), ", k=")
		claims, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
		if err != nil || key != data.Push.PublicKey || !strings.Contains(string(claims), `"sub":"mailto:duty@county.example"`) ||
			!strings.Contains(string(claims), `"aud":"`+w.service.URL+`"`) {
			t.Errorf("%s, %s of %s", claims, key, data.Push.PublicKey)
		}
		w.settled(t, 0)
		if n := w.metric(t, "sent_total"); n != 1 {
			t.Errorf("%v were sent", n)
		}
		w.service.none(t)
	})
}

func TestAPhoneIsToldOfItsGroupItsIncidentAndItsReportsAlone(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	w.subscribe(t, nil)
	w.act(t, w.desk, "startResponse", "incident{id}", "StartResponseInput", map[string]any{
		"incident": w.incident, "level": "I", "order": map[string]any{"byVoice": "COMMANDER", "orderedBy": "the commander, by phone"},
	})
	if _, said := w.said(t); said["kind"] != "RESPONSE" {
		t.Errorf("it says %v", said)
	}
	w.settled(t, 0)
	var data struct {
		Incident struct{ Groups []struct{ ID string } }
	}
	w.phone.Query(t, &data, `query($id:ID!){incident(id:$id){groups{id}}}`, map[string]any{"id": w.incident})
	mine, other := data.Incident.Groups[0].ID, data.Incident.Groups[1].ID
	w.subscribe(t, map[string]any{"groups": []string{mine}})
	w.task(t, map[string]any{"group": other})
	ours := w.task(t, map[string]any{"group": mine})
	_, said := w.said(t)
	row := w.settled(t, 0)
	w.clock.Advance(11 * time.Second)
	move := func(as *servertest.Client, state string, version int, note string) {
		w.act(t, as, "moveTask", "task{id}", "MoveTaskInput", map[string]any{"task": ours, "version": version, "state": state, "note": note})
	}
	move(w.phone, "ACKNOWLEDGED", 1, "")
	move(w.desk, "DONE", 2, "seen")
	report := w.act(t, w.phone, "reportFromScene", "report{id}", "ReportFromSceneInput", map[string]any{"incident": w.incident, "seenAt": noon, "text": "smoke"})
	w.act(t, w.desk, "setSceneReportAside", "report{id}", "SetSceneReportAsideInput", map[string]any{"report": report, "version": 1, "reason": "known"})
	p, verdict := w.said(t)
	if said["kind"] != "TASK" || verdict["kind"] != "REPORT" || p.header.Get("Urgency") != "normal" || p.header.Get("TTL") != "14400" {
		t.Errorf("%v, then %v %v", said, verdict, p.header)
	}
	if now := w.settled(t, 0); now.Told <= row.Told {
		t.Errorf("told up to %d", now.Told)
	}
	w.clock.Advance(11 * time.Second)
	move(w.desk, "IN_PROGRESS", 3, "not yet")
	if _, said := w.said(t); said["kind"] != "TASK" {
		t.Errorf("taken up again: %v", said)
	}
	w.service.none(t)
}

func TestWhatFailsIsPushedLaterOnceAndOfTenTheLast(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w := newWorld(t, address)
		w.subscribe(t, nil)
		w.service.status(http.StatusInternalServerError)
		w.task(t, nil)
		first := w.service.next(t)
		row := w.settled(t, 1)
		if pause := row.NextAt.Sub(w.clock.Now()); pause < 5*time.Second || pause > 6*time.Second {
			t.Errorf("the pause is %v", pause)
		}
		for range 9 {
			w.task(t, nil)
		}
		w.service.none(t)
		w.service.status(http.StatusTooManyRequests, "Retry-After", "120")
		w.clock.Advance(6 * time.Second)
		w.service.next(t)
		row = w.settled(t, 2)
		if pause := row.NextAt.Sub(w.clock.Now()); pause < 2*time.Minute || pause > 133*time.Second {
			t.Errorf("the pause that was asked for is %v", pause)
		}
		w.service.answers(nil)
		w.clock.Advance(133 * time.Second)
		last, said := w.said(t)
		if said["kind"] != "TASK" || last.header.Get("Topic") != first.header.Get("Topic") || last.header.Get("TTL") != "43061" {
			t.Errorf("%v %v", said, last.header)
		}
		w.settled(t, 0)
		w.clock.Advance(11 * time.Second)
		w.act(t, w.desk, "startResponse", "incident{id}", "StartResponseInput", map[string]any{
			"incident": w.incident, "level": "I", "order": map[string]any{"byVoice": "COMMANDER", "orderedBy": "the commander, by phone"},
		})
		if other, said := w.said(t); said["kind"] != "RESPONSE" || other.header.Get("Topic") == first.header.Get("Topic") {
			t.Errorf("next comes %v", said)
		}
		if failed, sent := w.metric(t, "attempts_failed_total"), w.metric(t, "sent_total"); failed != 2 || sent < 1 {
			t.Errorf("%v failed, %v sent", failed, sent)
		}
	})
}

func TestWhatCannotBePushedWhileItIsWorthItIsDroppedAndCounted(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	w.subscribe(t, nil)
	w.service.status(http.StatusBadGateway)
	w.task(t, nil)
	w.service.next(t)
	w.settled(t, 1)
	w.clock.Advance(12*time.Hour + time.Second)
	w.until(t, func([]*ent.PushSubscription) bool { return w.metric(t, "dropped_total") == 1 })
	w.service.none(t)
}

func TestASubscriptionEndsByTheServicesWord(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusGone} {
		w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
		w.subscribe(t, nil)
		w.service.status(status)
		w.task(t, nil)
		w.service.next(t)
		w.until(t, func(rows []*ent.PushSubscription) bool { return len(rows) == 0 })
		var data struct{ Push struct{ FiledAt *string } }
		w.phone.Query(t, &data, `{push{filedAt}}`, nil)
		if data.Push.FiledAt != nil {
			t.Errorf("%d: the phone is still told since %s", status, *data.Push.FiledAt)
		}
	}
}

func TestARedirectIsNotFollowedAndSilenceEnds(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	w.subscribe(t, nil)
	w.service.status(http.StatusTemporaryRedirect, "Location", w.service.URL+"/elsewhere")
	w.task(t, nil)
	w.service.next(t)
	w.settled(t, 1)
	w.service.none(t)

	held := make(chan struct{})
	t.Cleanup(func() { close(held) })
	w.service.answers(func(http.ResponseWriter, *http.Request) { <-held })
	w.clock.Advance(6 * time.Second)
	w.service.next(t)
	w.clock.Advance(10 * time.Second)
	w.settled(t, 2)
}

func TestARevokedPhoneIsToldNothing(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w := newWorld(t, address)
		w.subscribe(t, nil)
		var data struct{ FieldDevices []struct{ ID string } }
		w.desk.Query(t, &data, `{fieldDevices{id}}`, nil)
		w.act(t, w.desk, "revokeFieldDevice", "fieldDevice{id}", "RevokeFieldDeviceInput", map[string]any{"fieldDevice": data.FieldDevices[0].ID})
		w.until(t, func(rows []*ent.PushSubscription) bool { return len(rows) == 0 })
		w.task(t, nil)
		w.clock.Advance(time.Minute)
		w.service.none(t)
	})
}

func TestOnePhoneCannotTouchAnothersSubscription(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	w.subscribe(t, nil)
	other := w.Phone(t, w.desk, "leader")
	var data struct{ Push struct{ FiledAt *string } }
	other.Query(t, &data, `{push{filedAt}}`, nil)
	if data.Push.FiledAt != nil {
		t.Error("it sees that the other is told")
	}
	w.act(t, other, "removePushSubscription", "push{filedAt}", "RemovePushSubscriptionInput", map[string]any{})
	w.until(t, func(rows []*ent.PushSubscription) bool { return len(rows) == 1 })
	for name, client := range map[string]*servertest.Client{"a person": w.desk, "a stranger": w.Stranger()} {
		if errs := client.Query(t, nil, file, map[string]any{"in": w.browser.filing(nil)}); len(errs) != 1 || errs[0].Extensions["scope"] != "push:write" {
			t.Errorf("%s: %+v", name, errs)
		}
	}
	// The same browser, let in for another: it is told once, as who it is now.
	if field, message := w.file(t, other, w.browser.filing(nil)); message != "" {
		t.Fatal(field, message)
	}
	w.until(t, func(rows []*ent.PushSubscription) bool { return len(rows) == 1 })
	w.task(t, nil)
	w.said(t)
	w.settled(t, 0)
	w.service.none(t)
	w.act(t, other, "removePushSubscription", "push{filedAt}", "RemovePushSubscriptionInput", map[string]any{})
	w.until(t, func(rows []*ent.PushSubscription) bool { return len(rows) == 0 })
}

func TestTwoHubsPushOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w := newWorld(t, address)
		w.subscribe(t, nil)
		servertest.Start(t, w.options) // the same data folder: the same key
		for range 3 {
			w.task(t, nil)
			w.said(t)
			w.settled(t, 0)
			w.clock.Advance(11 * time.Second)
		}
		w.service.none(t)
	})
}

func TestWhatAHubWasPushingWhenItEndedTheNextOnePushes(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w := newWorld(t, address)
		w.subscribe(t, nil)
		held := make(chan struct{})
		w.service.answers(func(http.ResponseWriter, *http.Request) { <-held })
		w.task(t, nil)
		w.service.next(t)
		stop, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := w.Stop(stop); err != nil {
			t.Error(err)
		}
		close(held)
		w.service.answers(nil)
		servertest.Start(t, w.options)
		w.clock.Advance(31 * time.Second)
		if _, said := w.said(t); said["kind"] != "TASK" {
			t.Errorf("the next hub says %v", said)
		}
		w.settled(t, 0)
	})
}

func TestTheHubsKeyOutlivesItAndIsSealed(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	key := func(c *servertest.Client) string {
		var data struct{ Push *struct{ PublicKey string } }
		c.Query(t, &data, `{push{publicKey}}`, nil)
		if data.Push == nil {
			return ""
		}
		return data.Push.PublicKey
	}
	before := key(w.phone)
	again := &world{Hub: servertest.Start(t, w.options), desk: w.desk}
	if now := key(again.Phone(t, w.desk, "leader")); now != before || before == "" {
		t.Errorf("it was %s and is %s", before, now)
	}
	var said []string
	for _, row := range w.rows.Setting.Query().AllX(viewer.NewContext(t.Context(), viewer.Hub("test"))) {
		said = append(said, row.Value)
	}
	if strings.Contains(strings.Join(said, " "), before) {
		t.Error("the pair can be read")
	}
	// A hub that lost its own key, by which the pair is sealed, goes on without push.
	w.options.Data, w.options.Log = t.TempDir(), slog.New(slog.DiscardHandler)
	again.Hub = servertest.Start(t, w.options)
	if now := key(again.Phone(t, w.desk, "leader")); now != "" {
		t.Errorf("with another key it is %s", now)
	}
}

func TestAnAddressElsewhereIsRefusedByItsField(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	for _, c := range []struct {
		field, says string
		more        map[string]any
	}{
		{"input.endpoint", "none of the push services", map[string]any{"endpoint": "https://127.0.0.1:1/secret"}},
		{"input.endpoint", "none of the push services", map[string]any{"endpoint": "https://fcm.googleapis.com/secret"}},
		{"input.endpoint", "https://push.example/", map[string]any{"endpoint": "http://" + w.service.host() + "/secret"}},
		{"input.endpoint", "https://push.example/", map[string]any{"endpoint": "https://user@" + w.service.host() + "/secret"}},
		{"input.endpoint", "2000 characters", map[string]any{"endpoint": w.service.URL + "/" + strings.Repeat("s", 2000)}},
		{"input.p256dh", "P-256", map[string]any{"p256dh": "AAAA"}},
		{"input.auth", "16 bytes", map[string]any{"auth": "AAAA"}},
	} {
		field, message := w.file(t, w.phone, w.browser.filing(c.more))
		if field != c.field || !strings.Contains(message, c.says) || strings.Contains(message, "secret") {
			t.Errorf("%v: %s: %s", c.more, field, message)
		}
	}
}

func TestAnAddressStandsInNoLogAndNotInTheTimeline(t *testing.T) {
	var log bytes.Buffer
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hub.db")
	w.options.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w.subscribe(t, nil)
	if err := w.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.options.Push.Roots = nil // which fails, with an error that names the address
	hub := servertest.Start(t, w.options)
	w.desk = hub.Person(t, "another", app.NewPerson{Role: "DUTY_OFFICER"})
	w.task(t, nil)
	w.settled(t, 1)
	if err := hub.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	said := log.String()
	if !strings.Contains(said, "certificate is not trusted") {
		t.Errorf("the log does not tell of the failure: %s", said)
	}
	for _, row := range w.rows.TimelineEntry.Query().AllX(viewer.NewContext(t.Context(), viewer.Hub("test"))) {
		said += row.Before + row.After
	}
	for _, secret := range []string{w.browser.endpoint, "/send/", base64.RawURLEncoding.EncodeToString(w.browser.auth)} {
		if strings.Contains(said, secret) {
			t.Errorf("%q is told", secret)
		}
	}
}

func TestWithoutAContactThereIsNoPush(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	desk := hub.Operator(t)
	hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
	phone := hub.Phone(t, desk, "leader")
	var data struct{ Push *struct{ PublicKey string } }
	if errs := phone.Query(t, &data, `{push{publicKey}}`, nil); errs != nil || data.Push != nil {
		t.Errorf("%v %+v", errs, data.Push)
	}
	w := &world{Hub: hub, service: newService(t)}
	if field, message := w.file(t, phone, newBrowser(t, w.service, "a").filing(nil)); field != "input.endpoint" || !strings.Contains(message, "--push-contact") {
		t.Errorf("%s: %s", field, message)
	}
}
