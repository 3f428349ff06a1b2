package alarm_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

var evening = time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)

type told struct {
	Key, Kind, Unit string
	Times           int
	Incident        *struct{ ID, Number string }
	Event           *struct{ Kind string }
	Deadline        *struct{ ID, Duty string }
	Entry           *struct{ ID, Name string }
	Acknowledgement *struct{ By string }
}

type state struct {
	Sequence int64
	Alarms   []told
	More     int
	Silence  *struct {
		Until      time.Time
		Reason, By string
	}
}

const fields = `{sequence more silence{until reason by} alarms{key kind unit times incident{id number} event{kind} deadline{id duty} entry{id name} acknowledgement{by}}}`

// words are the alarms in their order, those that somebody took note of in brackets.
func (s state) words() string {
	var words []string
	for _, a := range s.Alarms {
		word := a.Kind
		switch {
		case a.Deadline != nil:
			word += " " + a.Deadline.Duty
		case a.Entry != nil:
			word += " " + a.Entry.Name
		case a.Event != nil:
			word += fmt.Sprintf(" %s×%d", a.Event.Kind, a.Times)
		}
		if a.Unit != "" {
			word += " " + a.Unit
		}
		if a.Acknowledgement != nil {
			word = "(" + word + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// room is a duty room with a wall in it.
type room struct {
	*testing.T
	hub     *servertest.Hub
	clock   *clockwork.FakeClock
	officer *servertest.Client
	wall    *servertest.Subscription
	keys    int
}

func open(t *testing.T, address string) *room {
	r := &room{T: t, clock: clockwork.NewFakeClockAt(evening)}
	return r.openBy(address, r.clock)
}

// openBy opens the room with its time by a clock, which may be the real one.
func (r *room) openBy(address string, clock clockwork.Clock) *room {
	t := r.T
	r.hub = servertest.Start(t, app.Options{Database: address, Data: t.TempDir(), Clock: clock})
	r.officer = r.hub.Operator(t)
	r.wall = r.hub.Wall(t).Subscribe(t, `subscription{alarms`+fields+`}`, nil)
	return r
}

// heard lets the wall hear what alarms until it is as said; seconds pass as it waits.
func (r *room) heard(want string) state {
	r.Helper()
	var last state
	for range 60 {
		var item struct{ Alarms state }
		r.while(func() { r.wall.Next(&item) })
		if last = item.Alarms; last.words() == want {
			return last
		}
	}
	r.Fatalf("the wall hears %q, want %q", last.words(), want)
	return last
}

// while lets seconds pass until what is awaited came.
func (r *room) while(await func()) {
	came, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-came:
				return
			case <-tick.C:
				r.clock.Advance(time.Second)
			}
		}
	}()
	await()
	close(came)
	<-over
}

