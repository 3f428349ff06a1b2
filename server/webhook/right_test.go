package webhook_test

import (
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/store/storetest"
)

func TestAProgramIsToldOfNothingButWhatItMaySee(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	w.webhook(t, r)
	// TRADE shares neither deliveries nor equipment nor spills.
	w.say(t, "LEAK_ALARM", "PROBE_FAULT", "LOW_PRODUCT")
	at := w.clock.Now().Format(time.RFC3339)
	w.device.Say(t, w.clock.Now(), `{"deliveries":[{"tank":"A","startedAt":"`+at+`","endedAt":"`+at+`","volumeL":100}]}`)
	w.say(t, "OVERFILL", "TAMPER", "HIGH_WATER", "COVER_OPENED")
	if a, b := r.next(t), r.next(t); a.body["kind"] != "TAMPER" || b.body["kind"] != "COVER_OPENED" {
		t.Errorf("%s %s", a.text, b.text)
	}
	r.none(t)
}

func TestAWebhookWaitsWhileItsProgramIsClosedOrHasNoRightToEvents(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	id, _ := w.webhook(t, r)
	w.close(t, true)
	w.say(t, "TAMPER")
	w.until(t, id, func(s state) bool { return s.LastError == "the program is closed" })
	w.pass(t, time.Hour)
	r.none(t)
	w.mutate(t, `mutation($c:ID!,$k:String!){updateApiClient(input:{apiClient:$c,scopes:["stock:read"],idempotencyKey:$k}){userErrors{message}}}`, map[string]any{"c": w.client})
	w.close(t, false)
	s := w.until(t, id, func(s state) bool { return strings.Contains(s.LastError, "event:read") })
	if s.Failures != 0 || s.DisabledAt != nil || len(s.Attempts) != 0 {
		t.Errorf("%+v", s)
	}
	r.none(t)
	w.mutate(t, `mutation($c:ID!,$k:String!){updateApiClient(input:{apiClient:$c,scopes:["event:read","tamper:read"],idempotencyKey:$k}){userErrors{message}}}`, map[string]any{"c": w.client})
	if p := r.next(t); p.body["kind"] != "TAMPER" {
		t.Errorf("%s", p.text)
	}
	w.until(t, id, func(s state) bool { return s.LastError == "" && s.LastSuccessAt != nil })
}

func TestAnotherBureauNeitherReadsNorChangesAWebhook(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		id, _ := w.webhook(t, r)
		w.say(t, "TAMPER")
		r.next(t)
		w.until(t, id, func(s state) bool { return len(s.Attempts) == 1 })
		other := w.Person(t, "other", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "HARBOUR"})
		of := map[string]any{"id": id, "c": w.client}
		var data struct {
			Node       *state
			APIClients struct{ TotalCount int }
		}
		other.Query(t, &data, `query($id:ID!){node(id:$id){... on Webhook{url}} apiClients(first:10){totalCount edges{node{webhooks{id attempts{sequence}}}}}}`, of)
		if data.Node != nil || data.APIClients.TotalCount != 0 {
			t.Errorf("%+v", data)
		}
		for name, query := range map[string]string{
			"disable": `mutation($id:ID!){it:setWebhookDisabled(input:{webhook:$id,disabled:true,idempotencyKey:"1"}){webhook{id} userErrors{code}}}`,
			"replay":  `mutation($id:ID!){it:replayWebhook(input:{webhook:$id,idempotencyKey:"2"}){webhook{id} userErrors{code}}}`,
			"create":  `mutation($c:ID!){it:createWebhook(input:{apiClient:$c,url:"https://receiver.example",idempotencyKey:"3"}){webhook{id} userErrors{code}}}`,
		} {
			var did struct {
				It struct {
					Webhook    *struct{ ID string }
					UserErrors userErrors
				}
			}
			other.Query(t, &did, query, of)
			if did.It.Webhook != nil || len(did.It.UserErrors) != 1 || did.It.UserErrors[0].Code != "NOT_FOUND" {
				t.Errorf("%s: %+v", name, did)
			}
		}
		for _, program := range []string{w.key(t)} { // nor does the program itself: people keep it
			errs := w.Bearer(program).Query(t, nil, `query($id:ID!){node(id:$id){... on Webhook{url}}}`, map[string]any{"id": id})
			if len(errs) == 0 {
				t.Error("a program reads its webhooks")
			}
		}
		if s := w.until(t, id, func(state) bool { return true }); s.DisabledAt != nil || len(s.Attempts) != 1 {
			t.Errorf("%+v", s)
		}
		r.none(t)
	})
}

