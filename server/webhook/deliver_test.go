package webhook_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

func TestAnEventIsPostedSignedAndThin(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		w.say(t, "TAMPER") // before: not told
		id, secret := w.webhook(t, r)
		w.say(t, "COVER_OPENED")
		got := r.next(t)
		if !got.verified(secret) || got.header.Get("Content-Type") != "application/json" || len(got.text) > 4<<10 {
			t.Errorf("%v %s", got.header, got.text)
		}
		if at, err := strconv.ParseInt(got.header.Get("webhook-timestamp"), 10, 64); err != nil || at != noon.Unix() {
			t.Errorf("the time is %s", got.header.Get("webhook-timestamp"))
		}
		got.text += " "
		if got.verified(secret) {
			t.Error("a body that was changed is verified")
		}
		b := got.body
		if b["type"] != "station.event" || b["station"] != "HX-1" || b["kind"] != "COVER_OPENED" || b["sequence"] != 2.0 ||
			b["happenedAt"] != "2026-03-10T04:00:00Z" || b["receivedAt"] != "2026-03-10T04:00:00Z" || len(b) != 8 {
			t.Errorf("%v", b)
		}
		if got.id() != "msg_"+id+"_2" {
			t.Errorf("the id is %s", got.id())
		}
		s := w.until(t, id, func(s state) bool { return s.Told == b["cursor"] })
		if s.Failures != 0 || s.LastError != "" || s.LastSuccessAt == nil || s.NextAttemptAt != nil || len(s.Attempts) != 1 ||
			s.Attempts[0].Status != 204 || s.Attempts[0].Sequence != 2 {
			t.Errorf("%+v", s)
		}
		var data struct{ Node struct{ Kind string } }
		w.Bearer(w.key(t)).Query(t, &data, `query($id:ID!){node(id:$id){... on DeviceEvent{kind}}}`, map[string]any{"id": b["id"]})
		if data.Node.Kind != "COVER_OPENED" {
			t.Errorf("details by id: %+v", data)
		}
		r.none(t)
	})
}

// key makes a key of the program.
func (w *world) key(t *testing.T) string {
	t.Helper()
	var made struct{ CreateAPIKey struct{ Secret string } }
	w.analyst.Query(t, &made, `mutation($c:ID!){createApiKey(input:{apiClient:$c,idempotencyKey:"key"}){secret}}`, map[string]any{"c": w.client})
	return made.CreateAPIKey.Secret
}

func TestNothingIsPostedBeforeWhatCameEarlierIsTaken(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		id, secret := w.webhook(t, r)
		r.status.Store(http.StatusServiceUnavailable)
		w.say(t, "TAMPER", "COVER_OPENED", "COVER_CLOSED")
		var last post
		for n, pause := range []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour, time.Hour} {
			p := r.next(t)
			if p.body["kind"] != "TAMPER" || n > 0 && p.id() != last.id() || !p.verified(secret) {
				t.Fatalf("attempt %d is %s %s", n+1, p.id(), p.text)
			}
			last = p
			s := w.until(t, id, func(s state) bool { return s.Failures == n+1 })
			if due := s.NextAttemptAt.Sub(w.clock.Now()); due < pause || due > pause+pause/10 {
				t.Errorf("after %d failures the pause is %s, want %s", n+1, due, pause)
			}
			if s.LastError != "the receiver answered 503" || s.Attempts[0].Status != 503 {
				t.Errorf("%+v", s)
			}
			w.say(t, "POWER_OFF") // a ring is no reason to hurry
			w.clock.Advance(pause - time.Second)
			r.none(t)
			if n == 6 {
				r.status.Store(http.StatusOK)
			}
			w.pass(t, pause/10+2*time.Second)
		}
		var kinds []string
		for range 10 {
			kinds = append(kinds, r.next(t).body["kind"].(string))
		}
		want := append([]string{"TAMPER", "COVER_OPENED", "COVER_CLOSED"}, slices.Repeat([]string{"POWER_OFF"}, 7)...)
		if !slices.Equal(kinds, want) {
			t.Errorf("%v", kinds)
		}
	})
}

