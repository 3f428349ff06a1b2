package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// noon of a Tuesday in the made-up county.
var noon = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)

type update struct {
	StationTelemetry struct {
		Sequence int64
		Kind     string
		Tanks    []struct {
			TankID string
			Volume float64
		}
		Sales   []struct{ Amount int64 }
		Devices []struct{ LastHeardAt *string }
	}
}

const watchAll = `subscription{stationTelemetry(minIntervalMs:100){sequence kind tanks{tankId volume} sales{amount} devices{lastHeardAt}}}`

func TestAReadingReachesTheWall(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		device := hub.Device(t, hub.Operator(t), "HX-1.console")
		live := hub.Wall(t).Subscribe(t, watchAll, nil)
		var first update
		live.Next(&first)
		if u := first.StationTelemetry; u.Kind != "SNAPSHOT" || len(u.Tanks) != 0 || len(u.Devices) == 0 || u.Devices[0].LastHeardAt != nil {
			t.Fatalf("before a word: %+v", u)
		}
		status, body := device.Say(t, time.Now(), `{"tanks":[{"tank":"A","volumeL":12345.67,"temperatureC":14.3}],
			"sales":[{"nozzle":"1","volumeL":30,"priceFenPerL":700,"amountFen":21000}]}`)
		if status != http.StatusOK || !strings.Contains(body, `"stored"`) {
			t.Fatalf("%d %s", status, body)
		}
		seen := first.StationTelemetry.Sequence
		for {
			var next update
			live.Next(&next)
			u := next.StationTelemetry
			if u.Sequence <= seen {
				t.Fatalf("after %d came %d", seen, u.Sequence)
			}
			seen = u.Sequence
			if len(u.Tanks) == 0 {
				continue // a heartbeat
			}
			if u.Tanks[0].Volume != 12345.67 || len(u.Sales) != 1 || u.Sales[0].Amount != 21000 || len(u.Devices) != 1 {
				t.Errorf("%+v", u)
			}
			return
		}
	})
}

func TestWhatIsNotBelievedIsInQuarantineWithItsReason(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		operator := hub.Operator(t)
		device := hub.Device(t, operator, "HX-1.console")
		status, body := device.Say(t, time.Now(), `{"tanks":[
			{"tank":"A","volumeL":100},{"tank":"B","volumeL":-1},{"tank":"B","volumeL":40001},
			{"tank":"Z","volumeL":1},{"tank":"HX-2/A","volumeL":1}]}`)
		if status != http.StatusOK || strings.Count(body, `"reason"`) != 4 {
			t.Fatalf("%d %s", status, body)
		}
		var data struct {
			QuarantineCounts []struct {
				Reason string
				Count  int
			}
			Quarantine struct {
				TotalCount int
				Edges      []struct {
					Node struct{ Field, Detail, Reason string }
				}
			}
		}
		if errs := operator.Query(t, &data, `{quarantineCounts(since:"2020-01-01T00:00:00Z"){reason count}
			quarantine(first:10,filter:{station:"HX-1"}){totalCount edges{node{field detail reason}}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		got := map[string]int{}
		for _, c := range data.QuarantineCounts {
			got[c.Reason] = c.Count
		}
		for _, reason := range []string{"NEGATIVE", "ABOVE_CAPACITY", "UNKNOWN_SENSOR", "FOREIGN_SENSOR"} {
			if got[reason] != 1 {
				t.Errorf("%s: %d in %v", reason, got[reason], got)
			}
		}
		if data.Quarantine.TotalCount != 4 {
			t.Errorf("%+v", data.Quarantine)
		}
		for _, e := range data.Quarantine.Edges {
			if e.Node.Field == "" || e.Node.Detail == "" {
				t.Errorf("an entry without where or why: %+v", e.Node)
			}
		}
	})
}

func TestStockCountsOnlyWhatIsFresh(t *testing.T) {
	clock := clockwork.NewFakeClockAt(noon)
	hub := servertest.Start(t, app.Options{Clock: clock})
	operator := hub.Operator(t)
	device := hub.Device(t, operator, "HX-1.console")
	stock := func() (fresh, silent int, usable, stale float64) {
		t.Helper()
		var data struct {
			Stock struct {
				Products []struct {
					Product                 string
					FreshTanks, SilentTanks int
					Usable, StaleVolume     float64
				}
			}
		}
		if errs := operator.Query(t, &data, `{stock{products{product freshTanks silentTanks usable staleVolume}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		for _, p := range data.Stock.Products {
			if p.Product == "E10" {
				return p.FreshTanks, p.SilentTanks, p.Usable, p.StaleVolume
			}
		}
		t.Fatal("the product is not there")
		return
	}
	device.Say(t, clock.Now(), `{"tanks":[{"tank":"A","volumeL":1400.25,"waterL":50,"waterMm":3}]}`)
	if fresh, silent, usable, stale := stock(); fresh != 1 || silent != 0 || usable != 1000 || stale != 0 {
		t.Errorf("fresh: %d %d %v %v", fresh, silent, usable, stale)
	}
	clock.Advance(90 * time.Second) // three of the device's intervals, to the second
	if fresh, silent, _, _ := stock(); fresh != 1 || silent != 0 {
		t.Errorf("after three intervals: %d %d", fresh, silent)
	}
	clock.Advance(time.Second)
	if fresh, silent, usable, stale := stock(); fresh != 0 || silent != 1 || usable != 0 || stale != 1400.25 {
		t.Errorf("stale: %d %d %v %v", fresh, silent, usable, stale)
	}
}

func TestDaysOfSupplyNeedSevenFullDays(t *testing.T) {
	clock := clockwork.NewFakeClockAt(noon)
	hub := servertest.Start(t, app.Options{Clock: clock})
	operator := hub.Operator(t)
	device, wall := hub.Device(t, operator, "HX-1.console"), hub.Wall(t) // whose sign-in does not end in seven days
	supply := func() (days *float64, reason *string) {
		t.Helper()
		var data struct {
			Stock struct {
				Products []struct {
					Product        string
					DaysOfSupply   *float64
					NoSupplyReason *string
				}
			}
		}
		wall.Query(t, &data, `{stock{products{product daysOfSupply noSupplyReason}}}`, nil)
		for _, p := range data.Stock.Products {
			if p.Product == "E10" {
				return p.DaysOfSupply, p.NoSupplyReason
			}
		}
		return
	}
	for range 7 {
		device.Say(t, clock.Now(), `{"sales":[{"nozzle":"1","volumeL":100,"priceFenPerL":700,"amountFen":70000}]}`)
		device.Say(t, clock.Now(), `{"tanks":[{"tank":"A","volumeL":1400.25}]}`)
		if days, reason := supply(); days != nil || reason == nil || *reason != "NOT_ENOUGH_HISTORY" {
			t.Fatalf("%v: %v %v", clock.Now(), days, reason)
		}
		clock.Advance(24 * time.Hour)
	}
	device.Say(t, clock.Now(), `{"tanks":[{"tank":"A","volumeL":1400.25}]}`)
	if days, reason := supply(); days == nil || *days != 10 || reason != nil {
		t.Errorf("after seven days: %v %v", days, reason)
	}
}

func TestEventsResumeWithoutAGap(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		device := hub.Device(t, hub.Operator(t), "HX-1.console")
		wall := hub.Wall(t)
		tell := func(n int) {
			for range n {
				if status, body := device.Say(t, time.Now(), `{"events":[{"kind":"POWER_OFF"},{"kind":"POWER_ON"}]}`); status != http.StatusOK {
					t.Fatalf("%d %s", status, body)
				}
			}
		}
		type item struct {
			StationEvents struct {
				Sequence int64
				Cursor   string
			}
		}
		const query = `subscription($after:Cursor){stationEvents(after:$after){... on DeviceEvent{sequence cursor}... on Delivery{sequence cursor}}}`
		tell(2)
		var last item
		first := wall.Subscribe(t, query, nil)
		for want := int64(1); want <= 4; want++ {
			first.Next(&last)
			if last.StationEvents.Sequence != want {
				t.Fatalf("%d instead of %d", last.StationEvents.Sequence, want)
			}
		}
		tell(150) // while nobody looks: more than a page
		again := wall.Subscribe(t, query, map[string]any{"after": last.StationEvents.Cursor})
		for want := int64(5); want <= 304; want++ {
			again.Next(&last)
			if last.StationEvents.Sequence != want {
				t.Fatalf("%d instead of %d", last.StationEvents.Sequence, want)
			}
		}
	})
}

