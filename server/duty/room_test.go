package duty_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

// evening is when the stories begin.
var evening = time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)

// room is a hub with a clock that the story sets and people of the duty room.
type room struct {
	t      *testing.T
	hub    *servertest.Hub
	clock  *clockwork.FakeClock
	people map[string]*servertest.Client
	keys   int
}

func openRoom(t *testing.T, database string) *room {
	r := &room{t: t, clock: clockwork.NewFakeClockAt(evening), people: map[string]*servertest.Client{}}
	r.hub = servertest.Start(t, app.Options{Database: database, Clock: r.clock})
	for name, role := range map[string]string{"day": "DUTY_OFFICER", "night": "DUTY_OFFICER", "deputy": "DEPUTY_COMMANDER", "lead": "GROUP_LEAD"} {
		r.people[name] = r.hub.Person(t, name, app.NewPerson{Role: role})
	}
	return r
}

// pass lets time pass; people sign in again.
func (r *room) pass(by time.Duration) {
	r.clock.Advance(by)
	for name := range r.people {
		r.people[name] = r.hub.Stranger()
		r.people[name].SignIn(r.t, name)
	}
}

type problem struct{ Field, Code, Message string }

// act carries out a mutation as somebody, and gives what it answers under the name.
func act[T any](r *room, who, mutation, selection string, input map[string]any) (T, []problem) {
	r.t.Helper()
	r.keys++
	in := map[string]any{"idempotencyKey": fmt.Sprint("k", r.keys)}
	for k, v := range input {
		in[k] = v
	}
	var data map[string]struct {
		UserErrors []problem
		Got        T
	}
	query := fmt.Sprintf(`mutation($in:%sInput!){%s(input:$in){userErrors{field code message} got:%s}}`, strings.ToUpper(mutation[:1])+mutation[1:], mutation, selection)
	if errs := r.people[who].Query(r.t, &data, query, map[string]any{"in": in}); errs != nil {
		r.t.Fatalf("%s by %s: %+v", mutation, who, errs)
	}
	return data[mutation].Got, data[mutation].UserErrors
}

func must[T any](r *room, who, mutation, selection string, input map[string]any) T {
	r.t.Helper()
	got, problems := act[T](r, who, mutation, selection, input)
	if len(problems) > 0 {
		r.t.Fatalf("%s by %s: %+v", mutation, who, problems)
	}
	return got
}

func (r *room) refused(field, who, mutation, selection string, input map[string]any) {
	r.t.Helper()
	_, problems := act[any](r, who, mutation, selection, input)
	if len(problems) != 1 || problems[0].Field != field {
		r.t.Errorf("%s of %v should be refused at %q: %+v", mutation, input, field, problems)
	}
}

type turn struct {
	ID, Duty, Name, CancelledReason string
	Phone                           *string
	Since, Until                    time.Time
	CancelledAt                     *time.Time
	Version                         int
}

const ofTurn = `shift{id duty name phone since until cancelledAt cancelledReason version}`

// turnOf is the input of a turn that begins and ends so long after the evening.
func turnOf(duty, name string, since, until time.Duration) map[string]any {
	return map[string]any{"duty": duty, "name": name, "since": evening.Add(since), "until": evening.Add(until)}
}

func with(in map[string]any, more ...any) map[string]any {
	out := map[string]any{}
	for k, v := range in {
		out[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		out[more[i].(string)] = more[i+1]
	}
	return out
}

// onDuty are the names of those on duty now, as somebody is told.
func (r *room) onDuty(who string) []string {
	r.t.Helper()
	var data struct{ OnDuty []turn }
	if errs := r.people[who].Query(r.t, &data, `{onDuty{name}}`, nil); errs != nil {
		r.t.Fatal(errs)
	}
	names := []string{}
	for _, s := range data.OnDuty {
		names = append(names, s.Name)
	}
	return names
}

// gaps of the next 24 h, as "LEADER +0h +8h".
func (r *room) gaps() []string {
	r.t.Helper()
	var data struct {
		DutyGaps []struct {
			Duty         string
			Since, Until time.Time
		}
	}
	now := r.clock.Now()
	if errs := r.people["day"].Query(r.t, &data, `query($a:DateTime!,$b:DateTime!){dutyGaps(since:$a,until:$b){duty since until}}`,
		map[string]any{"a": now, "b": now.Add(24 * time.Hour)}); errs != nil {
		r.t.Fatal(errs)
	}
	out := []string{}
	for _, g := range data.DutyGaps {
		out = append(out, fmt.Sprintf("%s %s %s", g.Duty, g.Since.Sub(now), g.Until.Sub(now)))
	}
	return out
}

type change struct {
	ID, HandedBy, Remarks, TakenBy, TakenRemarks string
	TakenAt                                      *time.Time
	Open                                         *string
}

const ofChange = `change{id handedBy remarks takenAt takenBy takenRemarks open}`

type frozen struct {
	At        time.Time
	Incidents []struct{ Number, Title, Grade, Stage string }
	Clocks    []struct{ Incident, Duty, State string }
	Tasks     []struct{ Incident, Text, Owner string }
	Notices   []struct{ Unit string }
	Left      struct{ Incidents, Clocks, Tasks, Notices int }
}

func (c change) frozen(t *testing.T) frozen {
	t.Helper()
	var f frozen
	if c.Open == nil {
		t.Fatal("what was open is not told")
	}
	if err := json.Unmarshal([]byte(*c.Open), &f); err != nil {
		t.Fatal(err)
	}
	return f
}
