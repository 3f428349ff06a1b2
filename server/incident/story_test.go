package incident_test

import (
	"strings"
	"testing"
	"time"

	"commandhub/server/store/storetest"
)

// TestAFireThatGrowsUntilCommandIsHandedOver is a night by the law's clock: 2 dead at
// 02:10, 4 at 02:50, 11 at 05:00.
func TestAFireThatGrowsUntilCommandIsHandedOver(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)

		// 02:12: the office hears of it. A general accident (§1.5.4).
		d.At("02:12")
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(2))).ID
		row := d.see(id)
		if row.Grade != "GENERAL" || row.ProposedLevel != "II" || row.Stage != "REPORTED" || row.Number != "2026-001" {
			t.Fatalf("%+v", row)
		}
		if r := row.GradeReasons; len(r) != 2 || r[0].Text != "deaths 2 ≥ 1" || r[0].Article != "§1.5.4" {
			t.Errorf("the grade explains itself by %+v", r)
		}
		d.clocks(id, "COUNTY_NOTICE 02:22 RUNNING", "HIGHER_BUREAU_NOTICE 02:22 RUNNING", "CITY_BRIEF 03:10 RUNNING")

		// 02:20: told at once; the deputy starts Ⅱ.
		d.At("02:20")
		for _, duty := range []string{"COUNTY_NOTICE", "HIGHER_BUREAU_NOTICE"} {
			must[incidentID](d, "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.clockOf(id, duty).ID, "recipient": "duty room", "receipt": "call 1"})
		}
		d.refused("§5.3.2", "DUTY_OFFICER", "startResponse", `incident{id}`, map[string]any{"incident": id, "level": "II", "order": map[string]any{}})
		must[incidentID](d, "DEPUTY_COMMANDER", "startResponse", `incident{id}`, map[string]any{"incident": id, "level": "II", "order": map[string]any{}})
		row = d.see(id)
		if row.Level != "II" || row.StartedBy != "DEPUTY_COMMANDER" || row.Stage != "RESPONDING" || len(row.Groups) != 2 || len(row.Tasks) != 2 {
			t.Fatalf("%+v", row)
		}
		for _, g := range row.Groups {
			if g.Code == "RESCUE" && (strings.Join(g.Leads, " ") != "海星县商务局 @LINE_BUREAU" || g.Members[1] == "@UNIT") {
				t.Errorf("the places of the group are filled as %v %v", g.Leads, g.Members)
			}
		}

		// 02:40: the brief goes out in writing; follow-ups are owed daily from then on.
		d.At("02:40")
		first := d.report(id, "FIRST", "WRITING")
		d.clocks(id, "COUNTY_NOTICE 02:22 MET", "HIGHER_BUREAU_NOTICE 02:22 MET", "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:40 RUNNING")

		// 02:50: four dead. Larger (§1.5.3): the call was due at 02:40 and is late from
		// birth; the brief of a larger accident is due by 03:10; casualties changed.
		d.At("02:50")
		must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(4)})
		row = d.see(id)
		if row.Grade != "LARGER" || row.GradeReasons[0].Text != "deaths 4 ≥ 3" || row.ProposedLevel != "I" {
			t.Errorf("%+v", row)
		}
		d.clocks(id, "COUNTY_NOTICE 02:22 MET", "HIGHER_BUREAU_NOTICE 02:22 MET", "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:40 RUNNING",
			"CITY_PHONE 02:40 LATE", "CITY_BRIEF 03:10 RUNNING", "CASUALTY_CHANGE 03:05 RUNNING")
		if c := d.clockOf(id, "CITY_PHONE"); !c.BornLate || !strings.Contains(c.Cause, "deaths 4 ≥ 3, §1.5.3") {
			t.Errorf("the call that was late from birth says %+v", c)
		}

		// 02:55: the call, late; the commander raises the response to Ⅰ; a follow-up in
		// writing meets the brief of a larger accident and the change of casualties.
		d.At("02:55")
		must[incidentID](d, "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.clockOf(id, "CITY_PHONE").ID, "recipient": "city duty room"})
		d.refused("§5.3.3", "DEPUTY_COMMANDER", "adjustResponse", `incident{id}`, map[string]any{"incident": id, "level": "I", "order": map[string]any{}})
		must[incidentID](d, "COMMANDER", "adjustResponse", `incident{id}`, map[string]any{"incident": id, "level": "I", "order": map[string]any{}})
		d.report(id, "FOLLOW_UP", "WRITING")
		d.clocks(id, "COUNTY_NOTICE 02:22 MET", "HIGHER_BUREAU_NOTICE 02:22 MET", "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:40 MET",
			"CITY_PHONE 02:40 MET_LATE", "CITY_BRIEF 03:10 MET", "CASUALTY_CHANGE 03:05 MET", "FOLLOW_UP 02:55 RUNNING")
		if row = d.see(id); row.Level != "I" || row.StartedBy != "COMMANDER" || len(row.Tasks) != 3 {
			t.Errorf("%+v", row)
		}

		// 05:00: eleven dead. Major (§1.5.2): call and detail of a major accident were
		// due at 02:40 and are late from birth; follow-ups are owed every 4 h.
		d.At("05:00")
		must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(11)})
		d.clocks(id, "COUNTY_NOTICE 02:22 MET", "HIGHER_BUREAU_NOTICE 02:22 MET", "CITY_BRIEF 03:10 MET", "FOLLOW_UP 02:40 MET",
			"CITY_PHONE 02:40 MET_LATE", "CITY_BRIEF 03:10 MET", "CASUALTY_CHANGE 03:05 MET", "FOLLOW_UP 06:55 RUNNING",
			"CITY_PHONE 02:22 LATE", "CITY_BRIEF 02:40 LATE", "CASUALTY_CHANGE 05:15 RUNNING")

		// 05:10: command passes to the city's headquarters; a signed snapshot is kept.
		d.At("05:10")
		must[incidentID](d, "COMMANDER", "handOver", `incident{id}`, map[string]any{"incident": id, "to": "city headquarters", "receivedBy": "city commander"})
		row = d.see(id)
		if !row.InSupport || len(row.HandOvers) != 1 || len(row.HandOvers[0].Signature) != 64 || !strings.Contains(row.HandOvers[0].Snapshot, `"grade":"MAJOR"`) {
			t.Errorf("%+v", row.HandOvers)
		}
		handed := row.HandOvers[0]
		for _, part := range []string{`"deaths":11`, `"kind":"FOLLOW_UP"`, `"recipient":"city duty room"`, `"inside":[`, `"samples":[`} {
			if !strings.Contains(handed.Snapshot, part) {
				t.Errorf("the snapshot lacks %s: %s", part, handed.Snapshot)
			}
		}
		for _, c := range []struct {
			snapshot, signature string
			genuine             bool
		}{
			{handed.Snapshot, handed.Signature, true},
			{strings.Replace(handed.Snapshot, `"deaths":11`, `"deaths":10`, 1), handed.Signature, false},
			{handed.Snapshot, strings.Repeat("0", 64), false},
			{handed.Snapshot, "", false},
			{"", handed.Signature, false},
		} {
			var data struct{ HandOverGenuine bool }
			errs := d.people["DUTY_OFFICER"].Query(d.t, &data, `query($s:String!,$k:String!){handOverGenuine(snapshot:$s,signature:$k)}`, map[string]any{"s": c.snapshot, "k": c.signature})
			if errs != nil || data.HandOverGenuine != c.genuine {
				t.Errorf("of %.60s it says %t %v", c.snapshot, data.HandOverGenuine, errs)
			}
		}
		conditions := []string{"RESCUE_DONE", "SCENE_CONTROLLED", "ENVIRONMENT_WITHIN_STANDARDS", "SECONDARY_DANGERS_GONE"}
		d.refused("§5.9", "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": map[string]any{}, "conditions": conditions})
		must[incidentID](d, "COMMANDER", "takeBack", `incident{id}`, map[string]any{"incident": id, "reason": "the city withdrew"})

		// 09:00: ended by the post that started it, once each condition holds.
		d.At("09:00")
		d.refused("§5.9", "DEPUTY_COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": map[string]any{}, "conditions": conditions})
		d.refused("§5.9", "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": map[string]any{}, "conditions": conditions[1:]})
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": map[string]any{}, "conditions": conditions})
		if row = d.see(id); row.Stage != "TERMINATED" || row.Level != "" || row.Groups[0].DissolvedAt == "" || row.Tasks[0].State != "CANCELLED" {
			t.Errorf("%+v", row)
		}

		// Closing waits for the open clocks and the final report.
		must[incidentID](d, "DUTY_OFFICER", "beginAftermath", `incident{id}`, map[string]any{"incident": id})
		d.refused("§5.1", "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
		d.refused("§5.1.3", "DUTY_OFFICER", "sendReport", `report{id}`, map[string]any{"report": first, "party": "CITY", "channel": "WRITING", "recipient": "again"})
		must[incidentID](d, "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.openClock(id, "CITY_PHONE").ID, "recipient": "city duty room"})
		d.report(id, "FINAL", "WRITING")
		must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, map[string]any{"incident": id})
		if row = d.see(id); row.Stage != "CLOSED" {
			t.Errorf("%+v", row)
		}
	})
}