func TestARevokedWallLosesItsSocket(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator, wall := hub.Operator(t), hub.Wall(t)
	live := wall.Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
	var item struct{ HubStatus struct{ Sequence int64 } }
	live.Next(&item)
	var walls struct{ Walls []struct{ ID string } }
	operator.Query(t, &walls, `{walls{id}}`, nil)
	if errs := operator.Query(t, nil, `mutation($w:ID!){revokeWall(input:{wall:$w,idempotencyKey:"k"}){wall{revokedAt}}}`,
		map[string]any{"w": walls.Walls[0].ID}); errs != nil {
		t.Fatal(errs)
	}
	if code := live.Closed(); code != 4403 {
		t.Errorf("closed with %d", code)
	}
	denied(t, wall, `{stations(first:1){totalCount}}`, "UNAUTHENTICATED", "station:read")
}

func TestASubscriptionNeedsItsScope(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for name, c := range map[string]*servertest.Client{"wall": hub.Wall(t), "stranger": hub.Stranger()} {
		errs := c.Subscribe(t, `subscription{timeline{sequence}}`, nil).Refused()
		if errs[0].Extensions["scope"] != "timeline:read" {
			t.Errorf("%s: %+v", name, errs)
		}
	}
}

func TestARevokedDeviceIsRefused(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	device := hub.Device(t, operator, "HX-1.console")
	operator.Query(t, nil, `mutation{revokeDeviceCredential(input:{device:"HX-1.console",idempotencyKey:"r"}){device{revokedAt}}}`, nil)
	if status, body := device.Say(t, time.Now(), `{"tanks":[{"tank":"A","volumeL":1}]}`); status != http.StatusUnauthorized {
		t.Errorf("%d %s", status, body)
	}
}

func TestExerciseModeIsSeenAndOutlivesARestart(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		var status struct{ Hub struct{ Exercise bool } }
		t.Run("switched on", func(t *testing.T) {
			hub := servertest.Start(t, app.Options{Database: address, Data: data})
			errs := hub.Operator(t).Query(t, nil, `mutation{setExercise(input:{exercise:true,idempotencyKey:"k"}){hub{exercise}}}`, nil)
			if errs != nil {
				t.Fatal(errs)
			}
		})
		t.Run("started again", func(t *testing.T) {
			hub := servertest.Start(t, app.Options{Database: address, Data: data})
			if hub.Stranger().Query(t, &status, `{hub{exercise}}`, nil); !status.Hub.Exercise {
				t.Error("the mode was forgotten")
			}
		})
	})
}
