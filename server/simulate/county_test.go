package simulate

import (
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/server/profile"
	"commandhub/server/station"
	"commandhub/server/store/storetest"
	"commandhub/server/telemetry"
	"commandhub/server/viewer"
)

// TestAWholeCountyTellsItsWeek runs every embedded county's stations from a
// week ago until now, faster than a hub would take it in. A hub believes all of
// it.
func TestAWholeCountyTellsItsWeek(t *testing.T) {
	for _, name := range profile.Embedded() {
		files, err := profile.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		county, err := profile.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		o := Options{County: county, Seed: 1, Faults: true, Rate: 10_000, Backfill: MaxBackfill, Clock: clockwork.NewFakeClockAt(morning)}
		secrets, stationOf := map[string]string{}, map[string]string{}
		o.Credentials = map[string]Credential{}
		for _, s := range o.running() {
			code := s.Devices[0].Code
			secrets[code], stationOf[code] = "s", s.Code
			o.Credentials[code] = Credential{Device: code, ID: code, Secret: "s"}
		}
		d := openDoor(t, secrets, nil)
		o.Broker = d.address

		began := time.Now()
		stop := start(t, o)
		hours := int(MaxBackfill / time.Hour)
		lagging := func(taken []wire) map[string]bool {
			late := map[string]bool{}
			for code := range secrets {
				late[code] = true
			}
			for _, w := range taken {
				if !w.Time.Before(morning) {
					delete(late, w.User)
				}
			}
			return late
		}
		taken := d.until(t, "all stations in the present", func(w []wire) bool {
			return len(w) > len(secrets)*(hours-10) && len(lagging(w)) == 0
		})
		took := time.Since(began)
		stop()

		stations := registered(t, county)
		var readings, sales, deliveries, largest int
		for _, w := range taken {
			readings, sales, deliveries = readings+len(w.Tanks), sales+len(w.Sales), deliveries+len(w.Deliveries)
			largest = max(largest, len(w.Payload))
			from := stations.Code(stationOf[w.User])
			if _, refused := telemetry.Read(w.Payload, from, morning); len(refused) > 0 {
				t.Fatalf("a hub refuses of %s: %+v", w.User, refused)
			}
		}
		perStationDay := float64(sales) / float64(len(secrets)) / (MaxBackfill.Hours() / 24)
		t.Logf("%s: %d stations, %d batches in %s, %d readings, %d sales (%.0f a station and day), %d deliveries, largest batch %d bytes",
			name, len(secrets), len(taken), took.Round(time.Millisecond), readings, sales, perStationDay, deliveries, largest)
		if perStationDay < 80 || perStationDay > 600 || deliveries < 2*len(secrets) {
			t.Errorf("%.0f sales a station and day, %d deliveries in a week: not like fuel stations", perStationDay, deliveries)
		}
		if largest > 32<<10 {
			t.Errorf("a batch of %d bytes", largest)
		}
	}
}

// registered is the county as a hub knows it.
func registered(t *testing.T, county *profile.County) *station.Snapshot {
	t.Helper()
	s := storetest.SQLite(t)
	ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
	err := s.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := profile.Apply(ctx, tx, county)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	registry := station.NewRegistry(s)
	if err := registry.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	return registry.Now()
}