// openClock is the clock of a duty that is still owed.
func (d *desk) openClock(id, duty string) clockRow {
	d.t.Helper()
	for _, c := range d.see(id).Deadlines {
		if c.Duty == duty && c.MetAt == nil && c.State != "VOID" {
			return c
		}
	}
	d.t.Fatalf("no clock %s is open", duty)
	return clockRow{}
}

func TestAnUnknownGradeIsReportedAsLargerUntilItIsKnown(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	if row := d.see(id); row.Grade != "UNDETERMINED" || row.ProposedLevel != "II" {
		t.Fatalf("%+v", row)
	}
	d.clocks(id, "COUNTY_NOTICE 02:20 RUNNING", "HIGHER_BUREAU_NOTICE 02:20 RUNNING", "CITY_PHONE 02:40 RUNNING", "CITY_BRIEF 03:10 RUNNING")
	d.At("03:10")
	must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(1)})
	d.clocks(id, "COUNTY_NOTICE 02:20 LATE", "HIGHER_BUREAU_NOTICE 02:20 LATE", "CITY_BRIEF 03:10 DUE_SOON")
	for _, c := range d.see(id).Deadlines {
		if c.State == "VOID" && !strings.Contains(c.VoidReason, "graded GENERAL") {
			t.Errorf("a clock is void without its reason: %+v", c)
		}
	}
}

