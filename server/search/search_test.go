package search_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/device"
	"commandhub/ent/organisation"
	"commandhub/ent/product"
	"commandhub/ent/report"
	"commandhub/ent/station"
	"commandhub/ent/task"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/search"
	unfit "commandhub/server/station"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

var then = time.Date(2019, 3, 1, 18, 10, 0, 0, time.UTC)

// county is two townships with a station and a fire each, the near one long ended.
type county struct {
	c     *ent.Client
	names map[int]string // of all rows, by id
}

func newCounty(t *testing.T, c *ent.Client) *county {
	t.Helper()
	hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
	out := &county{c, map[int]string{}}
	whole := c.Area.Create().SetCode("999901").SetName("县").SetNameEn("county").SetKind(area.KindCOUNTY).SetLatitude(1).SetLongitude(1).SaveX(hub)
	petrol := c.Product.Create().SetCode("92").SetName("92号").SetNameEn("92").SetCategory(product.CategoryPETROL).SetPosition(1).SaveX(hub)
	for i, name := range []string{"near", "far"} {
		n := fmt.Sprint(i + 1)
		township := c.Area.Create().SetCode("99990100" + n).SetName("镇" + n).SetNameEn(name + " town").SetKind(area.KindTOWNSHIP).
			SetLatitude(1).SetLongitude(1).SetParent(whole).SaveX(hub)
		owner := c.Organisation.Create().SetCode("OIL" + n).SetName("油" + n).SetNameEn("Oil 100% " + name).SetKind(organisation.KindPRIVATE_OWNER).SaveX(hub)
		s := c.Station.Create().SetCode("ZZ000" + n).SetName("站" + n).SetNameEn("Station " + name).SetLatitude(1).SetLongitude(1).
			SetStatus(station.StatusOPERATING).SetArea(township).SetOwner(owner).SaveX(hub)
		out.names[owner.ID], out.names[s.ID] = name+" owner", name+" station"
		for _, number := range []string{"1", "10"} {
			id := c.Tank.Create().SetNumber(number).SetCapacity(measure.Litres(100_00)).SetUnusableBottom(0).SetHeight(1000).SetStation(s).SetProduct(petrol).SaveX(hub).ID
			out.names[id] = name + " tank " + number
		}
		id := c.Device.Create().SetCode("ZZ000" + n + "-C1").SetKind(device.KindCONSOLE).SetExpectedIntervalSeconds(60).SetStation(s).SaveX(hub).ID
		out.names[id] = name + " device"
		fire := c.Incident.Create().SetNumber("2019-00" + n).SetTitle("Fire_" + name + " Über").SetKind("FIRE").SetHeardAt(then).SetRecordedAt(then).
			SetAddress("Road " + n).SetReporter("passer-by").SetReporterPhone("13900000000").SetArea(township).SetStation(s).
			SetGrade(rule.Undetermined).SetComputedGrade(rule.Undetermined).SetGradeReasons([]rule.Reason{}).SetEndedAt(then).SaveX(hub)
		out.names[fire.ID] = name + " fire"
		for r := range 2 {
			id := c.Report.Create().SetIncident(fire).SetKind(report.KindFOLLOW_UP).SetNumber(r + 1).SetElements(map[string]string{}).SetDraftedAt(then).SaveX(hub).ID
			out.names[id] = fmt.Sprint(name, " report ", r+1)
		}
		id = c.Task.Create().SetIncident(fire).SetKind(task.KindORDER).SetText("灭火" + n).SetTextEn("Put the fire out, " + name).SetOrderedBy("x").SetCreatedAt(then).SaveX(hub).ID
		out.names[id] = name + " task"
		person := c.User.Create().SetName("fire." + name).SetDisplayName("Lead " + name).SetPhone("13800138000").SaveX(hub)
		out.names[person.ID] = name + " person"
		out.names[c.ApiClient.Create().SetName("Fire map "+name).SetScopes([]string{}).SetPointsAMinute(1).SetOrganisation(owner).SaveX(hub).ID] = name + " program"
		out.names[c.Wall.Create().SetName("Fire hall "+name).SetTokenSha256([]byte(name)).SaveX(hub).ID] = name + " display"
		out.names[c.FieldDevice.Create().SetName("Fire phone "+name).SetTokenSha256([]byte(name)).SetUser(person).SaveX(hub).ID] = name + " phone"
	}
	return out
}

// found are the names of what a viewer finds.
func (o *county) found(t *testing.T, ctx context.Context, text string, most int, kinds ...search.Kind) ([]string, *search.Result) {
	t.Helper()
	r, err := search.Find(ctx, o.c, text, kinds, most)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out := []string{}
	for _, id := range r.IDs {
		out = append(out, o.names[id])
	}
	return out, r
}

func who(t *testing.T, reach viewer.Reach, scopes ...viewer.Scope) context.Context {
	return viewer.NewContext(t.Context(), viewer.New(viewer.Person, 1, "somebody", "", viewer.Grant{Scopes: scopes, Reach: reach}))
}

var all = []viewer.Scope{viewer.IncidentRead, viewer.StationRead, viewer.AccountRead, viewer.ClientRead}

