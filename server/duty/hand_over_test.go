package duty_test

import (
	"strings"
	"testing"
	"time"

	"commandhub/server/store/storetest"
)

func TestARoomIsHandedOverInTheMiddleOfAnAccidentWithItsClocks(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := openRoom(t, address)
		id := must[struct{ ID, Number string }](r, "day", "openIncident", `incident{id number}`, map[string]any{
			"facts":  map[string]any{"title": "Fire at a fuel station", "kind": "FIRE", "station": "HX-1", "occurredAt": evening, "reporter": "the driver", "reporterPhone": "13900000000"},
			"counts": map[string]any{"deaths": 3},
		})
		must[any](r, "day", "giveTask", `task{id}`, map[string]any{"incident": id.ID, "kind": "ORDER", "text": strings.Repeat("close the road ", 20), "owner": "police"})
		r.pass(25 * time.Minute) // told late: the call to the city is due by 30 min, the notices at once
		got := must[change](r, "day", "handShiftOver", ofChange, map[string]any{"remarks": "the city waits for the call"})
		open := got.frozen(t)
		if len(open.Incidents) != 1 || open.Incidents[0].Number != id.Number || open.Incidents[0].Grade != "LARGER" || !open.At.Equal(evening.Add(25*time.Minute)) {
			t.Errorf("%+v", open)
		}
		states := map[string]string{}
		for _, c := range open.Clocks {
			states[c.Duty] = c.State
		}
		if states["COUNTY_NOTICE"] != "LATE" || states["CITY_PHONE"] != "DUE_SOON" || states["CITY_BRIEF"] != "RUNNING" {
			t.Errorf("the clocks are frozen as %v", states)
		}
		if len(open.Tasks) != 1 || open.Tasks[0].Owner != "police" || len([]rune(open.Tasks[0].Text)) != 200 || !strings.HasSuffix(open.Tasks[0].Text, "…") {
			t.Errorf("the tasks are frozen as %+v", open.Tasks)
		}
		if strings.Contains(*got.Open, "13900000000") || strings.Contains(*got.Open, "the driver") {
			t.Errorf("who told of it is in what was open: %s", *got.Open)
		}
		if got.HandedBy != "day" || got.TakenAt != nil {
			t.Errorf("%+v", got)
		}

		// It is still to be taken; whoever handed it over does not take it.
		r.refused("input.change", "day", "takeShiftOver", ofChange, map[string]any{"change": got.ID})
		r.pass(10 * time.Minute)
		taken := must[change](r, "night", "takeShiftOver", ofChange, map[string]any{"change": got.ID, "remarks": "called at once"})
		if taken.TakenBy != "night" || taken.TakenAt == nil || taken.TakenRemarks != "called at once" || *taken.Open != *got.Open {
			t.Errorf("%+v", taken)
		}
		r.refused("input.change", "deputy", "takeShiftOver", ofChange, map[string]any{"change": got.ID})
		if text := r.timeline(); !strings.Contains(text, "duty.handed-over") || !strings.Contains(text, "duty.taken-over") {
			t.Errorf("the timeline says %s", text)
		}
	})
}

func TestAHandOverThatNobodyTookIsReplacedOnlyWithRemarks(t *testing.T) {
	r := openRoom(t, "")
	first := must[change](r, "day", "handShiftOver", ofChange, map[string]any{})
	if open := first.frozen(t); len(open.Incidents)+len(open.Clocks)+len(open.Tasks)+len(open.Notices) != 0 {
		t.Errorf("a quiet room hands over %+v", open)
	}
	r.refused("input.remarks", "day", "handShiftOver", ofChange, map[string]any{})
	r.refused("input.remarks", "night", "handShiftOver", ofChange, map[string]any{"remarks": "  "})
	second := must[change](r, "night", "handShiftOver", ofChange, map[string]any{"remarks": "the night shift did not come"})
	r.refused("input.change", "deputy", "takeShiftOver", ofChange, map[string]any{"change": first.ID})
	must[change](r, "day", "takeShiftOver", ofChange, map[string]any{"change": second.ID})
	must[change](r, "day", "handShiftOver", ofChange, map[string]any{})
	// Another room passes on by itself.
	must[change](r, "day", "handShiftOver", ofChange, map[string]any{"organisation": r.organisation("HARBOUR")})

	var data struct{ ShiftChanges []change }
	if errs := r.people["night"].Query(t, &data, `{shiftChanges(first:3){id handedBy takenAt takenBy}}`, nil); errs != nil || len(data.ShiftChanges) != 3 || data.ShiftChanges[2].ID != second.ID {
		t.Errorf("%+v %+v", errs, data)
	}
	for _, first := range []int{0, 101} {
		if errs := r.people["night"].Query(t, nil, `query($n:Int!){shiftChanges(first:$n){id}}`, map[string]any{"n": first}); len(errs) != 1 {
			t.Errorf("first %d: %+v", first, errs)
		}
	}
}

func TestWhatWasSentTwiceIsCarriedOutOnce(t *testing.T) {
	r := openRoom(t, "")
	in := with(turnOf("OFFICER", "Wang", h, 9*h), "idempotencyKey", "once")
	must[turn](r, "day", "setShift", ofTurn, in)
	if _, problems := act[turn](r, "day", "setShift", ofTurn, in); len(problems) != 1 || problems[0].Field != "input.idempotencyKey" {
		t.Errorf("%+v", problems)
	}
	over := map[string]any{"idempotencyKey": "over"}
	must[change](r, "day", "handShiftOver", ofChange, over)
	if _, problems := act[change](r, "day", "handShiftOver", ofChange, over); len(problems) != 1 || problems[0].Field != "input.idempotencyKey" {
		t.Errorf("%+v", problems)
	}
}

func TestAPhoneTakesOverFromItsOwnPersonNoMoreThanTheyDo(t *testing.T) {
	r := openRoom(t, "")
	r.people["phone"] = r.hub.Phone(t, r.hub.Operator(t), "day")
	given := must[change](r, "day", "handShiftOver", ofChange, map[string]any{})
	r.refused("input.change", "phone", "takeShiftOver", ofChange, map[string]any{"change": given.ID})
	must[change](r, "night", "takeShiftOver", ofChange, map[string]any{"change": given.ID})
}

func TestWhatWasOpenIsToldToWhoeverIsToldOfEveryIncident(t *testing.T) {
	r := openRoom(t, "")
	must[change](r, "day", "handShiftOver", ofChange, map[string]any{})
	wall := r.hub.Wall(t)
	var data struct{ ShiftChanges []change }
	if errs := wall.Query(t, &data, `{shiftChanges{open}}`, nil); errs != nil || data.ShiftChanges[0].Open == nil {
		t.Errorf("the wall is told %+v %+v", errs, data)
	}
}