func TestAFalseAlarmVoidsItsClocksAndTakesBackWhatWasReported(t *testing.T) {
	d := openDesk(t, "")
	quiet := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	told := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	d.report(told, "FIRST", "WRITING")
	for _, id := range []string{quiet, told} {
		must[incidentID](d, "DUTY_OFFICER", "rejectIncident", `incident{id}`, map[string]any{"incident": id, "reason": "steam, not smoke"})
	}
	d.clocks(quiet)
	d.clocks(told, "CITY_BRIEF 03:10 MET", "WITHDRAWAL 02:25 RUNNING")
	d.report(told, "FOLLOW_UP", "PHONE")
	d.clocks(told, "CITY_BRIEF 03:10 MET", "WITHDRAWAL 02:25 MET")
}

func TestASpokenOrderStartsAResponseAndIsConfirmedByThePost(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(3))).ID
	d.refused("§5.3.3", "DUTY_OFFICER", "startResponse", `incident{id}`, map[string]any{"incident": id, "level": "I", "order": map[string]any{"byVoice": "DEPUTY_COMMANDER", "orderedBy": "deputy"}})
	must[incidentID](d, "DUTY_OFFICER", "startResponse", `incident{id}`, map[string]any{"incident": id, "level": "I", "order": map[string]any{"byVoice": "COMMANDER", "orderedBy": "the commander, by phone"}})
	step := d.see(id).Steps[0]
	if !step.ByVoice || step.Post != "COMMANDER" || step.ConfirmedAt != nil {
		t.Fatalf("%+v", step)
	}
	d.refused("§5.3", "DEPUTY_COMMANDER", "confirmOrder", `step{id}`, map[string]any{"step": step.ID})
	must[incidentID](d, "COMMANDER", "confirmOrder", `step{id}`, map[string]any{"step": step.ID})
	if step = d.see(id).Steps[0]; step.ConfirmedAt == nil {
		t.Errorf("%+v", step)
	}
}

