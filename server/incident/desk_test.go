package incident_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

// night is when the stories begin: 02:10 in the county.
var night = time.Date(2026, 3, 1, 18, 10, 0, 0, time.UTC)

// desk is a hub with the posts of the plan, and a clock that the story sets.
type desk struct {
	t      *testing.T
	hub    *servertest.Hub
	clock  *clockwork.FakeClock
	people map[string]*servertest.Client
	keys   int
}

// openDesk starts a hub with a duty officer, an office director, a deputy and a
// commander.
func openDesk(t *testing.T, database string) *desk {
	clock := clockwork.NewFakeClockAt(night)
	d := &desk{t: t, clock: clock, people: map[string]*servertest.Client{}}
	d.hub = servertest.Start(t, app.Options{Database: database, Clock: clock})
	for _, role := range []string{"DUTY_OFFICER", "OFFICE_DIRECTOR", "DEPUTY_COMMANDER", "COMMANDER", "GROUP_LEAD"} {
		d.people[role] = d.hub.Person(t, strings.ToLower(strings.ReplaceAll(role, "_", "-")), app.NewPerson{Role: role})
	}
	return d
}

// FastForward lets time pass; who is at the desk signs in again, from another
// address, as sign-ins are counted by address and on no clock of ours.
func (d *desk) FastForward(by time.Duration) {
	d.clock.Advance(by)
	for role := range d.people {
		d.people[role] = d.hub.Stranger()
		d.people[role].SignIn(d.t, strings.ToLower(strings.ReplaceAll(role, "_", "-")))
	}
}

// At lets time pass until a time of the story's day, as 02:50.
func (d *desk) At(clock string) time.Time {
	d.t.Helper()
	of, err := time.Parse("15:04", clock)
	if err != nil {
		d.t.Fatal(err)
	}
	then := time.Date(2026, 3, 2, of.Hour(), of.Minute(), 0, 0, time.FixedZone("", 8*3600)).UTC()
	if by := then.Sub(d.clock.Now()); by > 0 {
		d.FastForward(by)
	}
	return then
}

// problem is what a person can mend.
type problem struct{ Field, Code, Message, Article string }