func TestAWebhookIsDisabledAfterFiveDaysOfFailuresAndGoesOnWhenItIsResumed(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	id, _ := w.webhook(t, r)
	r.status.Store(http.StatusInternalServerError)
	w.say(t, "TAMPER")
	for day := range 5 {
		r.next(t)
		w.until(t, id, func(s state) bool { return s.Failures == day+1 })
		w.pass(t, 24*time.Hour)
	}
	r.next(t)
	s := w.until(t, id, func(s state) bool { return s.DisabledAt != nil })
	if s.NextAttemptAt != nil || !strings.Contains(s.LastError, "5 days") || len(s.Attempts) != 6 {
		t.Errorf("%+v", s)
	}
	w.audited(t, `"reason":"given up after 5 days`)
	w.pass(t, 24*time.Hour)
	r.none(t)
	w.disable(t, id, false)
	r.next(t)
	if s := w.until(t, id, func(s state) bool { return s.Failures == 1 }); s.DisabledAt != nil {
		t.Errorf("old failures count: %+v", s)
	}
	r.status.Store(http.StatusOK)
	w.pass(t, 6*time.Second)
	r.next(t)
	w.until(t, id, func(s state) bool { return s.Failures == 0 && s.LastSuccessAt != nil })
	w.pass(t, 31*24*time.Hour)
	w.until(t, id, func(s state) bool { return len(s.Attempts) == 0 })
}

// audited fails unless the timeline tells of a webhook that the hub disabled.
func (w *world) audited(t *testing.T, part string) {
	t.Helper()
	var data struct {
		EventsAfter struct {
			Entries []struct{ Action, ActorName, After string }
		}
	}
	w.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"}).Query(t, &data, `{eventsAfter(first:100){entries{action actorName after}}}`, nil)
	for _, e := range data.EventsAfter.Entries {
		if e.Action == "webhook.disabled" && strings.Contains(e.After, part) {
			return
		}
	}
	t.Errorf("%+v", data)
}

func TestAReceiverThatIsGoneIsLeftAlone(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	id, _ := w.webhook(t, r)
	r.status.Store(http.StatusGone)
	w.say(t, "TAMPER", "TAMPER")
	r.next(t)
	s := w.until(t, id, func(s state) bool { return s.DisabledAt != nil })
	if s.LastError != "the receiver answered 410 Gone" {
		t.Errorf("%+v", s)
	}
	w.audited(t, "410 Gone")
	w.pass(t, time.Hour)
	r.none(t)
}

func TestAReplayPostsAgainWithTheSameIds(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	w.say(t, "TAMPER")
	id, _ := w.webhook(t, r)
	w.say(t, "COVER_OPENED", "COVER_CLOSED")
	first, second := r.next(t), r.next(t)
	w.until(t, id, func(s state) bool { return s.Told == second.body["cursor"] })
	w.replay(t, id, first.body["cursor"])
	if again := r.next(t); again.id() != second.id() || again.text != second.text {
		t.Errorf("%s, before %s", again.text, second.text)
	}
	w.until(t, id, func(s state) bool { return s.Told == second.body["cursor"] && len(s.Attempts) == 3 })
	w.replay(t, id, nil)
	ids := []string{r.next(t).id(), r.next(t).id(), r.next(t).id()}
	if want := []string{"msg_" + id + "_1", first.id(), second.id()}; !slices.Equal(ids, want) {
		t.Errorf("%v, want %v", ids, want)
	}
	var data struct {
		ReplayWebhook struct{ UserErrors userErrors }
	}
	w.analyst.Query(t, &data, `mutation($w:ID!){replayWebhook(input:{webhook:$w,after:"gaFpzQPn",idempotencyKey:"k"}){userErrors{field code message}}}`, map[string]any{"w": id})
	if bad := data.ReplayWebhook.UserErrors; len(bad) != 1 || bad[0].Field != "input.after" {
		t.Errorf("a place that is still to come: %+v", bad)
	}
}

func TestWhatCameWhileAWebhookWasStoppedIsPostedWhenItResumes(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	id, _ := w.webhook(t, r)
	w.disable(t, id, true)
	w.say(t, "TAMPER")
	w.pass(t, time.Hour)
	r.none(t)
	w.disable(t, id, false)
	if p := r.next(t); p.body["kind"] != "TAMPER" {
		t.Errorf("%s", p.text)
	}
}

func TestAnExerciseIsMarkedInEveryPost(t *testing.T) {
	w, r := newWorld(t, app.Options{Exercise: true}), newReceiver(t)
	w.webhook(t, r)
	w.say(t, "TAMPER")
	if p := r.next(t); p.body["exercise"] != true {
		t.Errorf("%s", p.text)
	}
}

