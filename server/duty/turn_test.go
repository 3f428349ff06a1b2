package duty_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"

	"commandhub/server/store/storetest"
)

const h, us = time.Hour, time.Microsecond

func TestATurnIsRefusedAtTheFieldThatIsWrong(t *testing.T) {
	r := openRoom(t, "")
	fine := turnOf("OFFICER", "Wang", h, 9*h)
	for name, c := range map[string]struct {
		field string // empty where it is fine
		in    map[string]any
	}{
		"72 hours":                {"", turnOf("OFFICER", "A", 0, 72*h)},
		"72 hours and an instant": {"input.until", turnOf("OFFICER", "B", 0, 72*h+us)},
		"an end at the beginning": {"input.until", turnOf("OFFICER", "C", h, h)},
		"an instant":              {"", turnOf("OFFICER", "D", h, h+us)},
		"an end now":              {"input.until", turnOf("OFFICER", "E", -h, 0)},
		"an end in an instant":    {"", turnOf("OFFICER", "F", -h, us)},
		"a year ahead":            {"", turnOf("OFFICER", "G", 366*24*h, 366*24*h+h)},
		"more than a year ahead":  {"input.since", turnOf("OFFICER", "H", 366*24*h+us, 366*24*h+h)},
		"nobody":                  {"input.name", with(fine, "name", "  ")},
		"a number that is none":   {"input.phone", with(fine, "phone", "ask the gate")},
		"a number of four digits": {"input.phone", with(fine, "phone", "1234")},
		"a number of five digits": {"", with(fine, "name", "I", "phone", "12345")},
		"a room that is none":     {"input.organisation", with(fine, "organisation", "4294967295")},
	} {
		_, problems := act[*turn](r, "day", "setShift", ofTurn, c.in)
		if c.field == "" && len(problems) > 0 || c.field != "" && (len(problems) != 1 || problems[0].Field != c.field) {
			t.Errorf("%s: %+v, want %q", name, problems, c.field)
		}
	}
}

func TestNobodyIsInTwoPlacesAndOneLeadsAtATime(t *testing.T) {
	r := openRoom(t, "")
	lead := must[turn](r, "day", "setShift", ofTurn, turnOf("LEADER", "Li", h, 9*h))
	must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Wang", h, 9*h))
	r.refused("input.since", "day", "setShift", ofTurn, turnOf("OFFICER", "Wang", 9*h-us, 10*h))
	r.refused("input.since", "day", "setShift", ofTurn, turnOf("LEADER", "Wang", 0, h+us))
	r.refused("input.since", "day", "setShift", ofTurn, turnOf("LEADER", "Zhao", 8*h, 17*h))
	must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Wang", 9*h, 10*h))
	must[turn](r, "day", "setShift", ofTurn, turnOf("LEADER", "Zhao", 9*h, 17*h))
	must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Sun", h, 9*h)) // two officers may
	must[turn](r, "day", "setShift", ofTurn, with(turnOf("LEADER", "Li", 2*h, 9*h), "shift", lead.ID, "version", 1))
	must[turn](r, "day", "cancelShift", ofTurn, map[string]any{"shift": lead.ID, "version": 2, "reason": "ill"})
	must[turn](r, "day", "setShift", ofTurn, turnOf("LEADER", "Qian", h, 9*h)) // what was cancelled is in nobody's way
}

func TestTheRosterTellsWhoIsOnDutyAndWhereNobodyIs(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := openRoom(t, address)
		if got := r.onDuty("lead"); len(got) != 0 {
			t.Errorf("on duty are %v", got)
		}
		if got := r.gaps(); !slices.Equal(got, []string{"LEADER 0s 24h0m0s", "OFFICER 0s 24h0m0s"}) {
			t.Errorf("an empty roster has the gaps %v", got)
		}
		must[turn](r, "day", "setShift", ofTurn, with(turnOf("OFFICER", "Wang", 0, 12*h), "phone", "0356 6202000"))
		must[turn](r, "day", "setShift", ofTurn, turnOf("LEADER", "Li", 0, 24*h))
		night := must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Zhao", 12*h, 24*h))
		must[turn](r, "day", "setShift", ofTurn, with(turnOf("LEADER", "Station head", 0, 24*h), "organisation", r.organisation("HARBOUR")))
		if got := r.onDuty("lead"); !slices.Equal(got, []string{"Li", "Wang", "Station head"}) {
			t.Errorf("on duty are %v", got)
		}
		if got := r.gaps(); len(got) != 0 {
			t.Errorf("a full roster has the gaps %v", got)
		}
		must[turn](r, "day", "cancelShift", ofTurn, map[string]any{"shift": night.ID, "version": 1, "reason": "swapped"})
		if got := r.gaps(); !slices.Equal(got, []string{"OFFICER 12h0m0s 24h0m0s"}) {
			t.Errorf("the gaps are %v", got)
		}
		r.pass(12*h - us)
		if got := r.onDuty("lead"); !slices.Contains(got, "Wang") {
			t.Errorf("in the last instant of the turn are on duty %v", got)
		}
		r.pass(us)
		if got := r.onDuty("lead"); slices.Contains(got, "Wang") {
			t.Errorf("after the turn are on duty %v", got)
		}
	})
}

