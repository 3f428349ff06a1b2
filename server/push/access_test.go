package push_test

import (
	"bytes"
	"encoding/base64"
	"log/slog"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

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
