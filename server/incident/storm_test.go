package incident_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/ent/timelineentry"
	"commandhub/server/incident"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

// storm is random acts, legal and illegal, on some incidents.
type storm struct {
	*desk
	*rand.Rand
	carried, declined map[string]int // by mutation
}

func newStorm(d *desk, seed uint64) *storm {
	return &storm{d, rand.New(rand.NewPCG(seed, 1)), map[string]int{}, map[string]int{}}
}

func one[T any](s *storm, of ...T) T { return of[s.IntN(len(of))] }

func (s *storm) text(maybe ...string) string { return one(s, maybe...) }

// counts are figures around those of the plan, some unknown, a few absurd.
func (s *storm) counts() map[string]any {
	c := map[string]any{}
	for _, of := range []struct { // in one order, so that a seed draws the same again
		name    string
		figures []any
	}{
		{"deaths", []any{nil, 0, 2, 3, 4, 9, 10, 30}}, {"seriouslyInjured", []any{nil, 0, 9, 10, 50}}, {"injured", []any{nil, 0, 7}},
		{"trapped", []any{nil, 0, 1}}, {"missing", []any{nil, 0}}, {"atRisk", []any{nil, 40}}, {"fromAbroad", []any{nil, 0, 0, 1}},
		{"directLoss", []any{nil, 0, 999999999, 1000000000}},
	} {
		c[of.name] = one(s, of.figures...)
	}
	if s.IntN(10) == 0 {
		c["deaths"] = -1
	}
	return c
}

// act is one random act on an incident, of which row is what was seen last.
func (s *storm) act(row incidentRow) {
	s.t.Helper()
	roles := []string{"DUTY_OFFICER", "DUTY_OFFICER", "DUTY_OFFICER", "OFFICE_DIRECTOR", "DEPUTY_COMMANDER", "COMMANDER", "GROUP_LEAD"}
	role, selection := one(s, roles...), "incident{id}"
	var mutation string
	in := map[string]any{"incident": row.ID}
	order := func() map[string]any {
		o := map[string]any{"reason": s.text("", "as it was seen")}
		if s.IntN(2) == 0 {
			o["byVoice"], o["orderedBy"] = s.text("OFFICE_DIRECTOR", "DEPUTY_COMMANDER", "COMMANDER"), s.text("", "who holds the post")
		}
		return o
	}
	at := func(name string) {
		if s.IntN(3) == 0 {
			in[name] = s.clock.Now().Add(time.Duration(s.IntN(60)-50) * time.Minute)
		}
	}
	switch n := s.IntN(64); {
	case n < 12:
		mutation = "countCasualties"
		in["counts"], in["source"] = s.counts(), s.text("a bureau", "the scene")
		at("asOf")
	case n < 18:
		mutation, selection = "draftReport", "report{id}"
		in["kind"], in["elements"] = s.text("FIRST", "FOLLOW_UP", "FOLLOW_UP", "FINAL"), []any{}
	case n < 28 && len(row.Reports) > 0:
		mutation, selection = "sendReport", "report{id}"
		in = map[string]any{
			"report": one(s, row.Reports...).ID, "party": s.text("CITY", "CITY", "COUNTY", "HIGHER_BUREAUS"),
			"channel": s.text("PHONE", "WRITING", "ANY"), "recipient": s.text("", "duty room", "duty room"),
		}
		at("at")
	case n < 36 && len(row.Deadlines) > 0:
		mutation, selection = "meetDeadline", "deadline{id}"
		in = map[string]any{"deadline": one(s, row.Deadlines...).ID, "recipient": s.text("", "duty room", "duty room")}
		at("at")
	case n < 39:
		mutation = "raiseGrade"
		in["grade"], in["reason"] = one[any](s, nil, "GENERAL", "LARGER", "MAJOR", "EXTRAORDINARY"), s.text("", "it looks so")
	case n < 44:
		mutation = "updateIncident"
		in["version"], in["note"] = row.Version-s.IntN(6)/5, s.text("", "corrected")
		in["facts"] = map[string]any{
			"special": one[any](s, nil, true, false), "mayGrow": one[any](s, nil, true, false), "address": s.text("", "the north gate"),
			"reporterPhone": s.text("", "13900000000"), "area": one[any](s, nil, "999901001", "999901002"), "station": one[any](s, nil, nil, nil, "", "HX-2", "HX-2", "MOON"),
			"occurredAt": one[any](s, nil, nil, night, night.Add(-5*time.Minute), night.AddDate(1, 0, 0)),
		}
	case n < 48:
		mutation = "startResponse"
		in["level"], in["order"], in["commandPost"] = s.text("III", "II", "I"), order(), s.text("", "a school")
	case n < 51:
		mutation = "adjustResponse"
		in["level"], in["order"] = s.text("III", "II", "I"), order()
	case n < 52:
		mutation = "endResponse"
		in["order"], in["conditions"] = order(), []string{"RESCUE_DONE", "SCENE_CONTROLLED", "ENVIRONMENT_WITHIN_STANDARDS", "SECONDARY_DANGERS_GONE"}[s.IntN(2):]
	case n < 54:
		mutation = "handOver"
		in["to"], in["receivedBy"] = "the city", s.text("", "its commander")
	case n < 56:
		mutation, in["subject"] = "pressRequest", s.text("", "how many")
		at("askedAt")
	case n < 58 && len(row.Tasks) > 0:
		task := one(s, row.Tasks...)
		mutation, selection = "moveTask", "task{id}"
		in = map[string]any{"task": task.ID, "version": task.Version, "state": s.text("IN_PROGRESS", "DONE", "CANCELLED"), "note": s.text("", "so it goes")}
	case n < 60:
		mutation, selection = "giveTask", "task{id}"
		in["kind"], in["text"], in["owner"] = s.text("ORDER", "MEASURE"), "go", s.text("", "a unit")
	default:
		mutation, in["reason"] = s.text("verifyIncident", "takeBack", "beginAftermath", "closeIncident", "rejectIncident"), s.text("", "it is so")
	}
	s.try(role, mutation, selection, in)
}

