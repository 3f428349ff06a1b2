package installation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// desk is a hub whose county asks for a gauge and a collector at each station, by
// 2026-06-30; HX-1 has a gauge that is being installed, and HX-2 is planned.
type desk struct {
	t     *testing.T
	hub   *servertest.Hub
	clock *clockwork.FakeClock
	admin *servertest.Client
	keys  int
}

func openDesk(t *testing.T, database string) *desk {
	d := &desk{t: t, clock: clockwork.NewFakeClockAt(time.Date(2026, 6, 30, 10, 0, 0, 0, time.UTC))}
	d.hub = servertest.Start(t, app.Options{Database: database, Clock: d.clock})
	d.admin = d.hub.Person(t, "admin", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
	return d
}

type installed struct {
	ID, State, StateOn, Supplier, Supervisor, AcceptedBy string
	ConnectedOn, DueOn                                   *string
	Cost                                                 *int
	Version                                              int
	Standing                                             struct {
		DueOn, Timeliness                  string
		DaysLate                           int
		OwnerPays                          bool
		OwnerShare, CountyShare, CityShare *int
		Next                               []string
	}
	Steps []struct{ State, On, By, Note string }
}

const ofInstalled = `id state stateOn supplier supervisor acceptedBy connectedOn dueOn cost version
	standing{dueOn timeliness daysLate ownerPays ownerShare countyShare cityShare next} steps{state on by note}`

type place struct {
	Kind, Timeliness string
	DaysLate         int
	Installation     *installed
}

type at struct {
	Station struct{ ID, Code string }
	Places  []place
	Removed []installed
}

func (d *desk) book(as *servertest.Client) []at {
	d.t.Helper()
	var data struct{ InstallationBook struct{ Stations []at } }
	errs := as.Query(d.t, &data, `{installationBook{stations{station{id code} places{kind timeliness daysLate installation{`+ofInstalled+`}} removed{`+ofInstalled+`}}}}`, nil)
	if errs != nil {
		d.t.Fatal(errs)
	}
	return data.InstallationBook.Stations
}

type problem struct{ Field, Code, Message string }

func (d *desk) act(mutation string, input map[string]any) (installed, []problem) {
	d.t.Helper()
	d.keys++
	in := map[string]any{"idempotencyKey": fmt.Sprint("k", d.keys)}
	for k, v := range input {
		in[k] = v
	}
	var data map[string]struct {
		UserErrors   []problem
		Installation installed
	}
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	query := fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field code message} installation{%s}}}`, kind, mutation, ofInstalled)
	if errs := d.admin.Query(d.t, &data, query, map[string]any{"in": in}); errs != nil {
		d.t.Fatalf("%s: %+v", mutation, errs)
	}
	return data[mutation].Installation, data[mutation].UserErrors
}

func (d *desk) done(mutation string, input map[string]any) installed {
	d.t.Helper()
	got, problems := d.act(mutation, input)
	if len(problems) > 0 {
		d.t.Fatalf("%s %v: %+v", mutation, input, problems)
	}
	return got
}

func TestAnInstallationGoesFromItsPurchaseToItsRemoval(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		first := d.book(d.admin)[0]
		gauge := first.Places[0].Installation
		if gauge == nil || gauge.State != "INSTALLING" || len(gauge.Steps) != 3 || gauge.Standing.Timeliness != "PENDING" {
			t.Fatalf("the profile's own: %+v", first)
		}
		if s := gauge.Standing; *s.CityShare != 432_098 || *s.CountyShare != 802_469 || *s.OwnerShare != 0 { // 35 % of 1,234,567: 432,098.45
			t.Errorf("%d + %d", *s.CityShare, *s.CountyShare)
		}
		pump := d.done("beginInstallation", map[string]any{"station": first.Station.ID, "kind": "PUMP", "on": "2026-06-01"})
		move := func(to, on string, more ...any) map[string]any {
			in := map[string]any{"installation": pump.ID, "version": pump.Version, "to": to, "on": on}
			for i := 0; i < len(more); i += 2 {
				in[more[i].(string)] = more[i+1]
			}
			return in
		}
		refuse := func(field string, in map[string]any) {
			t.Helper()
			if _, problems := d.act("moveInstallation", in); len(problems) != 1 || problems[0].Field != "input."+field {
				t.Errorf("%v: %+v, want %s", in, problems, field)
			}
		}
		refuse("to", move("CONNECTED", "2026-06-02"))
		refuse("supplier", move("CONTRACTED", "2026-06-02", "cost", 100))
		refuse("cost", move("CONTRACTED", "2026-06-02", "supplier", "a firm"))
		refuse("cost", move("CONTRACTED", "2026-06-02", "supplier", "a firm", "cost", -1))
		refuse("on", move("CONTRACTED", "2026-05-31", "supplier", "a firm", "cost", 100))
		refuse("on", move("CONTRACTED", "2026-07-01", "supplier", "a firm", "cost", 100))
		pump = d.done("moveInstallation", move("CONTRACTED", "2026-06-02", "supplier", "a firm", "cost", 101))
		refuse("supervisor", move("INSTALLING", "2026-06-03"))
		pump = d.done("moveInstallation", move("INSTALLING", "2026-06-03", "supervisor", "a watcher"))
		pump = d.done("moveInstallation", move("CONNECTED", "2026-06-30"))
		if *pump.ConnectedOn != "2026-06-30" || pump.Standing.Timeliness != "IN_TIME" {
			t.Errorf("on the day itself: %+v", pump)
		}
		refuse("acceptedBy", move("ACCEPTED", "2026-06-30"))
		refuse("acceptedBy", move("ACCEPTED", "2026-06-30", "acceptedBy", "a firm"))
		pump = d.done("moveInstallation", move("ACCEPTED", "2026-06-30", "acceptedBy", "a third"))
		refuse("note", move("FAULTY", "2026-06-30"))
		pump = d.done("moveInstallation", move("FAULTY", "2026-06-30", "note", "no data"))
		if !slices.Equal(pump.Standing.Next, []string{"ACCEPTED", "REMOVED"}) || *pump.ConnectedOn != "2026-06-30" {
			t.Errorf("a fault goes back to what it interrupted: %+v", pump)
		}
		pump = d.done("moveInstallation", move("ACCEPTED", "2026-06-30"))
		if _, problems := d.act("beginInstallation", map[string]any{"station": first.Station.ID, "kind": "PUMP", "on": "2026-06-01"}); len(problems) != 1 || problems[0].Field != "input.kind" {
			t.Errorf("a second: %+v", problems)
		}
		pump = d.done("moveInstallation", move("REMOVED", "2026-06-30", "note", "another model"))
		d.done("beginInstallation", map[string]any{"station": first.Station.ID, "kind": "PUMP", "on": "2026-06-30", "dueOn": "2026-12-31"})
		first = d.book(d.admin)[0]
		if len(first.Removed) != 1 || len(first.Removed[0].Steps) != 8 || first.Places[1].Installation.State != "PROCURED" || first.Places[1].Installation.Standing.DueOn != "2026-12-31" {
			t.Errorf("%+v", first)
		}
	})
}

func TestWhatIsNotConnectedIsLateFromTheDayAfterAndSoIsWhatWasNeverBegun(t *testing.T) {
	d := openDesk(t, "")
	// By the county's calendar, which is six hours ahead of UTC.
	for _, c := range []struct {
		now  time.Time
		want string
		days int
	}{
		{time.Date(2026, 6, 30, 17, 59, 0, 0, time.UTC), "PENDING", 0}, // 23:59 in Asia/Urumqi
		{time.Date(2026, 6, 30, 18, 0, 0, 0, time.UTC), "LATE", 1},
		{time.Date(2026, 7, 9, 18, 0, 0, 0, time.UTC), "LATE", 10},
	} {
		d.clock.Advance(c.now.Sub(d.clock.Now()))
		d.admin.SignIn(t, "admin")
		stations := d.book(d.admin)
		for _, p := range stations[0].Places {
			if p.Timeliness != c.want || p.DaysLate != c.days {
				t.Errorf("at %s, %s: %s %d", c.now, p.Kind, p.Timeliness, p.DaysLate)
			}
		}
		for _, p := range stations[1].Places {
			if p.Timeliness != "NOT_ASKED" {
				t.Errorf("a planned station: %+v", p)
			}
		}
	}
}

func TestAConflictTellsWhatIsThereAndARepetitionIsCarriedOutOnce(t *testing.T) {
	d := openDesk(t, "")
	gauge := d.book(d.admin)[0].Places[0].Installation
	mend := map[string]any{"installation": gauge.ID, "version": 1, "supplier": "another", "supervisor": "watcher", "acceptedBy": "", "cost": 5, "idempotencyKey": "once"}
	if got := d.done("changeInstallation", mend); got.Supplier != "another" || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	if got, problems := d.act("changeInstallation", mend); len(problems) != 1 || problems[0].Code != "REPEATED" || got.Version != 2 {
		t.Errorf("again: %+v %+v", problems, got)
	}
	mend["idempotencyKey"], mend["supplier"] = "later", "mine"
	if got, problems := d.act("changeInstallation", mend); len(problems) != 1 || problems[0].Code != "CONFLICT" || got.Supplier != "another" {
		t.Errorf("another was there: %+v %+v", problems, got)
	}
	for field, value := range map[string]any{"cost": nil, "supplier": " ", "supervisor": "", "dueOn": "soon", "acceptedBy": "another"} {
		in := map[string]any{"installation": gauge.ID, "version": 2, "supplier": "another", "supervisor": "watcher", "acceptedBy": "", "cost": 5}
		in[field] = value
		if _, problems := d.act("changeInstallation", in); len(problems) != 1 || problems[0].Field != "input."+field {
			t.Errorf("%s as %v: %+v", field, value, problems)
		}
	}
	_, body := d.admin.Post(t, "/graphql", map[string]any{"query": `{eventsAfter(first:100){entries{action after}}}`})
	if strings.Count(body, "installation.changed") != 1 {
		t.Errorf("the timeline says %s", body)
	}
}

func TestOnlyWhoHasEquipmentInstalledSaysHowFarItIs(t *testing.T) {
	d := openDesk(t, "")
	gauge := d.book(d.admin)[0].Places[0].Installation
	write := `mutation{moveInstallation(input:{installation:"` + gauge.ID + `",version:1,to:CONNECTED,on:"2026-06-30",idempotencyKey:"x"}){installation{id}}}`
	for role, c := range map[string]struct {
		as   app.NewPerson
		read bool
		sees int
	}{
		"duty officer":     {app.NewPerson{Role: "DUTY_OFFICER"}, true, 2},
		"township officer": {app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901002"}, true, 1},
		"owner":            {app.NewPerson{Role: "ENTERPRISE_REPORTER", Organisation: "HARBOUR"}, true, 1},
		"group lead":       {app.NewPerson{Role: "GROUP_LEAD"}, false, 0},
		"auditor":          {app.NewPerson{Role: "AUDITOR"}, false, 0},
		"bureau without":   {app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "TRADE"}, false, 0},
	} {
		who := d.hub.Person(t, strings.ReplaceAll(role, " ", "."), c.as)
		if errs := who.Query(t, nil, write, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "installation:write" {
			t.Errorf("%s writes: %+v", role, errs)
		}
		if !c.read {
			if errs := who.Query(t, nil, `{installationBook{scheme}}`, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "installation:read" {
				t.Errorf("%s reads: %+v", role, errs)
			}
			continue
		}
		stations := d.book(who)
		if len(stations) != c.sees {
			t.Errorf("%s sees %d stations, want %d", role, len(stations), c.sees)
		}
		var found struct{ Node *struct{ ID string } }
		who.Query(t, &found, `query($i:ID!){node(id:$i){id}}`, map[string]any{"i": gauge.ID})
		if reached := role != "township officer"; (found.Node != nil) != reached {
			t.Errorf("%s finds it by its id: %+v", role, found)
		}
	}
}
