package quarantine_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// desk is a hub with two people who review, and a device that says what nobody believes.
type desk struct {
	t            *testing.T
	hub          *servertest.Hub
	clock        *clockwork.FakeClock
	admin, other *servertest.Client
	device       *servertest.Device
}

func openDesk(t *testing.T, database string) *desk {
	d := &desk{t: t, clock: clockwork.NewFakeClockAt(time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC))}
	d.hub = servertest.Start(t, app.Options{Database: database, Clock: d.clock})
	d.device = d.hub.Device(t, d.hub.Operator(t), "HX-1.console")
	d.admin = d.hub.Person(t, "admin", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
	d.other = d.hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	return d
}

// say sends items that are refused: so many below zero, so many of an unknown tank.
func (d *desk) say(negative, unknown int) {
	d.t.Helper()
	items := []string{}
	for range negative {
		items = append(items, `{"tank":"B","volumeL":-1}`)
	}
	for range unknown {
		items = append(items, `{"tank":"Z","volumeL":1}`)
	}
	status, body := d.device.Say(d.t, d.clock.Now(), `{"tanks":[`+strings.Join(items, ",")+`]}`)
	if status != http.StatusOK || strings.Count(body, `"reason"`) != negative+unknown {
		d.t.Fatalf("%d %s", status, body)
	}
}

type verdict struct {
	ID, Kind, Note, By string
	Given              int
}

type entry struct {
	ID, Reason string
	Verdict    *verdict
	Verdicts   []verdict
}

const ofVerdict = `id kind note by given`

func (d *desk) entries(filter string) []entry {
	d.t.Helper()
	var data struct {
		Quarantine struct{ Edges []struct{ Node entry } }
	}
	if errs := d.admin.Query(d.t, &data, `{quarantine(last:100,filter:{`+filter+`}){edges{node{id reason verdict{`+ofVerdict+`} verdicts{`+ofVerdict+`}}}}}`, nil); errs != nil {
		d.t.Fatal(errs)
	}
	out := []entry{}
	for _, e := range data.Quarantine.Edges {
		out = append(out, e.Node)
	}
	return out
}

type group struct {
	Reason      string
	Count       int
	Device      struct{ Code string }
	First, Last struct{ ID, ReceivedAt string }
}

type waiting struct {
	Unreviewed int
	OldestAt   *time.Time
	Reasons    []struct {
		Reason string
		Count  int
	}
	Devices []struct {
		Device, Station struct{ Code string }
		Count           int
	}
	Groups []group
}

func (d *desk) waiting() waiting {
	d.t.Helper()
	var data struct{ QuarantineReview waiting }
	if errs := d.admin.Query(d.t, &data, `{quarantineReview{unreviewed oldestAt reasons{reason count} devices{device{code} station{code} count}
		groups{reason count device{code} first{id receivedAt} last{id receivedAt}}}}`, nil); errs != nil {
		d.t.Fatal(errs)
	}
	return data.QuarantineReview
}

type problem struct{ Field, Code string }

type answer struct {
	Verdict    *verdict
	Waiting    int
	UserErrors []problem
}

func (d *desk) act(as *servertest.Client, mutation string, input map[string]any) answer {
	d.t.Helper()
	var data map[string]answer
	query := fmt.Sprintf(`mutation($in:R%sInput!){%s(input:$in){verdict{%s} waiting userErrors{field code}}}`, mutation[1:], mutation, ofVerdict)
	if errs := as.Query(d.t, &data, query, map[string]any{"in": input}); errs != nil {
		d.t.Fatalf("%s: %+v", mutation, errs)
	}
	return data[mutation]
}

func (d *desk) done(as *servertest.Client, mutation string, input map[string]any) verdict {
	d.t.Helper()
	got := d.act(as, mutation, input)
	if len(got.UserErrors) > 0 || got.Verdict == nil {
		d.t.Fatalf("%s %v: %+v", mutation, input, got)
	}
	return *got.Verdict
}

func (d *desk) refused(as *servertest.Client, mutation, field, code string, input map[string]any) answer {
	d.t.Helper()
	got := d.act(as, mutation, input)
	if len(got.UserErrors) != 1 || got.UserErrors[0] != (problem{field, code}) {
		d.t.Errorf("%s %v: %+v, want %s at %s", mutation, input, got.UserErrors, code, field)
	}
	return got
}

