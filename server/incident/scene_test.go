package incident_test

import (
	"maps"
	"strings"
	"testing"
	"time"
)

func TestWhoIsInsideTheCordonIsCountedUntilTheyAreOut(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	in := map[string]any{"incident": id, "name": "rescuer 1", "unit": "brigade", "outBy": d.clock.Now().Add(20 * time.Minute)}
	entry := must[incidentID](d, "GROUP_LEAD", "enterCordon", `entry{id}`, in)
	d.refused("§5.3.2(4)", "GROUP_LEAD", "enterCordon", `entry{id}`, in) // inside already
	for _, out := range []time.Duration{0, 12*time.Hour + time.Minute} {
		in["name"], in["outBy"] = "rescuer 2", d.clock.Now().Add(out)
		d.refused("§5.3.2(4)", "GROUP_LEAD", "enterCordon", `entry{id}`, in)
	}
	overdue := func() bool {
		var data struct {
			Incident struct{ Entries []struct{ Overdue bool } }
		}
		d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){entries{overdue}}}`, map[string]any{"id": id})
		return data.Incident.Entries[0].Overdue
	}
	d.FastForward(20 * time.Minute)
	if overdue() {
		t.Error("overdue at the minute itself")
	}
	d.FastForward(time.Second)
	if !overdue() {
		t.Error("not overdue past the minute")
	}
	must[incidentID](d, "GROUP_LEAD", "leaveCordon", `entry{id}`, map[string]any{"entry": entry.ID})
	if overdue() {
		t.Error("overdue though out")
	}
	d.refused("§5.3.2(4)", "GROUP_LEAD", "leaveCordon", `entry{id}`, map[string]any{"entry": entry.ID})
}

func TestASampleSaysWhetherItExceedsItsBound(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	sample := func(value float64, bound any, standard string) map[string]any {
		return map[string]any{
			"incident": id, "medium": "AIR", "substance": "benzene", "place": "north gate", "value": value, "unit": "mg/m³", "bound": bound, "standard": standard,
		}
	}
	for value, exceeds := range map[float64]bool{5.9: false, 6: false, 6.1: true} {
		got := must[struct{ Exceeds bool }](d, "GROUP_LEAD", "addSample", `sample{exceeds}`, sample(value, 6, "GBZ 2.1"))
		if got.Exceeds != exceeds {
			t.Errorf("%v of 6 exceeds: %v", value, got.Exceeds)
		}
	}
	d.refused("§5.7", "GROUP_LEAD", "addSample", `sample{id}`, sample(-1, nil, ""))
	d.refused("§5.7", "GROUP_LEAD", "addSample", `sample{id}`, sample(1, 6, "")) // a bound of no standard
	d.refused("§5.7", "GROUP_LEAD", "addSample", `sample{id}`, sample(1, 0, "GBZ 2.1"))
}

func TestNobodyApprovesTheirOwnReleaseAndNothingUnapprovedGoesOut(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	row := must[incidentID](d, "DUTY_OFFICER", "draftRelease", `release{id}`, map[string]any{"incident": id, "title": "Fire", "text": "Keep away."})
	step := map[string]any{"release": row.ID, "version": 1, "channel": "radio"}
	d.refuse(t, "publishRelease", "DUTY_OFFICER", step)
	d.refuse(t, "approveRelease", "DUTY_OFFICER", step)
	d.step(t, "approveRelease", "COMMANDER", step)
	step["version"] = 2
	d.refuse(t, "approveRelease", "COMMANDER", step)
	d.step(t, "publishRelease", "DUTY_OFFICER", step)
}

// step and refuse take a release further.
func (d *desk) step(t *testing.T, mutation, role string, in map[string]any) {
	t.Helper()
	if problems := d.releaseStep(mutation, role, in); len(problems) > 0 {
		t.Errorf("%s by %s: %+v", mutation, role, problems)
	}
}

func (d *desk) refuse(t *testing.T, mutation, role string, in map[string]any) {
	t.Helper()
	if problems := d.releaseStep(mutation, role, in); len(problems) != 1 || problems[0].Article != "§5.8" {
		t.Errorf("%s by %s should be refused by §5.8: %+v", mutation, role, problems)
	}
}

func (d *desk) releaseStep(mutation, role string, in map[string]any) []problem {
	_, problems := act[map[string]any](d, role, mutation, `release{id}`, in)
	return problems
}

func TestTheRosterIsForThoseAloneWhoMayReadIt(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	must[incidentID](d, "DUTY_OFFICER", "keepCasualty", `casualty{id}`, map[string]any{"incident": id, "name": "the injured driver", "state": "INJURED"})
	var data struct {
		Incident struct {
			Casualties []struct{ Name, State, Origin string }
		}
	}
	const roster = `query($id:ID!){incident(id:$id){casualties{name state origin}}}`
	if errs := d.people["COMMANDER"].Query(t, &data, roster, map[string]any{"id": id}); errs != nil || len(data.Incident.Casualties) != 1 ||
		data.Incident.Casualties[0].Origin != "MAINLAND" {
		t.Error(errs, data)
	}
	if errs := d.people["GROUP_LEAD"].Query(t, &data, roster, map[string]any{"id": id}); len(errs) != 1 || errs[0].Extensions["scope"] != "casualty:read" {
		t.Errorf("a group's lead reads the roster: %+v", errs)
	}
	var log struct {
		Incident struct {
			Log struct{ Entries []struct{ After string } }
		}
	}
	d.people["GROUP_LEAD"].Query(t, &log, `query($id:ID!){incident(id:$id){log{entries{after}}}}`, map[string]any{"id": id})
	if len(log.Incident.Log.Entries) != 2 {
		t.Errorf("%+v", log)
	}
	for _, e := range log.Incident.Log.Entries {
		if strings.Contains(e.After, "driver") {
			t.Errorf("the log tells a name of the roster: %s", e.After)
		}
	}
}

// TestWhatWasSaidOfKinIsTakenBack shows that a person of the roster is kept whole:
// what an edit leaves out is no longer there.
func TestWhatWasSaidOfKinIsTakenBack(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	type person struct {
		ID        string
		KinToldAt *string
	}
	keep := func(casualty any, version int, more map[string]any) person {
		in := map[string]any{"incident": id, "casualty": casualty, "version": version, "name": "the driver", "state": "INJURED"}
		maps.Copy(in, more)
		return must[person](d, "DUTY_OFFICER", "keepCasualty", `casualty{id kinToldAt}`, in)
	}
	told := keep(nil, 0, map[string]any{"kinToldAt": d.clock.Now().Format(time.RFC3339)})
	if told.KinToldAt == nil {
		t.Fatal("kin were told")
	}
	if now := keep(told.ID, 1, nil); now.KinToldAt != nil {
		t.Errorf("kin were not told, and the roster says %s", *now.KinToldAt)
	}
}

func TestALedgersItemIsStruckAndStaysToBeRead(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	d.refused("§7", "DUTY_OFFICER", "addLedgerItem", `item{id}`, map[string]any{"incident": id, "kind": "COST", "text": "foam", "amount": -1})
	item := must[incidentID](d, "DUTY_OFFICER", "addLedgerItem", `item{id}`, map[string]any{"incident": id, "kind": "COST", "text": "foam", "amount": 120050})
	d.refused("§7", "DUTY_OFFICER", "strikeLedgerItem", `item{id}`, map[string]any{"item": item.ID, "reason": ""})
	got := must[struct {
		Amount       int
		StruckReason string
	}](d, "DUTY_OFFICER", "strikeLedgerItem", `item{amount struckReason}`, map[string]any{"item": item.ID, "reason": "counted twice"})
	if got.Amount != 120050 || got.StruckReason != "counted twice" {
		t.Errorf("%+v", got)
	}
	d.refused("§7", "DUTY_OFFICER", "strikeLedgerItem", `item{id}`, map[string]any{"item": item.ID, "reason": "again"})
}