func TestIllegalMovesAreRefusedByTheirField(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(2))).ID
	for name, c := range map[string]struct {
		mutation, selection, field string
		input                      map[string]any
	}{
		"a death count below zero":        {"countCasualties", `incident{id}`, "input.counts.deaths", map[string]any{"incident": id, "counts": map[string]any{"deaths": -1}}},
		"more people than a county has":   {"countCasualties", `incident{id}`, "input.counts.trapped", map[string]any{"incident": id, "counts": map[string]any{"trapped": 1000001}}},
		"a loss below zero":               {"countCasualties", `incident{id}`, "input.counts.directLoss", map[string]any{"incident": id, "counts": map[string]any{"directLoss": -1}}},
		"a count of tomorrow":             {"countCasualties", `incident{id}`, "input.asOf", map[string]any{"incident": id, "counts": known(2), "asOf": night.Add(24 * time.Hour)}},
		"a count from before it happened": {"countCasualties", `incident{id}`, "input.asOf", map[string]any{"incident": id, "counts": known(2), "asOf": night.Add(-time.Minute)}},
		"an event in the future":          {"openIncident", `incident{id}`, "input.facts.occurredAt", map[string]any{"facts": map[string]any{"title": "x", "kind": "FIRE", "station": "HX-1", "occurredAt": night.AddDate(73, 0, 0)}}},
		"an event of years ago":           {"openIncident", `incident{id}`, "input.facts.occurredAt", map[string]any{"facts": map[string]any{"title": "x", "kind": "FIRE", "station": "HX-1", "occurredAt": night.AddDate(-2, 0, 0)}}},
		"an event that nobody named":      {"openIncident", `incident{id}`, "input.facts.title", map[string]any{"facts": map[string]any{"kind": "FIRE", "station": "HX-1"}}},
		"an event nowhere":                {"openIncident", `incident{id}`, "input.facts.area", map[string]any{"facts": map[string]any{"title": "x", "kind": "FIRE"}}},
		"a kind that is none":             {"openIncident", `incident{id}`, "input.facts.kind", map[string]any{"facts": map[string]any{"title": "x", "kind": "METEOR", "station": "HX-1"}}},
		"a station that is none":          {"openIncident", `incident{id}`, "input.facts.station", map[string]any{"facts": map[string]any{"title": "x", "kind": "FIRE", "station": "MOON"}}},
		"heard of before it happened":     {"openIncident", `incident{id}`, "input.facts.heardAt", map[string]any{"facts": map[string]any{"title": "x", "kind": "FIRE", "station": "HX-1", "occurredAt": night, "heardAt": night.Add(-time.Minute)}}},
		"a grade below what is known":     {"raiseGrade", `incident{id}`, "input.grade", map[string]any{"incident": id, "grade": "BELOW_GENERAL", "reason": "wishful"}},
		"a grade without a reason":        {"raiseGrade", `incident{id}`, "input.reason", map[string]any{"incident": id, "grade": "MAJOR", "reason": ""}},
		"a follow-up before the first":    {"draftReport", `report{id}`, "input.kind", map[string]any{"incident": id, "kind": "FOLLOW_UP", "elements": []any{}}},
		"an element of another report":    {"draftReport", `report{id}`, "input.elements", map[string]any{"incident": id, "kind": "FIRST", "elements": []any{map[string]any{"element": "RESULT", "text": "x"}}}},
		"a measure given by hand":         {"giveTask", `task{id}`, "input.kind", map[string]any{"incident": id, "kind": "MEASURE", "text": "x", "owner": "y"}},
		"a task of nobody":                {"giveTask", `task{id}`, "input.owner", map[string]any{"incident": id, "kind": "ORDER", "text": "x"}},
		"command that nobody has":         {"handOver", `incident{id}`, "input.incident", map[string]any{"incident": id, "to": "city", "receivedBy": "x"}},
		"closing with open clocks":        {"closeIncident", `incident{id}`, "input.incident", map[string]any{"incident": id}},
	} {
		_, problems := act[map[string]any](d, "DUTY_OFFICER", c.mutation, c.selection, c.input)
		if len(problems) != 1 || problems[0].Field != c.field {
			t.Errorf("%s: %+v", name, problems)
		}
	}
	if row := d.see(id); row.Version != 1 || len(row.Reports)+len(row.Tasks) != 0 {
		t.Errorf("something was half written: %+v", row)
	}
}

