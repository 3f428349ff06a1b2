package push_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

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
