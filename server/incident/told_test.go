package incident_test

import (
	"maps"
	"strings"
	"testing"

	"commandhub/server/store/storetest"
)

// count says how many are dead, and nothing else that is new.
func (d *desk) count(id string, deaths int, more map[string]any) {
	d.t.Helper()
	counts := known(deaths)
	maps.Copy(counts, more)
	must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": counts})
}

// called enters a call that met a duty.
func (d *desk) called(id string, duties ...string) {
	d.t.Helper()
	for _, duty := range duties {
		must[incidentID](d, "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.clockOf(id, duty).ID, "recipient": "duty room"})
	}
}

const atOnce = "COUNTY_NOTICE 02:22 MET; HIGHER_BUREAU_NOTICE 02:22 MET"

// owes checks what is owed beside what the bureaus told at once.
func (d *desk) owes(id string, want ...string) {
	d.t.Helper()
	d.clocks(id, append(strings.Split(atOnce, "; "), want...)...)
}

// openTold is a fire with so many dead at 02:12, of which the bureaus told at once.
func openTold(t *testing.T, database string, deaths int) (*desk, string) {
	d := openDesk(t, database)
	d.At("02:12")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(deaths))).ID
	d.called(id, "COUNTY_NOTICE", "HIGHER_BUREAU_NOTICE")
	return d, id
}

// TestAReportTellsNothingOfWhatCameAfterIt: one that was sent before and goes out again,
// a draft that was overtaken, one that is entered later than it was sent (§5.1.3(2)).
func TestAReportTellsNothingOfWhatCameAfterIt(t *testing.T) {
	for name, story := range map[string]func(t *testing.T, database string){
		"sent again": func(t *testing.T, database string) {
			d, id := openTold(t, database, 2)
			d.At("02:40")
			first := d.report(id, "FIRST", "WRITING")
			d.At("02:50")
			d.count(id, 4, nil)
			d.At("02:55")
			d.send(first, "PHONE", nil)
			d.owes(id, "CITY_BRIEF 03:10 MET", "CITY_PHONE 02:40 LATE", "CITY_BRIEF 03:10 RUNNING", "FOLLOW_UP 02:55 RUNNING", "CASUALTY_CHANGE 03:05 RUNNING")
			d.At("02:56")
			d.send(d.draft(id, "FOLLOW_UP"), "WRITING", nil)
			d.owes(id, "CITY_BRIEF 03:10 MET", "CITY_PHONE 02:40 LATE", "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:55 MET", "FOLLOW_UP 02:56 RUNNING", "CASUALTY_CHANGE 03:05 MET")
		},
		"overtaken": func(t *testing.T, database string) {
			d, id := openTold(t, database, 1)
			first := d.draft(id, "FIRST")
			d.At("02:20")
			d.count(id, 2, nil)
			if !d.outdated(id) {
				t.Error("the draft does not say that casualties changed since")
			}
			d.At("02:25")
			d.send(first, "WRITING", nil)
			d.owes(id, "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:25 RUNNING", "CASUALTY_CHANGE 02:40 RUNNING")
		},
		"gone through again": func(t *testing.T, database string) {
			d, id := openTold(t, database, 1)
			first := d.draft(id, "FIRST")
			d.At("02:20")
			d.count(id, 2, nil)
			must[incidentID](d, "DUTY_OFFICER", "editReport", `report{id}`, map[string]any{
				"report": first, "version": 1, "elements": []any{map[string]any{"element": "DEATHS", "text": "2"}},
			})
			if d.outdated(id) {
				t.Error("the draft is told to be outdated, though it was gone through")
			}
			d.At("02:25")
			d.send(first, "WRITING", nil)
			d.owes(id, "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:25 RUNNING")
		},
		"entered later": func(t *testing.T, database string) {
			d, id := openTold(t, database, 1)
			d.report(id, "FIRST", "WRITING")
			d.At("02:20")
			d.count(id, 2, nil)
			at := d.At("02:25")
			d.At("02:30")
			d.count(id, 4, nil)
			d.At("02:31")
			d.send(d.draft(id, "FOLLOW_UP"), "WRITING", map[string]any{"at": at})
			d.owes(id, "CITY_BRIEF 03:10 MET", "CITY_PHONE 02:40 DUE_SOON", "CITY_BRIEF 03:10 RUNNING",
				"FOLLOW_UP 02:12 MET", "FOLLOW_UP 02:25 RUNNING", "CASUALTY_CHANGE 02:35 DUE_SOON")
		},
		"told after all": func(t *testing.T, database string) {
			d, id := openTold(t, database, 1)
			d.report(id, "FIRST", "WRITING")
			d.At("02:20")
			d.count(id, 2, nil)
			d.count(id, 1, nil) // mistyped
			d.owes(id, "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:12 RUNNING")
		},
		"of nothing": func(t *testing.T, database string) {
			d, id := openTold(t, database, 1)
			row := must[incidentID](d, "DUTY_OFFICER", "draftReport", `report{id}`, map[string]any{
				"incident": id, "kind": "FIRST", "elements": []any{map[string]any{"element": "PLACE", "text": " "}},
			})
			d.refused("§5.1.3", "DUTY_OFFICER", "sendReport", `report{id}`, map[string]any{"report": row.ID, "party": "CITY", "channel": "PHONE", "recipient": "duty room"})
			d.owes(id, "CITY_BRIEF 03:10 RUNNING")
		},
	} {
		t.Run(name, func(t *testing.T) { storetest.EachAddress(t, story) })
	}
}

