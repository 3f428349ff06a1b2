package webhook_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

// noon of a Tuesday in the made-up county.
var noon = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)

// post is what a receiver got.
type post struct {
	header http.Header
	text   string
	body   map[string]any
}

func (p post) id() string { return p.header.Get("webhook-id") }

// receiver answers with its status, and tells what it got.
type receiver struct {
	*httptest.Server
	status atomic.Int32
	got    chan post
	hold   atomic.Pointer[chan struct{}] // answers wait for its end
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{got: make(chan post, 1000)}
	r.status.Store(http.StatusNoContent)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		text, _ := io.ReadAll(in.Body)
		p := post{header: in.Header.Clone(), text: string(text)}
		_ = json.Unmarshal(text, &p.body)
		status := int(r.status.Load())
		hold := r.hold.Load()
		r.got <- p
		if hold != nil {
			<-*hold
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

// next is the next post.
func (r *receiver) next(t *testing.T) post {
	t.Helper()
	select {
	case p := <-r.got:
		return p
	case <-time.After(20 * time.Second):
		t.Fatal("nothing is posted")
		return post{}
	}
}

// none fails where something was posted.
func (r *receiver) none(t *testing.T) {
	t.Helper()
	select {
	case p := <-r.got:
		t.Errorf("posted: %s %s", p.id(), p.text)
	default:
	}
}

// verified checks a post as Standard Webhooks tells receivers to.
func (p post) verified(secret string) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil || len(key) != 32 || !strings.HasPrefix(secret, "whsec_") {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(p.header.Get("webhook-id") + "." + p.header.Get("webhook-timestamp") + "." + p.text))
	return p.header.Get("webhook-signature") == "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// world is a hub with a program of a bureau, an analyst who keeps it, and a
// device that tells of events.
type world struct {
	*servertest.Hub
	clock   *clockwork.FakeClock
	analyst *servertest.Client
	device  *servertest.Device
	client  string
}

// pass lets time go by. The analyst's sign-in has ended then, and they begin a
// new one.
func (w *world) pass(t *testing.T, d time.Duration) {
	t.Helper()
	w.clock.Advance(d)
	w.analyst.SignIn(t, "analyst")
}

func newWorld(t *testing.T, o app.Options) *world {
	t.Helper()
	w := &world{clock: clockwork.NewFakeClockAt(noon)}
	o.Clock = w.clock
	if o.WebhookAllow == nil {
		o.WebhookAllow = []string{"127.0.0.0/8"}
	}
	w.Hub = servertest.Start(t, o)
	w.analyst = w.Person(t, "analyst", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "TRADE"})
	w.device = w.Hub.Device(t, w.Operator(t), "HX-1.console")
	var made struct {
		CreateAPIClient struct{ APIClient struct{ ID string } }
	}
	if errs := w.analyst.Query(t, &made, `mutation{createApiClient(input:{organisation:"TRADE",name:"warehouse",
		scopes:["event:read","tamper:read"],idempotencyKey:"client"}){apiClient{id}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	w.client = made.CreateAPIClient.APIClient.ID
	return w
}

type userErrors []struct{ Field, Code, Message string }

// webhook makes one that leads to a receiver.
func (w *world) webhook(t *testing.T, r *receiver) (id, secret string) {
	t.Helper()
	id, secret, bad := w.create(t, w.analyst, r.URL+"/hook")
	if bad != nil {
		t.Fatal(bad)
	}
	return id, secret
}

func (w *world) create(t *testing.T, by *servertest.Client, url string) (id, secret string, bad userErrors) {
	t.Helper()
	var made struct {
		CreateWebhook struct {
			Webhook    *struct{ ID string }
			Secret     string
			UserErrors userErrors
		}
	}
	if errs := by.Query(t, &made, `mutation($c:ID!,$u:String!,$k:String!){createWebhook(input:{apiClient:$c,url:$u,idempotencyKey:$k}){
		webhook{id} secret userErrors{field code message}}}`,
		map[string]any{"c": w.client, "u": url, "k": time.Now().String()}); errs != nil {
		t.Fatal(errs)
	}
	if made.CreateWebhook.Webhook == nil {
		return "", "", made.CreateWebhook.UserErrors
	}
	return made.CreateWebhook.Webhook.ID, made.CreateWebhook.Secret, nil
}

// mutate fails where a mutation is refused.
func (w *world) mutate(t *testing.T, query string, variables map[string]any) {
	t.Helper()
	variables["k"] = time.Now().String()
	var answer map[string]struct{ UserErrors userErrors }
	if errs := w.analyst.Query(t, &answer, query, variables); errs != nil {
		t.Fatal(errs)
	}
	for _, a := range answer {
		if len(a.UserErrors) > 0 {
			t.Fatal(a.UserErrors)
		}
	}
}

func (w *world) disable(t *testing.T, id string, disabled bool) {
	t.Helper()
	w.mutate(t, `mutation($w:ID!,$d:Boolean!,$k:String!){setWebhookDisabled(input:{webhook:$w,disabled:$d,idempotencyKey:$k}){userErrors{field code message}}}`,
		map[string]any{"w": id, "d": disabled})
}

func (w *world) replay(t *testing.T, id string, after any) {
	t.Helper()
	w.mutate(t, `mutation($w:ID!,$a:Cursor,$k:String!){replayWebhook(input:{webhook:$w,after:$a,idempotencyKey:$k}){userErrors{field code message}}}`,
		map[string]any{"w": id, "a": after})
}

func (w *world) close(t *testing.T, closed bool) {
	t.Helper()
	w.mutate(t, `mutation($c:ID!,$d:Boolean!,$k:String!){setApiClientDisabled(input:{apiClient:$c,disabled:$d,idempotencyKey:$k}){userErrors{field code message}}}`,
		map[string]any{"c": w.client, "d": closed})
}

// state is what the contract tells of a webhook.
type state struct {
	URL, Told, LastError                     string
	DisabledAt, NextAttemptAt, LastSuccessAt *time.Time
	Failures                                 int
	Attempts                                 []struct {
		Sequence   int64
		Status     int
		Error      string
		DurationMs int
	}
}

const stateOf = `query($id:ID!){node(id:$id){... on Webhook{url told lastError disabledAt nextAttemptAt lastSuccessAt failures
	attempts(last:100){sequence status error durationMs}}}}`

// until waits for a webhook to be in a state.
func (w *world) until(t *testing.T, id string, is func(state) bool) state {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var data struct{ Node *state }
		if errs := w.analyst.Query(t, &data, stateOf, map[string]any{"id": id}); errs != nil || data.Node == nil {
			t.Fatal(errs, data)
		}
		if is(*data.Node) {
			return *data.Node
		}
		if time.Now().After(end) {
			t.Fatalf("it stays %+v", *data.Node)
		}
	}
}

// say tells of events of the kinds.
func (w *world) say(t *testing.T, kinds ...string) {
	t.Helper()
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = `{"kind":"` + k + `"}`
	}
	if status, body := w.device.Say(t, w.clock.Now(), `{"events":[`+strings.Join(list, ",")+`]}`); status != http.StatusOK || strings.Contains(body, "reason") {
		t.Fatalf("%d %s", status, body)
	}
}
