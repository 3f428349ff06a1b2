package simulate

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	mqtt "github.com/mochi-mqtt/server/v2"

	"commandhub/server/profile"
)

// options run the test county's only device against a door.
func options(t *testing.T, d *door, clock clockwork.Clock) Options {
	return Options{
		Broker: d.address, County: testCounty(t), Clock: clock, Boot: "b1", Seed: 5, Rate: 10_000,
		Credentials: map[string]Credential{"HX-1.console": {Device: "HX-1.console", ID: "id", Secret: "s"}},
		Log:         slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
}

// start runs a simulation; stop ends it and wants it to end well.
func start(t *testing.T, o Options) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, o) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func newDoor(t *testing.T) *door { return openDoor(t, map[string]string{"id": "s"}, nil) }

func atLeast(n int) func([]wire) bool { return func(w []wire) bool { return len(w) >= n } }

func TestADeviceSpeaksOnceAnIntervalByTheClock(t *testing.T) {
	d, clock := newDoor(t), clockwork.NewFakeClockAt(morning)
	stop := start(t, options(t, d, clock))
	for n := 1; n <= 4; n++ {
		d.until(t, "a batch", atLeast(n))
		if err := clock.BlockUntilContext(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		clock.Advance(30 * time.Second)
	}
	taken := d.until(t, "the fifth batch", atLeast(5))
	stop()
	for i, w := range taken {
		if want := morning.Add(time.Duration(i) * 30 * time.Second); !w.Time.Equal(want) || w.Seq != int64(i+1) || w.Boot != "b1" {
			t.Errorf("batch %d is %s/%d of %v, want seq %d of %v", i, w.Boot, w.Seq, w.Time, i+1, want)
		}
		if len(w.Tanks) != 2 || w.User != "id" {
			t.Errorf("batch %d of %q has %d tanks", i, w.User, len(w.Tanks))
		}
	}
}

func TestThePastComesFirstInOrderAndThenThePresent(t *testing.T) {
	d, clock := newDoor(t), clockwork.NewFakeClockAt(morning)
	o := options(t, d, clock)
	o.Backfill = 48 * time.Hour
	stop := start(t, o)
	d.until(t, "two days in hours, and now", atLeast(48))
	if err := clock.BlockUntilContext(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	clock.Advance(30 * time.Second)
	taken := d.until(t, "the present", func(w []wire) bool { return w[len(w)-1].Time.After(morning) })
	stop()
	sales, readings := 0, 0
	for i, w := range taken {
		sales, readings = sales+len(w.Sales), readings+len(w.Tanks)
		if i > 0 && !w.Time.After(taken[i-1].Time) || w.Seq != int64(i+1) {
			t.Errorf("batch %d is seq %d of %v", i, w.Seq, w.Time)
		}
		for _, r := range w.Tanks {
			if r.Time.After(w.Time) || w.Time.Sub(r.Time) > time.Hour {
				t.Errorf("a reading of %v in the batch of %v", r.Time, w.Time)
			}
		}
	}
	if first := taken[0].Time; !first.Equal(morning.Add(-47 * time.Hour)) {
		t.Errorf("the past ends its first hour at %v", first)
	}
	if readings < 2*48*4 || sales < 100 {
		t.Errorf("%d readings and %d sales in two days", readings, sales)
	}
}

func TestTheSameSeedAndClockGiveTheSameBatches(t *testing.T) {
	run := func() string {
		d, clock := newDoor(t), clockwork.NewFakeClockAt(morning)
		o := options(t, d, clock)
		o.Backfill, o.Faults = 24*time.Hour, true
		stop := start(t, o)
		taken := d.until(t, "a day", atLeast(24))
		stop()
		data, err := json.Marshal(taken[:24])
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first := run()
	if again := run(); again != first {
		t.Error("they differ")
	}
}

func TestPowerCutsEndABoot(t *testing.T) {
	d, clock := newDoor(t), clockwork.NewFakeClockAt(morning)
	o := options(t, d, clock)
	o.Backfill, o.Faults = MaxBackfill, true
	for o.Seed = 1; ; o.Seed++ { // a seed with a power cut in its week
		p, cut := newPlant(o, o.County.Stations[0], time.UTC), false
		p.begin(morning.Add(-MaxBackfill))
		for p.at.Before(morning) {
			p.advance(p.at.Add(time.Hour), 1)
			cut = cut || p.told("POWER_ON")
		}
		if cut {
			break
		}
	}
	stop := start(t, o)
	taken := d.until(t, "another boot", func(w []wire) bool { return slices.ContainsFunc(w, func(w wire) bool { return w.Boot == "b1-1" }) })
	stop()
	i := slices.IndexFunc(taken, func(w wire) bool { return w.Boot != "b1" })
	if taken[i].Seq != 1 || taken[i].Events[len(taken[i].Events)-1].Kind == "" {
		t.Errorf("the new boot begins with %+v", taken[i])
	}
	if !slices.ContainsFunc(taken[i].Events, func(e struct{ Kind string }) bool { return e.Kind == "POWER_ON" }) {
		t.Errorf("the new boot begins without POWER_ON: %+v", taken[i].Events)
	}
}

func TestARunGoesOnWhereTheLastOneEnded(t *testing.T) {
	d := newDoor(t)
	o := options(t, d, clockwork.NewFakeClockAt(morning))
	o.StateFile = filepath.Join(t.TempDir(), "state.json")
	o.Backfill = 24 * time.Hour
	stop := start(t, o)
	first := len(d.until(t, "a day", func(w []wire) bool { return len(w) > 0 && !w[len(w)-1].Time.Before(morning) }))
	stop()
	memory, err := readMemory(o.StateFile)
	if err != nil {
		t.Fatal(err)
	}
	was := memory["HX-1"]
	if !was.At.Equal(morning) || len(was.Tanks) != 2 || len(was.Nozzles) != 2 {
		t.Fatalf("remembered %+v", was)
	}
	if info, err := os.Stat(o.StateFile); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}

	o.Clock, o.Boot = clockwork.NewFakeClockAt(morning.Add(3*time.Hour)), "b2"
	stop = start(t, o)
	taken := d.until(t, "three hours more", func(w []wire) bool { return !w[len(w)-1].Time.Before(morning.Add(3 * time.Hour)) })[first:]
	stop()
	if len(taken) < 3 || !taken[0].Time.Equal(morning.Add(time.Hour)) || taken[0].Boot != "b2" || taken[0].Seq != 1 {
		t.Errorf("went on with %d batches, first %+v", len(taken), taken[0])
	}
	var s struct{ TotalizerL, VolumeL float64 }
	for _, w := range taken {
		for _, raw := range w.Sales {
			if err := json.Unmarshal(raw, &s); err != nil {
				t.Fatal(err)
			}
			if before := min(was.Nozzles["1"], was.Nozzles["2"]).Float(); s.TotalizerL < before {
				t.Errorf("a totalizer went back from %v to %v", before, s.TotalizerL)
			}
		}
	}
}

func TestWhatWasNotAnsweredIsNotRemembered(t *testing.T) {
	const answered = 5
	d := openDoor(t, map[string]string{"id": "s"}, func(n int, _ *mqtt.Client) answer {
		if n > answered {
			return silence
		}
		return puback
	})
	o := options(t, d, clockwork.NewFakeClockAt(morning))
	o.StateFile, o.Backfill = filepath.Join(t.TempDir(), "state.json"), 24*time.Hour
	stop := start(t, o)
	d.until(t, "more than is answered", atLeast(answered+inFlight))
	stop()
	memory, err := readMemory(o.StateFile)
	if err != nil {
		t.Fatal(err)
	}
	if want := morning.Add((answered - 24) * time.Hour); !memory["HX-1"].At.Equal(want) {
		t.Errorf("remembers the station at %v, the last answer was for %v", memory["HX-1"].At, want)
	}
}

func TestAMemoryHoldsATankerAndAFailure(t *testing.T) {
	p, _ := lived(t, 12, 1, func(o *Options, _ *profile.Station) { o.Faults = true })
	for p.tanks[0].tanker == nil || p.tanks[0].tanker.Started.IsZero() {
		p.advance(p.at.Add(time.Minute), 1)
	}
	p.tanks[1].failing = p.at.Add(time.Hour)
	data, err := json.Marshal(p.remember())
	if err != nil {
		t.Fatal(err)
	}
	var was remembered
	if err := json.Unmarshal(data, &was); err != nil {
		t.Fatal(err)
	}
	again := newPlant(Options{County: p.county, Seed: 42}, p.spec, p.zone)
	again.recall(was, p.at)
	if *again.tanks[0].tanker.Before != *p.tanks[0].tanker.Before || !again.tanks[0].tanker.Ends.Equal(p.tanks[0].tanker.Ends) {
		t.Errorf("tanker %+v became %+v", p.tanks[0].tanker, again.tanks[0].tanker)
	}
	again.advance(p.at.Add(time.Hour), 1)
	if len(again.report.Deliveries) != 1 {
		t.Errorf("%d deliveries after an unloading was interrupted", len(again.report.Deliveries))
	}
	if again.faults = true; !again.at.Before(again.tanks[1].failing) {
		again.advance(again.at.Add(time.Minute), 1)
	}
	if !again.told("PROBE_RESTORED") {
		t.Error("a probe that failed before is never mended")
	}
}

func TestWhatCannotRunIsRefusedWithAllReasons(t *testing.T) {
	county := testCounty(t)
	err := Run(t.Context(), Options{County: county, Speed: -1, Backfill: 8 * 24 * time.Hour, Rate: -3})
	for _, want := range []string{"no broker", "speed is -1", "backfill 192h0m0s", "rate is -3", "no credential for any of 1 devices, such as HX-1.console"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %q", err, want)
		}
	}
	state := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(state, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options(t, &door{address: "127.0.0.1:1"}, nil)
	o.StateFile = state
	if err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), state) {
		t.Errorf("a spoilt state file: %v", err)
	}
}

func TestCredentialsComeBackAsTheyWereWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "devices.json")
	want := Credential{Device: "A-1", ID: "d1", Secret: "x"}
	if err := WriteCredentials(path, []Credential{want}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got, err := ReadCredentials(file)
	if err != nil || got["A-1"] != want || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "{}", `[{"device":"A"}]`, `[{"device":"A","id":"b","secret":"c","note":"d"}]`} {
		if _, err := ReadCredentials(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken for credentials", bad)
		}
	}
}