// outdated tells whether a draft of an incident is.
func (d *desk) outdated(id string) bool {
	d.t.Helper()
	var data struct {
		Incident struct{ Reports []struct{ Outdated bool } }
	}
	if errs := d.people["DUTY_OFFICER"].Query(d.t, &data, `query($id:ID!){incident(id:$id){reports{outdated}}}`, map[string]any{"id": id}); errs != nil {
		d.t.Fatal(errs)
	}
	for _, r := range data.Incident.Reports {
		if r.Outdated {
			return true
		}
	}
	return false
}

// TestACallToTheCityIsWatchedAsAReportIs: what is owed in writing is not met by it, and
// what was told by it has to be followed up, corrected and taken back (§5.1.2, §5.1.3).
func TestACallToTheCityIsWatchedAsAReportIs(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, database string) {
		d, id := openTold(t, database, 3)
		d.refused("§5.1.2", "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.clockOf(id, "CITY_BRIEF").ID, "recipient": "duty room"})
		d.called(id, "CITY_PHONE")
		d.owes(id, "CITY_PHONE 02:40 MET", "CITY_BRIEF 03:10 RUNNING", "FOLLOW_UP 02:12 RUNNING")
		d.At("02:20")
		d.count(id, 5, nil)
		d.owes(id, "CITY_PHONE 02:40 MET", "CITY_BRIEF 03:10 RUNNING", "FOLLOW_UP 02:12 RUNNING", "CASUALTY_CHANGE 02:35 RUNNING")
		must[incidentID](d, "DUTY_OFFICER", "rejectIncident", `incident{id}`, map[string]any{"incident": id, "reason": "a drill of the firm"})
		d.owes(id, "CITY_PHONE 02:40 MET", "WITHDRAWAL 02:35 RUNNING")
	})
}

// TestWhatIsLearnedAfterTheFinalReportIsTold: someone dies in hospital.
func TestWhatIsLearnedAfterTheFinalReportIsTold(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, database string) {
		d, id := openTold(t, database, 1)
		d.report(id, "FIRST", "WRITING")
		must[incidentID](d, "COMMANDER", "startResponse", `incident{id}`, map[string]any{"incident": id, "level": "II", "order": map[string]any{}})
		final := d.draft(id, "FINAL")
		d.refused("§5.9", "DUTY_OFFICER", "sendReport", `report{id}`, map[string]any{"report": final, "party": "CITY", "channel": "WRITING", "recipient": "duty room"})
		d.At("04:00")
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": map[string]any{}, "conditions": conditions})
		d.send(final, "WRITING", nil)
		d.owes(id, "CITY_BRIEF 03:10 MET")
		d.At("05:00")
		d.count(id, 2, nil)
		d.owes(id, "CITY_BRIEF 03:10 MET", "CASUALTY_CHANGE 05:15 RUNNING")
		d.refused("§5.1", "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
		d.report(id, "FOLLOW_UP", "WRITING")
		d.owes(id, "CITY_BRIEF 03:10 MET", "CASUALTY_CHANGE 05:15 MET")
		must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
	})
}