func TestAVerdictIsGivenOnceCorrectedAndNeverErased(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		d.say(3, 2)
		wait := d.waiting()
		if wait.Unreviewed != 5 || len(wait.Groups) != 2 || wait.Groups[0].Reason != "NEGATIVE" || wait.Groups[0].Count != 3 ||
			wait.Groups[0].Device.Code != "HX-1.console" || wait.Devices[0].Count != 5 || wait.Devices[0].Station.Code != "HX-1" ||
			wait.Reasons[0].Count != 3 || !wait.OldestAt.Equal(d.clock.Now()) {
			t.Fatalf("%+v", wait)
		}
		d.clock.Advance(10 * time.Minute)
		d.say(1, 0) // after the group was looked at
		negative := wait.Groups[0]
		review := map[string]any{"last": negative.Last.ID, "count": 3, "kind": "DEVICE_FAULT", "note": " probe ", "idempotencyKey": "g"}
		given := d.done(d.admin, "reviewQuarantineGroup", review)
		if given.Kind != "DEVICE_FAULT" || given.Note != "probe" || given.Given != 3 || given.By == "" {
			t.Errorf("%+v", given)
		}
		if again := d.refused(d.admin, "reviewQuarantineGroup", "input.idempotencyKey", "REPEATED", review); again.Verdict == nil || *again.Verdict != given {
			t.Errorf("a repetition: %+v", again)
		}
		if wait = d.waiting(); wait.Unreviewed != 3 || len(wait.Groups) != 2 {
			t.Errorf("what came later waits: %+v", wait)
		}
		judged := d.entries("reviewed:REVIEWED,verdict:DEVICE_FAULT")
		if len(judged) != 3 || len(d.entries("reviewed:UNREVIEWED")) != 3 || len(d.entries("verdict:GENUINE")) != 0 {
			t.Fatalf("%+v", judged)
		}

		one := judged[0]
		d.refused(d.other, "reviewQuarantine", "input.note", "INVALID", map[string]any{"entry": one.ID, "seen": given.ID, "kind": "CLOCK", "idempotencyKey": "n"})
		better := d.done(d.other, "reviewQuarantine", map[string]any{"entry": one.ID, "seen": given.ID, "kind": "TAMPERING", "note": "the seal is broken", "idempotencyKey": "c"})
		all := d.done(d.admin, "reviewQuarantine", map[string]any{"entry": judged[1].ID, "seen": given.ID, "all": true, "kind": "CONFIGURATION", "note": "zero point", "idempotencyKey": "a"})
		if all.Given != 2 {
			t.Errorf("the rest of the group: %+v", all)
		}
		for i, e := range d.entries("reviewed:REVIEWED") {
			want := []verdict{all, given}
			if e.ID == one.ID {
				want = []verdict{better, given}
			}
			if len(e.Verdicts) != 2 || e.Verdicts[0] != want[0] || e.Verdicts[1] != want[1] || *e.Verdict != want[0] {
				t.Errorf("entry %d: %+v, want %+v", i, e, want)
			}
		}
		_, body := d.admin.Post(t, "/graphql", map[string]any{"query": `{eventsAfter(first:100){entries{action before after}}}`})
		if strings.Count(body, `"quarantine.reviewed"`) != 1 || strings.Count(body, `"quarantine.verdict-corrected"`) != 2 || !strings.Contains(body, "the seal is broken") {
			t.Errorf("the timeline says %s", body)
		}
	})
}

func TestWhoComesSecondOverwritesNothingAndIsToldTheOther(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		d.say(3, 0)
		group := d.waiting().Groups[0]
		theirs := d.done(d.other, "reviewQuarantine", map[string]any{"entry": group.First.ID, "kind": "TRANSMISSION", "idempotencyKey": "o"})

		mine := map[string]any{"entry": group.First.ID, "kind": "DEVICE_FAULT", "idempotencyKey": "1"}
		if got := d.refused(d.admin, "reviewQuarantine", "input.seen", "CONFLICT", mine); got.Verdict == nil || *got.Verdict != theirs {
			t.Errorf("the other side: %+v", got)
		}
		whole := map[string]any{"last": group.Last.ID, "count": group.Count, "kind": "DEVICE_FAULT", "idempotencyKey": "2"}
		if got := d.refused(d.admin, "reviewQuarantineGroup", "input.count", "CONFLICT", whole); got.Verdict == nil || *got.Verdict != theirs || got.Waiting != 2 {
			t.Errorf("of the group: %+v", got)
		}
		if wait := d.waiting(); wait.Unreviewed != 2 {
			t.Errorf("a conflict changes nothing: %+v", wait)
		}
		whole["count"], whole["idempotencyKey"] = 2, "3"
		if got := d.done(d.admin, "reviewQuarantineGroup", whole); got.Given != 2 {
			t.Errorf("%+v", got)
		}
		mine["seen"], mine["note"], mine["idempotencyKey"] = theirs.ID, "seen on site", "4"
		d.done(d.admin, "reviewQuarantine", mine)
	})
}