// act carries out a mutation as a post, and gives what it answers under the name.
func act[T any](d *desk, role, mutation, selection string, input map[string]any) (T, []problem) {
	d.t.Helper()
	d.keys++
	in := map[string]any{"idempotencyKey": fmt.Sprint("k", d.keys)}
	for k, v := range input {
		in[k] = v
	}
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	if mutation == "approveRelease" || mutation == "publishRelease" {
		kind = "ReleaseStepInput"
	}
	if steps := " verifyIncident rejectIncident beginAftermath closeIncident takeBack "; strings.Contains(steps, " "+mutation+" ") {
		kind = "IncidentStepInput"
	}
	var data map[string]struct {
		UserErrors []problem
		Got        T
	}
	query := fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field code message article} got:%s}}`, kind, mutation, selection)
	if errs := d.people[role].Query(d.t, &data, query, map[string]any{"in": in}); errs != nil {
		d.t.Fatalf("%s by %s: %+v", mutation, role, errs)
	}
	return data[mutation].Got, data[mutation].UserErrors
}

// must is act that nothing stands against.
func must[T any](d *desk, role, mutation, selection string, input map[string]any) T {
	d.t.Helper()
	got, problems := act[T](d, role, mutation, selection, input)
	if len(problems) > 0 {
		d.t.Fatalf("%s by %s: %+v", mutation, role, problems)
	}
	return got
}

// refused is act that the plan does not allow, by the article.
func (d *desk) refused(article, role, mutation, selection string, input map[string]any) {
	d.t.Helper()
	_, problems := act[map[string]any](d, role, mutation, selection, input)
	if len(problems) != 1 || !strings.Contains(problems[0].Article, article) {
		d.t.Errorf("%s by %s should be refused by %s: %+v", mutation, role, article, problems)
	}
}

type clockRow struct {
	ID, Duty, State, Article, Channel, Cause, VoidReason string
	BornLate, OwnTerm                                    bool
	DueAt, MetAt                                         *time.Time
}

type incidentRow struct {
	ID, Number, Stage, Grade, ComputedGrade, ProposedLevel, Level, StartedBy string
	InSupport                                                                bool
	Version                                                                  int
	GradeReasons                                                             []struct{ Article, Text string }
	Deadlines                                                                []clockRow
	Tasks                                                                    []struct {
		ID, Kind, State, Article string
		Version                  int
		Group                    *struct{ Code string }
	}
	Groups []struct {
		ID, Code, DissolvedAt string
		Leads, Members        []string
		Version               int
	}
	Steps []struct {
		ID, Action, Post, OrderedBy string
		ByVoice                     bool
		ConfirmedAt                 *time.Time
	}
	Reports   []struct{ ID, Kind, SentAt string }
	HandOvers []struct{ ID, Snapshot, Signature string }
}

const whole = `{id number stage grade computedGrade proposedLevel level startedBy inSupport version gradeReasons{article text}
	deadlines{id duty state article channel cause voidReason bornLate ownTerm dueAt metAt}
	tasks{id kind state article version group{code}} groups{id code dissolvedAt leads members version}
	steps{id action post orderedBy byVoice confirmedAt} reports{id kind sentAt} handOvers{id snapshot signature}}`

// see is the incident as the duty officer sees it.
func (d *desk) see(id string) incidentRow {
	d.t.Helper()
	var data struct{ Incident incidentRow }
	if errs := d.people["DUTY_OFFICER"].Query(d.t, &data, `query($id:ID!){incident(id:$id)`+whole+`}`, map[string]any{"id": id}); errs != nil {
		d.t.Fatal(errs)
	}
	return data.Incident
}

// clocks checks what is owed, as "CITY_PHONE 02:40 RUNNING", in any order; what
// is void is left out.
func (d *desk) clocks(id string, want ...string) {
	d.t.Helper()
	var got []string
	for _, c := range d.see(id).Deadlines {
		if c.State != "VOID" {
			got = append(got, fmt.Sprintf("%s %s %s", c.Duty, c.DueAt.In(time.FixedZone("", 8*3600)).Format("15:04"), c.State))
		}
	}
	same := len(got) == len(want)
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || g == w
		}
		same = same && found
	}
	if !same {
		d.t.Errorf("the clocks are\n\t%s\nwanted\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// clock is the one of a duty that is not void.
func (d *desk) clockOf(id, duty string) clockRow {
	d.t.Helper()
	for _, c := range d.see(id).Deadlines {
		if c.Duty == duty && c.State != "VOID" {
			return c
		}
	}
	d.t.Fatalf("there is no clock %s", duty)
	return clockRow{}
}

// report drafts a report and sends it to the city in writing.
func (d *desk) report(id, kind, channel string) string {
	d.t.Helper()
	row := d.draft(id, kind)
	d.send(row, channel, nil)
	return row
}

// draft writes a report of one element.
func (d *desk) draft(id, kind string) string {
	d.t.Helper()
	element := map[string]string{"FIRST": "PLACE", "FOLLOW_UP": "PROGRESS", "FINAL": "RESULT"}[kind]
	return must[incidentID](d, "DUTY_OFFICER", "draftReport", `report{id}`, map[string]any{
		"incident": id, "kind": kind, "elements": []any{map[string]any{"element": element, "text": "As it is known"}},
	}).ID
}

// send sends a report to the city.
func (d *desk) send(report, channel string, more map[string]any) {
	d.t.Helper()
	in := map[string]any{"report": report, "party": "CITY", "channel": channel, "recipient": "city duty room"}
	maps.Copy(in, more)
	must[incidentID](d, "DUTY_OFFICER", "sendReport", `report{id}`, in)
}

type incidentID struct{ ID string }

// fire is the first word of a fire at a station.
func fire(counts map[string]any) map[string]any {
	in := map[string]any{"facts": map[string]any{"title": "Fire at a fuel station", "kind": "FIRE", "station": "HX-1", "occurredAt": night}}
	if counts != nil {
		in["counts"] = counts
	}
	return in
}

// known are counts of which none is unknown.
func known(deaths int) map[string]any {
	return map[string]any{"deaths": deaths, "seriouslyInjured": 0, "injured": 0, "trapped": 0, "missing": 0, "atRisk": 0, "fromAbroad": 0, "directLoss": 100000}
}