// TestAFinalReportToTheCountyIsNoneToTheCity keeps the follow-ups to the city owed.
func TestAFinalReportToTheCountyIsNoneToTheCity(t *testing.T) {
	d, id := openTold(t, "", 1)
	d.report(id, "FIRST", "WRITING")
	d.At("03:00")
	final := d.draft(id, "FINAL")
	d.send(final, "WRITING", map[string]any{"party": "COUNTY"})
	d.owes(id, "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:12 RUNNING")
	d.refused("§5.1", "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
	d.send(final, "WRITING", nil)
	d.owes(id, "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:12 MET")
}

// TestForeignAffairsAreToldOfWhomTheRosterOrACountKnows (§5.1.3), and no more of whom
// proves to be from here.
func TestForeignAffairsAreToldOfWhomTheRosterOrACountKnows(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, database string) {
		d, id := openTold(t, database, 1)
		person := func(more map[string]any) map[string]any {
			in := map[string]any{"incident": id, "name": "A", "state": "DEAD", "origin": "TAIWAN", "hospital": "", "note": ""}
			maps.Copy(in, more)
			return in
		}
		const brief = "CITY_BRIEF 03:10 RUNNING"
		must[incidentID](d, "DUTY_OFFICER", "keepCasualty", `casualty{id}`, person(map[string]any{"state": "SAFE"}))
		d.owes(id, brief)
		row := must[incidentID](d, "DUTY_OFFICER", "keepCasualty", `casualty{id}`, person(nil))
		d.owes(id, brief, "FOREIGN_AFFAIRS_COUNTY 02:42 RUNNING", "FOREIGN_AFFAIRS_CITY 02:42 RUNNING")
		if c := d.clockOf(id, "FOREIGN_AFFAIRS_CITY"); !strings.Contains(c.Cause, "Taiwan") {
			t.Errorf("its cause is %q", c.Cause)
		}
		must[incidentID](d, "DUTY_OFFICER", "keepCasualty", `casualty{id}`, person(map[string]any{"casualty": row.ID, "version": 1, "origin": "MAINLAND"}))
		d.owes(id, brief)
		d.count(id, 1, map[string]any{"fromAbroad": 1})
		d.owes(id, brief, "FOREIGN_AFFAIRS_COUNTY 02:42 RUNNING", "FOREIGN_AFFAIRS_CITY 02:42 RUNNING")
		d.count(id, 1, nil)
		d.owes(id, brief)
	})
}

// TestTrappedPeopleKeepTheGradeOpen: nine trapped and four missing may be thirteen dead.
func TestTrappedPeopleKeepTheGradeOpen(t *testing.T) {
	d := openDesk(t, "")
	counts := known(0)
	maps.Copy(counts, map[string]any{"trapped": 9, "missing": 4, "directLoss": 0})
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(counts)).ID
	if row := d.see(id); row.Grade != "UNDETERMINED" || row.ProposedLevel != "II" || row.GradeReasons[0].Text != "deaths 0 to 13 by trapped or missing people" {
		t.Errorf("%+v", row)
	}
	d.clocks(id, "COUNTY_NOTICE 02:20 RUNNING", "HIGHER_BUREAU_NOTICE 02:20 RUNNING", "CITY_PHONE 02:40 RUNNING", "CITY_BRIEF 03:10 RUNNING")
}

// TestAnIncidentIsNotClosedWhileTheFinalReportIsNotWithTheCity, though no clock is open.
func TestAnIncidentIsNotClosedWhileTheFinalReportIsNotWithTheCity(t *testing.T) {
	d, id := openTold(t, "", 1)
	d.report(id, "FIRST", "WRITING")
	d.level("COMMANDER", "startResponse", id, "II", mine(""))
	must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": mine(""), "conditions": conditions})
	final := d.draft(id, "FINAL")
	d.send(final, "WRITING", map[string]any{"party": "COUNTY"})
	d.refused("§5.1.3(3)", "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
	d.send(final, "WRITING", nil)
	must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
}