func TestAnAddressThatCannotBePostedToIsNamedAsWrong(t *testing.T) {
	w := newWorld(t, app.Options{WebhookAllow: []string{}})
	for url, want := range map[string]string{
		"http://receiver.example/":  "https is needed",
		"https://127.0.0.1/":        "not open",
		"https://me@receiver.test/": "user name",
		"receiver.example":          "absolute",
	} {
		if _, _, bad := w.create(t, w.analyst, url); len(bad) != 1 || bad[0].Field != "input.url" || bad[0].Code != "INVALID" || !strings.Contains(bad[0].Message, want) {
			t.Errorf("%s: %+v", url, bad)
		}
	}
	id := ""
	for range 5 {
		var bad userErrors
		if id, _, bad = w.create(t, w.analyst, "https://receiver.example/"); bad != nil {
			t.Fatal(bad)
		}
	}
	if _, _, bad := w.create(t, w.analyst, "https://receiver.example/"); len(bad) != 1 || bad[0].Field != "input.apiClient" {
		t.Errorf("a sixth: %+v", bad)
	}
	w.disable(t, id, true)
	if _, _, bad := w.create(t, w.analyst, "https://receiver.example/"); bad != nil {
		t.Errorf("one instead of a stopped one: %+v", bad)
	}
	var data struct {
		SetWebhookDisabled struct{ UserErrors userErrors }
	}
	w.analyst.Query(t, &data, `mutation($w:ID!){setWebhookDisabled(input:{webhook:$w,disabled:false,idempotencyKey:"six"}){userErrors{field}}}`, map[string]any{"w": id})
	if bad := data.SetWebhookDisabled.UserErrors; len(bad) != 1 || bad[0].Field != "input.webhook" {
		t.Errorf("a sixth that is resumed: %+v", bad)
	}
}

func TestANameThatLeadsInsideIsRefusedAndSaysNoMore(t *testing.T) {
	w, r := newWorld(t, app.Options{WebhookAllow: []string{"10.0.0.0/8"}}), newReceiver(t)
	id, _, bad := w.create(t, w.analyst, strings.Replace(r.URL, "127.0.0.1", "localhost", 1))
	if bad != nil {
		t.Fatal(bad)
	}
	w.say(t, "TAMPER")
	s := w.until(t, id, func(s state) bool { return s.Failures == 1 })
	if s.LastError != "the address lies in a network that is not open to webhooks" {
		t.Errorf("%+v", s)
	}
	r.none(t)
}

func TestAWebhooksSecretIsShownOnceAndIsNotInTheDatabase(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		_, secret := w.webhook(t, r)
		var sealed []byte
		if err := storetest.Open(t, address).DB.QueryRowContext(t.Context(), `SELECT secret_sealed FROM webhooks`).Scan(&sealed); err != nil {
			t.Fatal(err)
		}
		if len(sealed) != 12+32+16 || strings.Contains(string(sealed), secret) {
			t.Errorf("%x", sealed)
		}
		_, body := w.analyst.Post(t, "/graphql", map[string]any{"query": `{apiClients(first:10){edges{node{webhooks{id url}}}}}`})
		if strings.Contains(body, secret) || !strings.Contains(body, r.URL) {
			t.Errorf("%s", body)
		}
	})
}
