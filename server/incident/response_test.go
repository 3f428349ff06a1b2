package incident_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"commandhub/server/store/storetest"
)

var conditions = []string{"RESCUE_DONE", "SCENE_CONTROLLED", "ENVIRONMENT_WITHIN_STANDARDS", "SECONDARY_DANGERS_GONE"}

// mine is an order by a post of who gives it, for a reason.
func mine(reason string) map[string]any { return map[string]any{"reason": reason} }

// voiced is an order of a post by voice.
func voiced(post, reason string) map[string]any {
	return map[string]any{"byVoice": post, "orderedBy": "who holds the post", "reason": reason}
}

// begin opens a fire of so many dead and starts its response by order of a post.
func (d *desk) begin(deaths int, role, level string, order map[string]any) string {
	d.t.Helper()
	d.At("02:12")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(deaths))).ID
	d.level(role, "startResponse", id, level, order)
	return id
}

func (d *desk) level(role, mutation, id, level string, order map[string]any) {
	d.t.Helper()
	must[incidentID](d, role, mutation, `incident{id}`, map[string]any{"incident": id, "level": level, "order": order})
}

// rejected is act that is refused at a field, in words that hold these.
func (d *desk) rejected(field, words, role, mutation string, input map[string]any) {
	d.t.Helper()
	_, problems := act[string](d, role, mutation, `__typename`, input)
	if len(problems) != 1 || problems[0].Field != field || !strings.Contains(problems[0].Message, words) {
		d.t.Errorf("%s by %s should be refused at %s, for %q: %+v", mutation, role, field, words, problems)
	}
}

// reportAll reports all that a general accident owes once no response runs.
func (d *desk) reportAll(id string) {
	d.t.Helper()
	for _, duty := range []string{"COUNTY_NOTICE", "HIGHER_BUREAU_NOTICE"} {
		must[incidentID](d, "DUTY_OFFICER", "meetDeadline", `deadline{id}`, map[string]any{"deadline": d.clockOf(id, duty).ID, "recipient": "duty room"})
	}
	d.report(id, "FIRST", "WRITING")
	d.report(id, "FINAL", "WRITING")
}

func TestNobodyIsLeftInsideTheCordonAtAnEnd(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "COMMANDER", "II", mine(""))
		var inside []string
		enter := func(name string) {
			inside = append(inside, must[incidentID](d, "GROUP_LEAD", "enterCordon", `entry{id}`, map[string]any{
				"incident": id, "name": name, "unit": "brigade", "outBy": d.clock.Now().Add(time.Hour),
			}).ID)
		}
		leave := func() {
			for _, entry := range inside {
				must[incidentID](d, "GROUP_LEAD", "leaveCordon", `entry{id}`, map[string]any{"entry": entry})
			}
			inside = nil
		}
		for _, n := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			enter("rescuer " + n)
		}
		end := map[string]any{"incident": id, "order": mine(""), "conditions": conditions}
		d.refused("§5.9", "COMMANDER", "endResponse", `incident{id}`, end)
		d.rejected("input.conditions", "7 inside the cordon: rescuer 1 (brigade), rescuer 2 (brigade), rescuer 3 (brigade), rescuer 4 (brigade), rescuer 5 (brigade), …", "COMMANDER", "endResponse", end)
		leave()
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, end)

		d.reportAll(id)
		enter("an investigator")
		shut := map[string]any{"incident": id}
		d.rejected("input.incident", "1 inside the cordon: an investigator", "DUTY_OFFICER", "closeIncident", shut)
		leave()
		must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, shut)
	})
}

func TestWhoOrderedTheGravestLevelEndsTheResponseHoweverItWasLowered(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "COMMANDER", "II", mine(""))
		end := map[string]any{"incident": id, "order": mine(""), "conditions": conditions}
		for _, step := range []string{"III", "II", "III"} { // down, up again and down, by the deputy
			d.level("DEPUTY_COMMANDER", "adjustResponse", id, step, mine("as it stands"))
			if by := d.see(id).StartedBy; by != "COMMANDER" {
				t.Errorf("at %s %s ends it", step, by)
			}
			d.refused("§5.9", "DEPUTY_COMMANDER", "endResponse", `incident{id}`, end)
		}
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, end)

		raised := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(1))).ID
		d.level("DEPUTY_COMMANDER", "startResponse", raised, "II", mine(""))
		d.level("COMMANDER", "adjustResponse", raised, "I", mine(""))
		if by := d.see(raised).StartedBy; by != "COMMANDER" {
			t.Errorf("what the commander raised %s ends", by)
		}
	})
}

