package incident_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent/timelineentry"
	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

// while lets seconds pass, as hubs look each second, until what is awaited came.
func while(clock *clockwork.FakeClock, await func()) {
	came, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-came:
				return
			case <-tick.C:
				clock.Advance(time.Second)
			}
		}
	}()
	await()
	close(came)
	<-over
}

// hear awaits items of the stream of incidents.
func hear(t *testing.T, sub *servertest.Subscription, want ...string) {
	t.Helper()
	for _, action := range want {
		var item update
		sub.Next(&item)
		if u := item.IncidentUpdates; u.Entry == nil || u.Entry.Action != action {
			t.Fatalf("heard %+v, want %s", u.Entry, action)
		}
	}
}

func TestAClockIsToldOnceByTwoHubsAndAfterARestartAndStaysLateWhenTimeStepsBack(t *testing.T) {
	const soon, late = "incident.deadline-soon", "incident.deadline-late"
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data, id := t.TempDir(), ""
		t.Run("two hubs", func(t *testing.T) {
			clock := clockwork.NewFakeClockAt(night)
			here := servertest.Start(t, app.Options{Database: address, Data: data, Clock: clock})
			d := &desk{t: t, hub: here, clock: clock, people: map[string]*servertest.Client{
				"DUTY_OFFICER": here.Person(t, "duty-officer", app.NewPerson{Role: "DUTY_OFFICER"}),
			}}
			there := servertest.Start(t, app.Options{Database: address, Data: data, Clock: clock})
			other := there.Stranger()
			other.SignIn(t, "duty-officer")
			var subs []*servertest.Subscription
			for _, c := range []*servertest.Client{d.people["DUTY_OFFICER"], other} {
				sub := c.Subscribe(t, updates, nil)
				sub.Next(nil)
				subs = append(subs, sub)
			}
			both := func(want ...string) {
				t.Helper()
				while(clock, func() {
					for _, sub := range subs {
						hear(t, sub, want...)
					}
				})
			}
			id = must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(2))).ID
			both("incident.reported")
			clock.Advance(5 * time.Minute) // 02:15: two notices are due at 02:20
			both(soon, soon)
			clock.Advance(5 * time.Minute) // 02:20
			both(late, late)
			clock.Advance(40 * time.Minute) // 03:00: the brief is due at 03:10
			both(soon)
			d.people["DUTY_OFFICER"].SignIn(t, "duty-officer")
			if c := d.clockOf(id, "COUNTY_NOTICE"); c.State != "LATE" {
				t.Errorf("%+v", c)
			}
		})
		t.Run("after a restart, with time stepped back", func(t *testing.T) {
			clock := clockwork.NewFakeClockAt(night.Add(time.Minute))
			hub := servertest.Start(t, app.Options{Database: address, Data: data, Clock: clock})
			d := &desk{t: t, hub: hub, clock: clock, people: map[string]*servertest.Client{"DUTY_OFFICER": hub.Stranger()}}
			d.people["DUTY_OFFICER"].SignIn(t, "duty-officer")
			for _, duty := range []string{"COUNTY_NOTICE", "HIGHER_BUREAU_NOTICE"} {
				if c := d.clockOf(id, duty); c.State != "LATE" {
					t.Errorf("time stepped back, and what was told late is %+v", c)
				}
			}
			clock.Advance(58 * time.Minute) // 03:09, past what was told before
			d.people["DUTY_OFFICER"].SignIn(t, "duty-officer")
			sub := d.people["DUTY_OFFICER"].Subscribe(t, updates, nil)
			sub.Next(nil)
			clock.Advance(time.Minute) // 03:10
			while(clock, func() { hear(t, sub, late) })
		})
		told := map[string]int{}
		db, err := store.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, e := range db.Client.TimelineEntry.Query().Where(timelineentry.ActionIn(soon, late)).AllX(viewer.NewContext(t.Context(), viewer.Hub("test"))) {
			of := object(t, e.After)
			told[fmt.Sprint(e.Action, " ", of["duty"], " ", of["deadline"])]++
		}
		for what, times := range told {
			if times != 1 {
				t.Errorf("%s was told %d times", what, times)
			}
		}
		if len(told) != 6 {
			t.Errorf("three clocks have two instants each: %v", told)
		}
	})
}