// Who acknowledges a task does not edit the incident: an edit under way meets no conflict.
func TestWhatHappensBesideAnEditIsNoConflict(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, database string) {
		d := openDesk(t, database)
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(1))).ID
		d.level("COMMANDER", "startResponse", id, "II", mine(""))
		seen := d.see(id)
		task := seen.Tasks[0]
		must[incidentID](d, "GROUP_LEAD", "moveTask", `task{id}`, map[string]any{"task": task.ID, "version": task.Version, "state": "ACKNOWLEDGED"})
		d.report(id, "FIRST", "WRITING")
		d.called(id, "COUNTY_NOTICE")
		must[incidentID](d, "DUTY_OFFICER", "updateIncident", `incident{id}`, map[string]any{"incident": id, "version": seen.Version, "facts": map[string]any{"address": "North gate"}})
		if now := d.see(id).Version; now != seen.Version+1 {
			t.Errorf("its version went from %d to %d", seen.Version, now)
		}
		must[incidentID](d, "DUTY_OFFICER", "updateIncident", `incident{id}`, map[string]any{"incident": id, "version": seen.Version + 1, "facts": map[string]any{}, "withdraw": []string{"POINT"}})
		if now := d.see(id).Version; now != seen.Version+2 {
			t.Errorf("what was withdrawn counts for no edit: %d", now)
		}
	})
}

// A phone whose answer was lost sends again: what it asked for is done, once, and it
// is told so, not that another was there before it.
func TestARequestThatIsSentAgainIsToldThatItIsDone(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, database string) {
		d := openDesk(t, database)
		twice := func(mutation, selection string, input map[string]any) (first, second map[string]any) {
			t.Helper()
			input["idempotencyKey"] = "the same " + mutation
			first = must[map[string]any](d, "DUTY_OFFICER", mutation, selection, input)
			second, problems := act[map[string]any](d, "DUTY_OFFICER", mutation, selection, input)
			if len(problems) != 1 || problems[0].Code != "REPEATED" {
				t.Errorf("%s again is told %+v", mutation, problems)
			}
			return first, second
		}
		first, second := twice("openIncident", `incident{id version}`, fire(nil))
		if second["id"] != first["id"] {
			t.Errorf("opened again it is %v, not %v", second, first)
		}
		id := first["id"]
		_, second = twice("updateIncident", `incident{id version address}`, map[string]any{
			"incident": id, "version": first["version"], "facts": map[string]any{"address": "North gate"},
		})
		if second["id"] != id || second["address"] != "North gate" {
			t.Errorf("edited again it is %v", second)
		}
		task, _ := twice("giveTask", `task{id version}`, map[string]any{"incident": id, "kind": "ORDER", "text": "Close the road", "owner": "Police"})
		_, second = twice("moveTask", `task{id state version}`, map[string]any{"task": task["id"], "version": task["version"], "state": "DONE"})
		if second["state"] != "DONE" || second["version"] != 2.0 {
			t.Errorf("moved again it is %v", second)
		}
		twice("rejectIncident", `incident{id stage}`, map[string]any{"incident": id, "reason": "a false alarm"})
		if row := d.see(id.(string)); len(row.Tasks) != 1 || row.Stage != "REJECTED" {
			t.Errorf("it was carried out more than once: %+v", row)
		}
	})
}

func TestOfTwoEditsTheLaterSeesAConflictAndNothingIsLost(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	seen := d.see(id).Version
	edit := func(role, address string) (map[string]any, []problem) {
		return act[map[string]any](d, role, "updateIncident", `incident{address version}`, map[string]any{"incident": id, "version": seen, "facts": map[string]any{"address": address}})
	}
	if _, problems := edit("DUTY_OFFICER", "North gate"); len(problems) > 0 {
		t.Fatal(problems)
	}
	now, problems := edit("OFFICE_DIRECTOR", "South gate")
	if len(problems) != 1 || problems[0].Code != "CONFLICT" || now["address"] != "North gate" {
		t.Errorf("the later edit gives %+v and shows %+v", problems, now)
	}
}
