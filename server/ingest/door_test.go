package ingest_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/station"
	"commandhub/server/writer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// accept sends one batch and waits for what becomes of it.
func accept(h *ingesttest.Hub, device *station.Device, payload string) (ingest.Answer, error) {
	type result struct {
		ingest.Answer
		error
	}
	done := make(chan result, 1)
	h.Door.Accept(ingest.MQTT, device, []byte(payload), h.Clock.Now(), func(a ingest.Answer, err error) { done <- result{a, err} })
	r := <-done
	return r.Answer, r.error
}

func TestOnlyItsOwnSecretLetsADeviceIn(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	one, two := h.Stations[0], h.Stations[1]
	for name, c := range map[string]struct{ user, secret string }{
		"unknown": {"nobody", one.Secret}, "another's": {one.User, two.Secret}, "empty": {one.User, ""}, "nothing": {"", ""},
	} {
		if d, err := h.Door.Authenticate(ingest.MQTT, c.user, c.secret); !errors.Is(err, ingest.ErrRefused) || d != nil {
			t.Errorf("%s: %v %v", name, d, err)
		}
	}
	if d, err := h.Door.Authenticate(ingest.MQTT, one.User, one.Secret); err != nil || d.ID != one.Device {
		t.Errorf("%v %v", d, err)
	}
	old := h.Registry.Now().Device(one.Device)
	fresh := h.Replace(t, one)
	if _, err := h.Door.Authenticate(ingest.MQTT, one.User, one.Secret); err == nil {
		t.Error("the old secret lets in")
	}
	signedIn := h.Registry.Now().Device(one.Device)
	if _, err := accept(h, old, ingesttest.Batch("b", 1, "1", "1")); !errors.Is(err, ingest.ErrRefused) {
		t.Errorf("a device sends that signed in with the old secret: %v", err)
	}
	h.Revoke(t, one)
	if _, err := h.Door.Authenticate(ingest.MQTT, one.User, fresh); err == nil {
		t.Error("a revoked credential lets in")
	}
	if _, err := accept(h, signedIn, ingesttest.Batch("b", 1, "1", "1")); !errors.Is(err, ingest.ErrRefused) {
		t.Errorf("a revoked device sends: %v", err)
	}
}

func TestEveryBatchIsCountedByWhatBecameOfIt(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	device := h.Registry.Now().Device(h.Stations[0].Device)
	good := ingesttest.Batch("b", 1, "1", "1")
	for _, payload := range []string{good, good, "garbage", ingesttest.Batch("b", 2, "1", "-1"), strings.Repeat("x", 65<<10)} {
		if _, err := accept(h, device, payload); err != nil {
			t.Fatal(err)
		}
	}
	for _, cause := range []error{writer.ErrUnavailable, writer.ErrBusy} {
		h.Gate.Break(cause)
		if _, err := accept(h, device, good); !errors.Is(err, cause) {
			t.Errorf("%v, not %v", err, cause)
		}
	}
	for series, want := range map[string]float64{
		"commandhub_ingest_batches_total stored": 1, "commandhub_ingest_batches_total duplicate": 1,
		"commandhub_ingest_batches_total quarantined": 3, "commandhub_ingest_batches_total busy": 1,
		"commandhub_ingest_batches_total unavailable": 1, "commandhub_ingest_pending_batches": 0,
		"commandhub_ingest_quarantined_total MALFORMED": 1, "commandhub_ingest_quarantined_total NEGATIVE": 1,
		"commandhub_ingest_quarantined_total TOO_LARGE": 1,
	} {
		if got, ok := gathered(t, h)[series]; !ok || got != want {
			t.Errorf("%s is %v, not %v", series, got, want)
		}
	}
}

// gathered is the counters and gauges, by name and what they tell apart beside
// the protocol.
func gathered(t *testing.T, h *ingesttest.Hub) map[string]float64 {
	t.Helper()
	families, err := h.Metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, f := range families {
		for _, m := range f.Metric {
			name := f.GetName()
			for _, l := range m.Label {
				if l.GetName() != "protocol" {
					name += " " + l.GetValue()
				}
			}
			values[name] = m.GetCounter().GetValue() + m.GetGauge().GetValue()
		}
	}
	return values
}

func TestAFastDeviceIsHeldBackAndAFloodRefused(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{BatchesPerSecond: 10, BatchBurst: 1, BytesPerSecond: 1e6, ByteBurst: 1e6})
	device := h.Stations[0].Device
	began := time.Now()
	for range 3 {
		if err := h.Door.Pace(t.Context(), ingest.MQTT, device, 100); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < 150*time.Millisecond {
		t.Errorf("3 batches at 10/s took %v", took)
	}
	if wait, ok := h.Door.Allow(ingest.HTTP, device, 100, 100); ok || wait <= 0 {
		t.Errorf("%v %v", wait, ok)
	}
	if err := h.Door.Pace(t.Context(), ingest.MQTT, device, 4e6); !errors.Is(err, ingest.ErrRate) && err != nil {
		t.Error(err)
	}
	cut, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.Door.Pace(cut, ingest.MQTT, device, 100); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := h.Door.Pace(t.Context(), ingest.MQTT, h.Stations[1].Device, 100); err != nil {
		t.Errorf("another device: %v", err)
	}
}