func TestWhatIsFound(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		o := newCounty(t, storetest.Open(t, address).Client)
		everybody := who(t, viewer.Reach{}, all...)
		for text, want := range map[string][]string{
			"zz0001":         {"near station", "near tank 1", "near tank 10", "near device", "near fire"},
			"ZZ0001-1":       {"near tank 1", "near tank 10"},
			"zz0001 10":      {"near tank 10"},
			"0002/1":         {"far tank 1", "far tank 10"},
			"zz0002-c1":      {"far device"},
			"2019-001":       {"near fire", "near report 2", "near report 1"},
			"2019-001-2":     {"near report 2"},
			"2019-002 1":     {"far report 1", "far fire"},
			"fire_near":      {"near fire"},
			"fire_":          {"far fire", "near fire"},
			"FIRE_NEAR über": {}, // only A to Z have no case
			"FIRE_NEAR Über": {"near fire"},
			"near fire":      {"near fire", "near task", "near person", "near program", "near display", "near phone"},
			"road 2":         {"far fire", "near fire"}, // which holds both words
			"镇1":             {"near fire"},
			"灭火":             {"far task", "near task"},
			"100%":           {"near owner", "far owner"},
			"100_":           {}, // no character stands for another
			`\`:              {},
			"oil2":           {"far owner"},
			"fire.far":       {"far person"},
			"LEAD":           {"far person", "near person"},
			"hall":           {"far display", "near display"},
			"phone far":      {"far phone"},
			"map":            {"far program", "near program"},
			"13800138000":    {}, // nobody is found by what is masked
			"passer-by":      {}, // nor by what a right of its own opens
		} {
			if got, r := o.found(t, everybody, text, 50); !slices.Equal(got, want) || r.HasMore {
				t.Errorf("%q finds %v, want %v", text, got, want)
			}
		}
	})
}

// A page of the database must not cut off what ranks better: each shorter answer is
// the beginning of the longest.
func TestFewerAreTheBestOfAll(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		o := newCounty(t, storetest.Open(t, address).Client)
		everybody := who(t, viewer.Reach{}, all...)
		for _, text := range []string{"fire", "zz0001", "near", "1", "2019", "f"} {
			whole, _ := o.found(t, everybody, text, 50)
			if len(whole) < 4 {
				t.Errorf("%q finds %v alone", text, whole)
			}
			for most := 1; most <= len(whole); most++ {
				some, r := o.found(t, everybody, text, most)
				if !slices.Equal(some, whole[:most]) || r.HasMore != (most < len(whole)) {
					t.Errorf("%d by %q: %v, more: %v; all: %v", most, text, some, r.HasMore, whole)
				}
			}
		}
	})
}

func TestNobodyFindsWhatTheyMayNotRead(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		o := newCounty(t, storetest.Open(t, address).Client)
		ofIncidents := []search.Kind{search.Incident, search.Report, search.Task}
		ofStations := []search.Kind{search.Station, search.Tank, search.Device, search.Organisation}
		ofAccounts := []search.Kind{search.Person, search.Display, search.Phone}
		for scope, kinds := range map[viewer.Scope][]search.Kind{
			viewer.IncidentRead: ofIncidents, viewer.StationRead: ofStations, viewer.AccountRead: ofAccounts,
			viewer.ClientRead: {search.Program}, viewer.Public: {}, viewer.StockRead: {},
		} {
			for _, text := range []string{"fire", "zz0001", "2019-001", "oil1", "1"} {
				_, r := o.found(t, who(t, viewer.Reach{}, scope), text, 50)
				if !slices.Equal(r.Kinds, kinds) {
					t.Errorf("%s searches %v, want %v", scope, r.Kinds, kinds)
				}
				for _, id := range r.IDs {
					if _, err := o.c.Noder(who(t, viewer.Reach{}, scope), id); err != nil {
						t.Errorf("%s finds %s by %q, which it does not open: %v", scope, o.names[id], text, err)
					}
				}
			}
		}
		// Whoever may not read stations learns nothing of them from incidents.
		if got, _ := o.found(t, who(t, viewer.Reach{}, viewer.IncidentRead), "zz0001", 50); len(got) > 0 {
			t.Errorf("incident:read alone finds %v by a station's code", got)
		}
		// A township finds its own alone, an owner theirs, a stranger nothing.
		for _, text := range []string{"fire", "zz000", "2019", "far"} {
			for of, reach := range map[string]viewer.Reach{"township": {Area: "999901001"}, "owner": {Organisation: "OIL1"}} {
				for _, name := range must(o.found(t, who(t, reach, viewer.IncidentRead, viewer.StationRead, viewer.ClientRead), text, 50)) {
					if name[:3] == "far" && name != "far owner" { // who owns stations is told to all who see any
						t.Errorf("a %s finds %s by %q", of, name, text)
					}
				}
			}
			if got, r := o.found(t, viewer.NewContext(t.Context(), viewer.Viewer{Kind: viewer.Nobody}), text, 50); len(got)+len(r.Kinds) > 0 {
				t.Errorf("a stranger finds %v among %v", got, r.Kinds)
			}
		}
		if got, r := o.found(t, who(t, viewer.Reach{}, all...), "fire", 50, search.Person, search.Display); len(got) != 4 || len(r.Kinds) != 2 {
			t.Errorf("two kinds that were asked for: %v among %v", got, r.Kinds)
		}
	})
}

func must(names []string, _ *search.Result) []string { return names }

func TestATextThatIsUnfitIsRefusedByName(t *testing.T) {
	_, err := search.Find(who(t, viewer.Reach{}, all...), nil, "  ", nil, 20)
	var u *unfit.Unfit
	if !errors.As(err, &u) || u.Field != "text" {
		t.Error(err)
	}
}