func TestWhatHasBeenIsNotChangedAfterwards(t *testing.T) {
	r := openRoom(t, "")
	in := turnOf("OFFICER", "Wang", h, 9*h)
	row := must[turn](r, "day", "setShift", ofTurn, in)
	change := func(version int, more ...any) map[string]any {
		return with(in, append([]any{"shift", row.ID, "version", version}, more...)...)
	}
	must[turn](r, "day", "setShift", ofTurn, change(1, "name", "Zhao", "until", evening.Add(8*h)))
	r.pass(2 * h)
	in["name"] = "Zhao"
	r.refused("input.name", "day", "setShift", ofTurn, change(2, "name", "Wang"))
	r.refused("input.since", "day", "setShift", ofTurn, change(2, "since", evening.Add(2*h)))
	r.refused("input.duty", "day", "setShift", ofTurn, change(2, "duty", "LEADER"))
	r.refused("input.until", "day", "setShift", ofTurn, change(2, "until", evening.Add(2*h)))
	r.refused("input.organisation", "day", "setShift", ofTurn, change(2, "organisation", r.organisation("REEF")))
	must[turn](r, "day", "setShift", ofTurn, change(2, "until", evening.Add(3*h), "phone", "0356 6202001"))
	r.pass(h)
	r.refused("input.shift", "day", "setShift", ofTurn, change(3, "until", evening.Add(9*h)))
	r.refused("input.shift", "day", "cancelShift", ofTurn, map[string]any{"shift": row.ID, "version": 3, "reason": "wrong"})
}

func TestACancelledTurnStaysWithItsReason(t *testing.T) {
	r := openRoom(t, "")
	row := must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Wang", h, 9*h))
	r.refused("input.reason", "day", "cancelShift", ofTurn, map[string]any{"shift": row.ID, "version": 1, "reason": " "})
	must[turn](r, "day", "cancelShift", ofTurn, map[string]any{"shift": row.ID, "version": 1, "reason": "leave"})
	r.refused("input.shift", "day", "cancelShift", ofTurn, map[string]any{"shift": row.ID, "version": 2, "reason": "again"})
	var data struct{ Shifts []turn }
	ask := `query($a:DateTime!,$b:DateTime!){shifts(since:$a,until:$b){name cancelledReason}}`
	if errs := r.people["lead"].Query(t, &data, ask, map[string]any{"a": evening, "b": evening.AddDate(0, 0, 92)}); errs != nil || len(data.Shifts) != 1 || data.Shifts[0].CancelledReason != "leave" {
		t.Errorf("%+v %+v", errs, data)
	}
	for _, until := range []time.Time{evening, evening.AddDate(0, 0, 92).Add(us)} {
		if errs := r.people["lead"].Query(t, nil, ask, map[string]any{"a": evening, "b": until}); len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" {
			t.Errorf("until %s: %+v", until, errs)
		}
	}
}

func TestOfTwoWhoChangeATurnTheLaterSeesAConflict(t *testing.T) {
	r := openRoom(t, "")
	row := must[turn](r, "day", "setShift", ofTurn, turnOf("OFFICER", "Wang", h, 9*h))
	change := with(turnOf("OFFICER", "Zhao", h, 9*h), "shift", row.ID, "version", 1)
	must[turn](r, "day", "setShift", ofTurn, change)
	now, problems := act[turn](r, "night", "setShift", ofTurn, with(change, "name", "Sun"))
	if len(problems) != 1 || problems[0].Code != "CONFLICT" || now.Name != "Zhao" || now.Version != 2 {
		t.Errorf("%+v %+v", problems, now)
	}
}

func TestNumbersOfThoseOnDutyAreForHoldersOfTheirRightAndNotInTheTimeline(t *testing.T) {
	r := openRoom(t, "")
	must[turn](r, "day", "setShift", ofTurn, with(turnOf("OFFICER", "Wang", 0, 9*h), "phone", "0356 6202000", "note", "call 0356 6202000"))
	r.people["wall"], r.people["field"] = r.hub.Wall(t), r.hub.Person(t, "field", app.NewPerson{Role: "FIELD_LEADER"})
	for who, want := range map[string]string{"deputy": "0356 6202000", "lead": "0356 6202000", "field": "0356 6202000", "wall": ""} {
		var data struct{ OnDuty []turn }
		errs := r.people[who].Query(t, &data, `{onDuty{name phone}}`, nil)
		got := ""
		if len(data.OnDuty) != 1 || data.OnDuty[0].Name != "Wang" {
			t.Fatalf("%s: %+v", who, errs)
		}
		if p := data.OnDuty[0].Phone; p != nil {
			got = *p
		}
		if got != want || want == "" && (len(errs) != 1 || errs[0].Extensions["scope"] != "contact:read") {
			t.Errorf("%s is told %q: %+v", who, got, errs)
		}
	}
	if text := r.timeline(); !strings.Contains(text, "duty.shift-set") || strings.Contains(text, "6202000") {
		t.Errorf("the timeline says %s", text)
	}
	for _, query := range []string{`mutation{setShift(input:{duty:OFFICER,name:"x",since:"2026-03-02T00:00:00Z",until:"2026-03-02T01:00:00Z",idempotencyKey:"x"}){shift{id}}}`, `mutation{handShiftOver(input:{idempotencyKey:"x"}){change{id}}}`} {
		if errs := r.people["lead"].Query(t, nil, query, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "duty:write" {
			t.Errorf("%s: %+v", query, errs)
		}
	}
}

// timeline is all that it says, as text.
func (r *room) timeline() string {
	_, body := r.people["day"].Post(r.t, "/graphql", map[string]any{"query": `{eventsAfter(first:100){entries{action before after}}}`})
	return body
}

// organisation is the id of one by its code.
func (r *room) organisation(code string) string {
	r.t.Helper()
	var data struct {
		ContactBook []struct{ Organisation struct{ ID, Code string } }
	}
	if errs := r.people["day"].Query(r.t, &data, `{contactBook{organisation{id code}}}`, nil); errs != nil {
		r.t.Fatal(errs)
	}
	for _, u := range data.ContactBook {
		if u.Organisation.Code == code {
			return u.Organisation.ID
		}
	}
	r.t.Fatalf("there is no %s", code)
	return ""
}