func TestAHubThatEndsBetweenAPostAndItsStoringPostsAgainWithTheSameId(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		id, _ := w.webhook(t, r)
		s := storetest.Open(t, address)
		restore := refuseAttempts(t, s)
		w.say(t, "TAMPER", "COVER_OPENED")
		first := r.next(t)
		again := func() post {
			for range 2000 {
				w.pass(t, time.Second)
				select {
				case p := <-r.got:
					return p
				case <-time.After(10 * time.Millisecond):
				}
			}
			t.Fatal("it is not posted again")
			return post{}
		}
		if p := again(); p.id() != first.id() || p.text != first.text {
			t.Errorf("%s, then %s", first.text, p.text)
		}
		restore()
		p := again()
		for p.id() == first.id() {
			p = again()
		}
		if p.body["kind"] != "COVER_OPENED" {
			t.Errorf("%s", p.text)
		}
		got := w.until(t, id, func(s state) bool { return s.Told == p.body["cursor"] })
		if len(got.Attempts) != 2 || got.Failures != 0 {
			t.Errorf("%+v", got)
		}
	})
}

// refuseAttempts lets no attempt be stored until the returned func is called.
func refuseAttempts(t *testing.T, s *store.Store) (restore func()) {
	t.Helper()
	run := func(statements ...string) {
		for _, q := range statements {
			if _, err := s.DB.ExecContext(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s.Postgres() {
		run(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
			`CREATE TRIGGER refuse BEFORE INSERT ON webhook_attempts FOR EACH ROW EXECUTE FUNCTION refuse()`)
		return func() { run(`DROP TRIGGER refuse ON webhook_attempts`) }
	}
	run(`CREATE TRIGGER refuse BEFORE INSERT ON webhook_attempts BEGIN SELECT RAISE(ABORT, 'refused'); END`)
	return func() { run(`DROP TRIGGER refuse`) }
}

func TestTwoHubsOnOneDatabasePostEachEventOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		t.Setenv("HUB_TIMELINE_KEY", strings.Repeat("5a", 32))
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		servertest.Start(t, app.Options{Database: address, Clock: w.clock, WebhookAllow: []string{"127.0.0.0/8"}})
		ids := []string{}
		for range 3 {
			id, _ := w.webhook(t, r)
			ids = append(ids, id)
		}
		const events = 20
		for range events {
			w.say(t, "TAMPER")
			w.clock.Advance(time.Second) // so that the other hub looks
		}
		times := map[string]int{}
		for range events * len(ids) {
			times[r.next(t).id()]++
		}
		for _, id := range ids {
			w.until(t, id, func(s state) bool { return len(s.Attempts) == events })
			for n := 1; n <= events; n++ {
				if got := times[fmt.Sprintf("msg_%s_%d", id, n)]; got != 1 {
					t.Errorf("event %d of %s was posted %d times", n, id, got)
				}
			}
		}
		r.none(t)
	})
}

func TestAHubThatDiedKeepsAWebhookForHalfAMinute(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		id, _ := w.webhook(t, r)
		n, _ := strconv.Atoi(id)
		ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
		err := storetest.Open(t, address).Client.Webhook.UpdateOneID(n).SetLeaseHolder("dead").SetLeasedUntil(noon.Add(30 * time.Second)).Exec(ctx)
		if err != nil {
			t.Fatal(err)
		}
		w.say(t, "TAMPER")
		w.pass(t, 29*time.Second)
		time.Sleep(50 * time.Millisecond)
		r.none(t)
		w.pass(t, time.Second)
		if p := r.next(t); p.body["kind"] != "TAMPER" {
			t.Errorf("%s", p.text)
		}
	})
}

func TestAReplayThatIsAskedForDuringAPostIsNotLost(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		w, r := newWorld(t, app.Options{Database: address}), newReceiver(t)
		id, _ := w.webhook(t, r)
		w.say(t, "TAMPER")
		first := r.next(t)
		w.until(t, id, func(s state) bool { return len(s.Attempts) == 1 })
		answer := make(chan struct{})
		r.hold.Store(&answer)
		w.say(t, "COVER_OPENED")
		second := r.next(t)
		w.replay(t, id, nil)
		r.hold.Store(nil)
		close(answer)
		if ids := []string{r.next(t).id(), r.next(t).id()}; !slices.Equal(ids, []string{first.id(), second.id()}) {
			t.Errorf("%v", ids)
		}
		w.until(t, id, func(s state) bool { return len(s.Attempts) == 4 && s.Told == second.body["cursor"] })
	})
}

func TestAHubStopsThoughAReceiverDoesNotAnswer(t *testing.T) {
	w, r := newWorld(t, app.Options{}), newReceiver(t)
	id, _ := w.webhook(t, r)
	answer := make(chan struct{})
	r.hold.Store(&answer)
	defer close(answer)
	w.say(t, "TAMPER")
	r.next(t)
	before := w.until(t, id, func(state) bool { return true })
	if before.Failures != 0 || len(before.Attempts) != 0 {
		t.Errorf("%+v", before)
	}
	if err := w.Stop(t.Context()); err != nil { // by the clock that stands still the post would never end
		t.Error(err)
	}
}