// does carries out a mutation as somebody and gives what stands against it.
func (r *room) does(c *servertest.Client, mutation, input string, values map[string]any) string {
	r.Helper()
	r.keys++
	values["idempotencyKey"] = fmt.Sprintf("%s %d", mutation, r.keys)
	var out map[string]struct {
		UserErrors []struct{ Field, Code, Message string }
	}
	if errs := c.Query(r.T, &out, fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field code message}}}`, input, mutation), map[string]any{"in": values}); errs != nil {
		return fmt.Sprint(errs[0].Extensions["code"])
	}
	if problems := out[mutation].UserErrors; len(problems) > 0 {
		return problems[0].Field + " " + problems[0].Code
	}
	return ""
}

func (r *room) acknowledges(c *servertest.Client, keys ...string) string {
	r.Helper()
	return r.does(c, "acknowledgeAlarms", "AcknowledgeAlarmsInput", map[string]any{"keys": keys})
}

func TestAnAlarmIsSeenUntilItsCauseEndsWhoeverTookNoteOfIt(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		r.heard("")
		device := r.hub.Device(t, r.officer, "HX-1.console")
		say := func(lists string) {
			t.Helper()
			if status, body := device.Say(t, r.clock.Now(), lists); status != 200 {
				t.Fatalf("%d %s", status, body)
			}
		}
		say(`{"events":[{"kind":"LEAK_ALARM","tank":"A"},{"kind":"COVER_OPENED","tank":"A"},{"kind":"PROBE_FAULT","tank":"A"}]}`)
		leak := r.heard("STATION LEAK_ALARM×1")
		r.clock.Advance(time.Minute)
		say(`{"events":[{"kind":"LEAK_ALARM","tank":"A"}]}`)
		if again := r.heard("STATION LEAK_ALARM×2"); again.Alarms[0].Key != leak.Alarms[0].Key {
			t.Errorf("a device that repeats itself is another alarm: %q", again.Alarms[0].Key)
		}
		if got := r.acknowledges(r.officer, leak.Alarms[0].Key); got != "" {
			t.Fatal(got)
		}
		noted := r.heard("(STATION LEAK_ALARM×2)")
		if by := noted.Alarms[0].Acknowledgement.By; by != "duty" {
			t.Errorf("%q took note", by)
		}
		r.clock.Advance(time.Hour)
		r.heard("STATION COVER_OPENED×1, (STATION LEAK_ALARM×2)")
		say(`{"events":[{"kind":"COVER_CLOSED","tank":"A"},{"kind":"LEAK_ALARM","tank":"A"}]}`)
		fresh := r.heard("STATION LEAK_ALARM×1, (STATION LEAK_ALARM×2)")
		if fresh.Alarms[0].Key == leak.Alarms[0].Key {
			t.Error("a leak an hour later is the alarm that somebody took note of")
		}
	})
}

func TestALateClockComesFirstAndEndsWhenItIsMet(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		r.fire(nil)
		entered := r.heard("INCIDENT")
		if of := entered.Alarms[0].Incident; of == nil || of.Number == "" {
			t.Errorf("%+v", entered.Alarms[0])
		}
		if got := r.acknowledges(r.officer, "incident:1"); got != "input.keys INVALID" {
			t.Errorf("what does not alarm was taken note of: %q", got)
		}
		if got := r.acknowledges(r.officer, entered.Alarms[0].Key); got != "" {
			t.Fatal(got)
		}
		r.heard("(INCIDENT)")
		r.clock.Advance(2 * time.Hour)
		late := r.heard("LATE_CLOCK COUNTY_NOTICE, LATE_CLOCK HIGHER_BUREAU_NOTICE, LATE_CLOCK CITY_PHONE, LATE_CLOCK CITY_BRIEF, (INCIDENT)")
		r.relogin()
		meet := map[string]any{"deadline": late.Alarms[0].Deadline.ID, "recipient": "County duty room"}
		if got := r.does(r.officer, "meetDeadline", "MeetDeadlineInput", meet); got != "" {
			t.Fatal(got)
		}
		r.heard("LATE_CLOCK HIGHER_BUREAU_NOTICE, LATE_CLOCK CITY_PHONE, LATE_CLOCK CITY_BRIEF, (INCIDENT)")
	})
}

func TestWhoIsInsideTooLongAlarmsBeforeAllElseUntilTheyAreOut(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		r.fire(nil)
		id := r.heard("INCIDENT").Alarms[0].Incident.ID
		until := r.clock.Now().Add(20 * time.Minute)
		enter := map[string]any{"incident": id, "name": "a rescuer", "unit": "brigade", "outBy": until}
		if got := r.does(r.officer, "enterCordon", "EnterCordonInput", enter); got != "" {
			t.Fatal(got)
		}
		r.clock.Advance(21 * time.Minute)
		const alarms = "OVERDUE_INSIDE a rescuer, LATE_CLOCK COUNTY_NOTICE, LATE_CLOCK HIGHER_BUREAU_NOTICE"
		late := r.heard(alarms + ", INCIDENT").Alarms[0]
		if got := r.acknowledges(r.officer, late.Key); got != "" {
			t.Fatal(got)
		}
		r.heard("LATE_CLOCK COUNTY_NOTICE, LATE_CLOCK HIGHER_BUREAU_NOTICE, INCIDENT, (OVERDUE_INSIDE a rescuer)")
		for area, want := range map[string]bool{"999901001": true, "999901002": false} { // where it is, and elsewhere
			township := r.hub.Person(t, "township-"+area[len(area)-3:], app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: area})
			var out struct{ Alarms state }
			if errs := township.Query(t, &out, `{alarms`+fields+`}`, nil); errs != nil {
				t.Fatal(errs)
			}
			if got := strings.Contains(out.Alarms.words(), "a rescuer"); got != want {
				t.Errorf("the township of %s hears of the rescuer: %v", area, got)
			}
		}
		if got := r.does(r.officer, "leaveCordon", "LeaveCordonInput", map[string]any{"entry": late.Entry.ID}); got != "" {
			t.Fatal(got)
		}
		r.heard("LATE_CLOCK COUNTY_NOTICE, LATE_CLOCK HIGHER_BUREAU_NOTICE, INCIDENT")
	})
}

func TestAResponseBelowThePlanAlarmsUntilItIsRaised(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		r.fire(map[string]any{"deaths": 1, "seriouslyInjured": 0, "directLoss": 0})
		id := r.heard("INCIDENT").Alarms[0].Incident.ID
		order := map[string]any{"byVoice": "OFFICE_DIRECTOR", "orderedBy": "the director", "reason": "as a first step"}
		if got := r.does(r.officer, "startResponse", "StartResponseInput", map[string]any{"incident": id, "level": "III", "order": order}); got != "" {
			t.Fatal(got)
		}
		below := r.heard("RESPONSE_BELOW_PLAN").Alarms[0] // which nobody began alarms no more
		if got := r.acknowledges(r.officer, below.Key); got != "" {
			t.Fatal(got)
		}
		r.heard("(RESPONSE_BELOW_PLAN)")
		count := map[string]any{"incident": id, "counts": map[string]any{"deaths": 3, "seriouslyInjured": 0, "directLoss": 0}}
		if got := r.does(r.officer, "countCasualties", "CountCasualtiesInput", count); got != "" {
			t.Fatal(got)
		}
		if further := r.heard("RESPONSE_BELOW_PLAN").Alarms[0]; further.Key == below.Key {
			t.Error("further below the plan is the alarm that somebody took note of")
		}
		order["byVoice"] = "COMMANDER"
		if got := r.does(r.officer, "adjustResponse", "AdjustResponseInput", map[string]any{"incident": id, "level": "I", "order": order}); got != "" {
			t.Fatal(got)
		}
		r.awaits("the end of it", func(s state) bool { return !strings.Contains(s.words(), "RESPONSE_BELOW_PLAN") })
	})
}

func TestAUnitThatNobodyCouldReachAlarmsUntilItsAnswerIsEntered(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		r.fire(map[string]any{"deaths": 4})
		id := r.heard("INCIDENT").Alarms[0].Incident.ID
		start := map[string]any{"incident": id, "level": "I", "order": map[string]any{"byVoice": "COMMANDER", "orderedBy": "the commander"}}
		if got := r.does(r.officer, "startResponse", "StartResponseInput", start); got != "" {
			t.Fatal(got)
		}
		r.awaits("the units without a contact", func(s state) bool {
			return len(s.Alarms) > 0 && s.Alarms[0].Kind == "UNREACHED" && s.Alarms[0].Unit != "" && !strings.Contains(s.words(), "INCIDENT")
		})
		unreached := r.now()
		sent := r.sendings(id)
		var entered string
		for _, row := range sent {
			if row.Unit == unreached.Alarms[0].Unit {
				entered = r.does(r.officer, "enterAnswer", "EnterAnswerInput", map[string]any{"sending": row.ID, "version": row.Version, "answer": "On the way"})
			}
		}
		if entered != "" {
			t.Fatal(entered)
		}
		if after := r.now(); strings.Contains(after.words(), unreached.Alarms[0].Unit) || len(after.Alarms) != len(unreached.Alarms)-1 {
			t.Errorf("after the answer: %s", after.words())
		}
	})
}

func TestASilenceIsSeenWithItsReasonAndEndsOfItself(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := open(t, address)
		silence := func(c *servertest.Client, minutes int, reason string) string {
			t.Helper()
			return r.does(c, "silenceAlarms", "SilenceAlarmsInput", map[string]any{"minutes": minutes, "reason": reason})
		}
		for want, got := range map[string]string{
			"input.minutes INVALID": silence(r.officer, 61, "Drill of sirens"),
			"input.reason INVALID":  silence(r.officer, 10, "  "),
			"FORBIDDEN":             silence(r.hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"}), 10, "Noise"),
		} {
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		if got := r.does(r.officer, "endSilence", "EndSilenceInput", map[string]any{}); got != " INVALID" {
			t.Errorf("a silence was ended that was not there: %q", got)
		}
		if got := silence(r.officer, 10, "Drill of sirens"); got != "" {
			t.Fatal(got)
		}
		r.awaits("the silence", func(s state) bool {
			return s.Silence != nil && s.Silence.Reason == "Drill of sirens" && s.Silence.By == "duty"
		})
		device := r.hub.Device(t, r.officer, "HX-1.console")
		if status, body := device.Say(t, r.clock.Now(), `{"events":[{"kind":"TAMPER"}]}`); status != 200 {
			t.Fatal(body)
		}
		if s := r.heard("STATION TAMPER×1"); s.Silence == nil {
			t.Error("an alarm ended the silence")
		}
		r.clock.Advance(10 * time.Minute)
		r.awaits("its end", func(s state) bool { return s.Silence == nil && len(s.Alarms) == 1 })
		if got := silence(r.officer, 60, "Again"); got != "" {
			t.Fatal(got)
		}
		r.awaits("the next", func(s state) bool { return s.Silence != nil })
		if got := r.does(r.officer, "endSilence", "EndSilenceInput", map[string]any{}); got != "" {
			t.Fatal(got)
		}
		r.awaits("that it was ended", func(s state) bool { return s.Silence == nil })
	})
}

func (r *room) awaits(what string, is func(state) bool) {
	r.Helper()
	for range 60 {
		var item struct{ Alarms state }
		r.while(func() { r.wall.Next(&item) })
		if is(item.Alarms) {
			return
		}
	}
	r.Fatalf("the wall does not hear of %s", what)
}

func TestAnotherHubOnTheDatabaseTellsOfWhatThisOneWasTold(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		r := (&room{T: t, clock: clockwork.NewFakeClockAt(time.Now())}).openBy(address, clockwork.NewRealClock())
		there := servertest.Start(t, app.Options{Database: address, Data: t.TempDir()})
		colleague := there.Stranger()
		colleague.SignIn(t, "duty")
		r.wall = colleague.Subscribe(t, `subscription{alarms`+fields+`}`, nil)
		r.fire(nil)
		began := time.Now()
		entered := r.heard("INCIDENT")
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("it took %s", took)
		}
		if got := r.acknowledges(r.officer, entered.Alarms[0].Key); got != "" {
			t.Fatal(got)
		}
		r.heard("(INCIDENT)")
		if got := r.acknowledges(colleague, entered.Alarms[0].Key); got != "" {
			t.Errorf("taking note twice: %q", got)
		}
	})
}

// fire enters an incident that happened just now.
func (r *room) fire(counts map[string]any) {
	r.Helper()
	in := map[string]any{"facts": map[string]any{"title": "Fire", "kind": "FIRE", "station": "HX-1", "occurredAt": r.clock.Now()}}
	if counts != nil {
		in["counts"] = counts
	}
	if got := r.does(r.officer, "openIncident", "OpenIncidentInput", in); got != "" {
		r.Fatal(got)
	}
}

// relogin signs the officer in again, whose session has run out.
func (r *room) relogin() {
	r.officer = r.hub.Stranger()
	r.officer.SignIn(r.T, "duty")
}

// now is what alarms, as the officer asks.
func (r *room) now() state {
	r.Helper()
	var out struct{ Alarms state }
	if errs := r.officer.Query(r.T, &out, `{alarms`+fields+`}`, nil); errs != nil {
		r.Fatal(errs)
	}
	return out.Alarms
}

type sending struct {
	ID, Unit string
	Version  int
}

func (r *room) sendings(incident string) []sending {
	r.Helper()
	var out struct {
		Incident struct {
			Notices []struct{ Sendings []sending }
		}
	}
	if errs := r.officer.Query(r.T, &out, `query($id:ID!){incident(id:$id){notices{sendings{id unit version}}}}`, map[string]any{"id": incident}); errs != nil {
		r.Fatal(errs)
	}
	return out.Incident.Notices[0].Sendings
}