func TestAResponseBelowWhatThePlanProposesNeedsAReason(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		d.At("02:12")
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(11))).ID
		below := func(want bool) {
			t.Helper()
			var data struct {
				Incident struct{ BelowPlanSince *time.Time }
			}
			d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){belowPlanSince}}`, map[string]any{"id": id})
			if since := data.Incident.BelowPlanSince; (since != nil) != want || want && !since.Equal(d.clock.Now()) {
				t.Errorf("below the plan since %v, want %v", since, want)
			}
		}
		below(false) // none runs
		start := func(reason string) map[string]any {
			return map[string]any{"incident": id, "level": "III", "order": mine(reason)}
		}
		d.refused("§5.3.3(1)", "OFFICE_DIRECTOR", "startResponse", `incident{id}`, start(""))
		d.rejected("input.order.reason", "the plan proposes I, for a larger accident or above", "OFFICE_DIRECTOR", "startResponse", start("  "))
		must[incidentID](d, "OFFICE_DIRECTOR", "startResponse", `incident{id}`, start("the commander is on the way"))
		below(true)
		d.level("COMMANDER", "adjustResponse", id, "I", mine(""))
		below(false)
		d.At("02:40")
		d.refused("§5.3.3(1)", "COMMANDER", "adjustResponse", `incident{id}`, map[string]any{"incident": id, "level": "II", "order": mine("")})
		d.level("COMMANDER", "adjustResponse", id, "II", mine("under control"))
		below(true)
		d.At("02:50")
		must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(2)})
		below(false) // the proposal fell
		d.refused("§5.3.2(1)", "COMMANDER", "adjustResponse", `incident{id}`, map[string]any{"incident": id, "level": "III", "order": mine("")})
		d.At("02:55")
		must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(3)})
		below(true)
	})
}

func TestCommandPassesByOrderOfThePostThatLeads(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(4, "COMMANDER", "I", mine(""))
		d.At("02:40")
		pass := func(order map[string]any) map[string]any {
			return map[string]any{"incident": id, "to": "city headquarters", "receivedBy": "city commander", "order": order}
		}
		for _, role := range []string{"DUTY_OFFICER", "OFFICE_DIRECTOR", "DEPUTY_COMMANDER"} {
			d.refused("§5.3.3(3)", role, "handOver", `incident{id}`, pass(nil))
		}
		d.refused("§5.3.3(3)", "DUTY_OFFICER", "handOver", `incident{id}`, pass(voiced("DEPUTY_COMMANDER", "")))
		early := pass(nil)
		early["at"] = night.Add(-24 * time.Hour)
		d.rejected("input.at", "before the office heard", "COMMANDER", "handOver", early)
		early["at"] = night.Add(2*time.Minute - time.Second) // before the response
		d.rejected("input.at", "before", "COMMANDER", "handOver", early)
		must[incidentID](d, "DUTY_OFFICER", "handOver", `incident{id}`, pass(voiced("COMMANDER", "")))
		last := func() (action, post string, confirmed bool, step string) {
			steps := d.see(id).Steps
			s := steps[len(steps)-1]
			return s.Action, s.Post, s.ConfirmedAt != nil, s.ID
		}
		action, post, confirmed, step := last()
		if action != "HAND_OVER" || post != "COMMANDER" || confirmed || !d.see(id).InSupport {
			t.Errorf("%s by %s, confirmed %v", action, post, confirmed)
		}
		must[incidentID](d, "COMMANDER", "confirmOrder", `step{id}`, map[string]any{"step": step})

		back := map[string]any{"incident": id, "reason": "the city withdrew"}
		d.refused("§5.3.3(3)", "DUTY_OFFICER", "takeBack", `incident{id}`, back)
		must[incidentID](d, "COMMANDER", "takeBack", `incident{id}`, back)
		if action, _, _, _ := last(); action != "TAKE_BACK" || d.see(id).InSupport {
			t.Errorf("the last step is %s", action)
		}
	})
}

func TestAnEndCancelsWhatTheResponseAskedForAndNothingElse(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "COMMANDER", "II", mine(""))
		for _, kind := range []string{"ORDER", "HELP_REQUEST", "INSTRUCTION", "CORRECTIVE_ACTION"} {
			must[incidentID](d, "DUTY_OFFICER", "giveTask", `task{id}`, map[string]any{"incident": id, "kind": kind, "text": "find out why", "owner": "a bureau"})
		}
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": mine(""), "conditions": conditions})
		want := map[string]string{
			"MEASURE": "CANCELLED", "ORDER": "CANCELLED", "HELP_REQUEST": "OPEN", "INSTRUCTION": "OPEN", "CORRECTIVE_ACTION": "OPEN",
		}
		for _, task := range d.see(id).Tasks {
			if task.State != want[task.Kind] {
				t.Errorf("a %s is %s", task.Kind, task.State)
			}
		}
	})
}

func TestALevelThatComesAgainBringsItsMeasuresBack(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "COMMANDER", "II", mine(""))
		first := d.see(id).Tasks
		d.level("COMMANDER", "adjustResponse", id, "III", mine("under control"))
		move := func(i int, state string) {
			must[incidentID](d, "COMMANDER", "moveTask", `task{id}`, map[string]any{"task": first[i].ID, "version": first[i].Version, "state": state, "note": "no longer at III"})
		}
		move(0, "DONE")
		move(1, "CANCELLED")
		d.level("COMMANDER", "adjustResponse", id, "II", mine("it flared up"))
		var data struct {
			Incident struct {
				Tasks []struct {
					ID, State, LastNote string
					Notes               []struct{ State, Note string }
				}
			}
		}
		d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){tasks{id state lastNote notes{state note}}}}`, map[string]any{"id": id})
		seen := 0
		for _, task := range data.Incident.Tasks {
			switch task.ID {
			case first[0].ID:
				seen++
				if task.State != "DONE" {
					t.Errorf("what was done is %s", task.State)
				}
			case first[1].ID:
				seen++
				if last := task.Notes[len(task.Notes)-1]; task.State != "OPEN" || last.State != "OPEN" || !strings.Contains(task.LastNote, "raised to II again") {
					t.Errorf("what was cancelled is %+v", task)
				}
			}
		}
		if seen != 2 {
			t.Errorf("%+v", data.Incident.Tasks)
		}
	})
}