func TestBadReviewsAreRefusedAtTheirField(t *testing.T) {
	d := openDesk(t, "")
	d.say(1, 0)
	group := d.waiting().Groups[0]
	for field, in := range map[string]map[string]any{
		"entry": {"entry": "4294967295", "kind": "CLOCK"},
		"all":   {"entry": group.First.ID, "kind": "CLOCK", "all": true},
		"note":  {"entry": group.First.ID, "kind": "GENUINE", "note": "  "},
	} {
		in["idempotencyKey"] = field
		d.refused(d.admin, "reviewQuarantine", "input."+field, "INVALID", in)
	}
	d.refused(d.admin, "reviewQuarantineGroup", "input.last", "INVALID", map[string]any{"last": "4294967295", "count": 1, "kind": "CLOCK", "idempotencyKey": "l"})
	d.refused(d.admin, "reviewQuarantineGroup", "input.count", "INVALID", map[string]any{"last": group.Last.ID, "count": 0, "kind": "CLOCK", "idempotencyKey": "z"})
	if wait := d.waiting(); wait.Unreviewed != 1 {
		t.Errorf("%+v", wait)
	}
}

func TestWhatIsGenuineEntersNoSeriesByItself(t *testing.T) {
	d := openDesk(t, "")
	d.device.Say(t, d.clock.Now(), `{"tanks":[{"tank":"B","volumeL":40001}]}`)
	group := d.waiting().Groups[0]
	d.done(d.admin, "reviewQuarantineGroup", map[string]any{"last": group.Last.ID, "count": 1, "kind": "GENUINE", "note": "a larger tank", "idempotencyKey": "g"})
	var data struct {
		Station struct {
			Tanks []struct{ Latest *struct{ Volume float64 } }
		}
	}
	d.other.Query(t, &data, `{station(code:"HX-1"){tanks{latest{volume}}}}`, nil)
	for _, tank := range data.Station.Tanks {
		if tank.Latest != nil {
			t.Errorf("%+v", tank.Latest)
		}
	}
}

func TestOnlyWhoLooksAfterDevicesGivesVerdicts(t *testing.T) {
	d := openDesk(t, "")
	d.say(1, 0)
	write := `mutation{reviewQuarantine(input:{entry:"` + d.waiting().Groups[0].First.ID + `",kind:CLOCK,idempotencyKey:"x"}){verdict{id}}}`
	whole := `mutation{reviewQuarantineGroup(input:{last:"1",count:1,kind:CLOCK,idempotencyKey:"y"}){verdict{id}}}`
	clients := map[string]*servertest.Client{"wall": d.hub.Wall(t), "stranger": d.hub.Stranger()}
	for _, role := range []string{"COMMANDER", "DEPUTY_COMMANDER", "GROUP_LEAD", "FIELD_LEADER", "AUDITOR", "SECURITY_ADMINISTRATOR"} {
		clients[role] = d.hub.Person(t, strings.ToLower(role), app.NewPerson{Role: role})
	}
	for who, client := range clients {
		for _, query := range []string{write, whole} {
			if errs := client.Query(t, nil, query, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "quarantine:review" {
				t.Errorf("%s reviews: %+v", who, errs)
			}
		}
		errs := client.Query(t, nil, `{quarantineReview{unreviewed}}`, nil)
		if reads := strings.Contains(who, "COMMANDER"); (len(errs) == 0) != reads {
			t.Errorf("%s reads: %+v", who, errs)
		}
	}
	if wait := d.waiting(); wait.Unreviewed != 1 {
		t.Errorf("%+v", wait)
	}
}