// try carries out an act that may be refused, but for what a person can mend.
func (s *storm) try(role, mutation, selection string, in map[string]any) {
	s.t.Helper()
	s.keys++
	in["idempotencyKey"] = fmt.Sprint("storm ", s.keys)
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	if strings.Contains(" verifyIncident rejectIncident beginAftermath closeIncident takeBack ", " "+mutation+" ") {
		kind = "IncidentStepInput"
	}
	var data map[string]struct{ UserErrors []problem }
	query := fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field code message article} %s}}`, kind, mutation, selection)
	errs := s.people[role].Query(s.t, &data, query, map[string]any{"in": in})
	for _, e := range errs {
		if code := e.Extensions["code"]; code != "FORBIDDEN" && code != "NOT_FOUND" {
			s.t.Fatalf("%s by %s with %v: %+v", mutation, role, in, errs)
		}
	}
	if len(errs) > 0 || len(data[mutation].UserErrors) > 0 {
		s.declined[mutation]++
	} else {
		s.carried[mutation]++
	}
}

// settled tells of a duty that nothing changes any more.
func settled(state string) bool { return state == "MET" || state == "MET_LATE" || state == "VOID" }

// onward checks that no clock has gone back.
func (s *storm) onward(was, is incidentRow) {
	s.t.Helper()
	order := map[string]int{"RUNNING": 0, "DUE_SOON": 1, "LATE": 2, "MET": 3, "MET_LATE": 3, "VOID": 3}
	now := map[string]clockRow{}
	for _, c := range is.Deadlines {
		now[c.ID] = c
	}
	for _, old := range was.Deadlines {
		c, stays := now[old.ID]
		switch {
		case !stays:
			s.t.Fatalf("a clock is gone: %+v", old)
		case settled(old.State) && (c.State != old.State || !reflect.DeepEqual(c.MetAt, old.MetAt) || !c.DueAt.Equal(*old.DueAt)):
			s.t.Fatalf("what was settled changed:\n\t%+v\n\t%+v", old, c)
		case c.DueAt.Equal(*old.DueAt) && order[c.State] < order[old.State]:
			s.t.Fatalf("a clock went back:\n\t%+v\n\t%+v", old, c)
		}
	}
	if is.Version < was.Version {
		s.t.Fatalf("version %d follows %d", is.Version, was.Version)
	}
}

func TestTheTimelineReplaysToTheIncidentsAfterAStorm(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		s := newStorm(openDesk(t, address), 20250303)
		var seen []incidentRow
		for _, counts := range []map[string]any{nil, known(2)} {
			seen = append(seen, s.see(must[incidentID](s.desk, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(counts)).ID))
		}
		for n := range 180 {
			i := s.IntN(len(seen))
			s.act(seen[i])
			if n%12 == 11 {
				s.FastForward(time.Duration(30+s.IntN(210)) * time.Minute)
			} else {
				s.clock.Advance(time.Duration(s.IntN(90)) * time.Second)
			}
			is := s.see(seen[i].ID)
			s.onward(seen[i], is)
			if seen[i] = is; is.Stage == "CLOSED" || is.Stage == "REJECTED" {
				seen[i] = s.see(must[incidentID](s.desk, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(s.counts0())).ID)
			}
		}
		t.Log("carried out", s.carried, "refused", s.declined)
		checkReplay(t, address)
	})
}

// counts0 are counts that are none too absurd.
func (s *storm) counts0() map[string]any {
	c := s.counts()
	c["deaths"] = one[any](s, nil, 0, 3)
	return c
}

// checkReplay compares each incident with what its rows in the timeline lead to.
func checkReplay(t *testing.T, address string) {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
	for _, row := range db.Client.Incident.Query().AllX(hub) {
		want, columns := incident.State(row), columnsOf(ent.Incident{})
		got := map[string]any{}
		for _, e := range db.Client.TimelineEntry.Query().Where(
			timelineentry.SubjectType("Incident"), timelineentry.SubjectID(row.ID),
		).Order(timelineentry.BySequence()).AllX(hub) {
			for k, v := range object(t, e.Before) {
				if columns[k] && !reflect.DeepEqual(got[k], v) {
					t.Errorf("%s: %s says that %s was %v; it was %v", row.Number, e.Action, k, v, got[k])
				}
			}
			for k, v := range object(t, e.After) {
				switch {
				case !columns[k]: // what the act itself tells
				case v == nil:
					delete(got, k)
				default:
					got[k] = v
				}
			}
		}
		for k := range columns {
			if !reflect.DeepEqual(got[k], want[k]) {
				t.Errorf("%s: %s is replayed as %v, the row says %v", row.Number, k, got[k], want[k])
			}
		}
	}
}

// columnsOf are the names that a row's JSON may use.
func columnsOf(row any) map[string]bool {
	out := map[string]bool{}
	for i := range reflect.TypeOf(row).NumField() {
		if name, _, _ := strings.Cut(reflect.TypeOf(row).Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
			out[name] = true
		}
	}
	return out
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	out := map[string]any{}
	if text == "" {
		return out
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(text, err)
	}
	return out
}