func TestAnIncidentIsNotClosedOverSpokenOrdersThatNobodyConfirmed(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "DUTY_OFFICER", "II", voiced("COMMANDER", ""))
		must[incidentID](d, "DUTY_OFFICER", "endResponse", `incident{id}`, map[string]any{"incident": id, "order": voiced("COMMANDER", ""), "conditions": conditions})
		d.reportAll(id)
		shut := map[string]any{"incident": id}
		d.rejected("input.incident", "2 spoken orders wait to be confirmed: of who holds the post, who holds the post", "DUTY_OFFICER", "closeIncident", shut)
		steps := d.see(id).Steps
		must[incidentID](d, "COMMANDER", "confirmOrder", `step{id}`, map[string]any{"step": steps[0].ID})
		d.rejected("input.incident", "1 spoken orders", "DUTY_OFFICER", "closeIncident", shut)
		must[incidentID](d, "COMMANDER", "confirmOrder", `step{id}`, map[string]any{"step": steps[1].ID})
		must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, shut)
	})
}

func TestNoOrderLiesBeforeTheOneThatCameFirst(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		d.At("02:12")
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(1))).ID
		d.At("02:20")
		order := mine("as it stands")
		d.level("COMMANDER", "startResponse", id, "III", voiced("OFFICE_DIRECTOR", "at first"))
		d.At("02:40")
		order["at"] = night.Add(5 * time.Minute)
		d.rejected("input.order.at", "2026-03-01T18:20", "COMMANDER", "adjustResponse", map[string]any{"incident": id, "level": "II", "order": order})
		d.level("COMMANDER", "adjustResponse", id, "II", mine(""))
		order["at"] = night.Add(15 * time.Minute) // after the start, before the groups stood
		end := map[string]any{"incident": id, "order": order, "conditions": conditions}
		d.rejected("input.order.at", "2026-03-01T18:40", "COMMANDER", "endResponse", end)
		order["at"] = d.clock.Now()
		must[incidentID](d, "COMMANDER", "endResponse", `incident{id}`, end)
	})
}

func TestALineBureauThatComesToBeKnownTakesItsPlaceAndIsTold(t *testing.T) {
	const bureau = "海星县商务局"
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := d.begin(1, "COMMANDER", "II", mine(""))
		type sending struct {
			Unit       string
			PassedOnAt *time.Time
		}
		notices := func() (out [][]sending) {
			t.Helper()
			var data struct {
				Incident struct {
					Notices []struct{ Sendings []sending }
				}
			}
			if errs := d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){notices{at sendings{unit passedOnAt}}}}`, map[string]any{"id": id}); errs != nil {
				t.Fatal(errs)
			}
			for _, n := range data.Incident.Notices {
				out = append(out, n.Sendings)
			}
			return out
		}
		told := func(unit string) (n int) {
			for _, all := range notices() {
				if len(all) == 1 && all[0].Unit == unit {
					n++
				}
			}
			return n
		}
		begun := len(notices())
		must[incidentID](d, "DUTY_OFFICER", "updateIncident", `incident{id}`, map[string]any{
			"incident": id, "version": d.see(id).Version, "facts": map[string]any{"lineBureau": "海星县交通运输局"},
		})
		for _, g := range d.see(id).Groups {
			if slices.Contains(slices.Concat(g.Leads, g.Members), "@LINE_BUREAU") {
				t.Errorf("%s: %v %v", g.Code, g.Leads, g.Members)
			}
		}
		if n := told("海星县交通运输局"); n != 1 || len(notices()) != begun+1 {
			t.Errorf("the bureau was told %d times, in %+v", n, notices())
		}
		for _, all := range notices() {
			for _, s := range all {
				if s.Unit == "@LINE_BUREAU" && s.PassedOnAt == nil {
					t.Error("the place waits to be told still")
				}
			}
		}
		group := d.see(id).Groups[0]
		change := map[string]any{"group": group.ID, "version": group.Version, "leads": group.Leads, "members": append(group.Members, "a neighbour's brigade", bureau)}
		must[incidentID](d, "COMMANDER", "changeGroup", `group{id}`, change)
		if n := told("a neighbour's brigade"); n != 1 {
			t.Errorf("who joined was told %d times, in %+v", n, notices())
		}
	})
}
