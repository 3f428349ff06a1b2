package incident_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/store/storetest"
)

type sceneReport struct {
	ID, State, Text, By, DecidedBy, Reason string
	Deaths, Trapped                        *int
	AccuracyM                              *float64
	Version                                int
	DecidedAt                              *time.Time
	Photos                                 []struct {
		ID                  string
		TakenAt             *time.Time
		Latitude, Longitude *float64
	}
}

const ofReport = `report{id state text by decidedBy reason deaths trapped accuracyM version decidedAt photos{id takenAt latitude longitude}}`

// casualtiesOf are the counts that an incident has now, the dead and the trapped, and its version.
func (d *desk) casualtiesOf(id string) string {
	d.t.Helper()
	var data struct {
		Incident struct {
			Deaths, SeriouslyInjured, Trapped *int
			Grade                             string
			Version                           int
			Counts                            []struct{ Source string }
		}
	}
	if errs := d.people["DUTY_OFFICER"].Query(d.t, &data, `query($id:ID!){incident(id:$id){deaths seriouslyInjured trapped grade version counts{source}}}`, map[string]any{"id": id}); errs != nil {
		d.t.Fatal(errs)
	}
	word := func(n *int) string {
		if n == nil {
			return "?"
		}
		return fmt.Sprint(*n)
	}
	i := data.Incident
	last := ""
	for _, c := range i.Counts {
		last = c.Source
	}
	return fmt.Sprintf("%s dead, %s hurt, %s trapped, %s, version %d, %d counts, last of %q", word(i.Deaths), word(i.SeriouslyInjured), word(i.Trapped), i.Grade, i.Version, len(i.Counts), last)
}

func (d *desk) fromScene(id string, more map[string]any) map[string]any {
	in := map[string]any{"incident": id, "seenAt": d.clock.Now()}
	maps.Copy(in, more)
	return in
}

func TestWhatTheSceneSaysChangesNothingUntilTheDeskAdoptsIt(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(0))).ID
		d.report(id, "FIRST", "WRITING")
		before := d.casualtiesOf(id)
		owed := fmt.Sprint(d.see(id).Deadlines)
		d.FastForward(20 * time.Minute)
		seen := d.clock.Now()
		told := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{
			"text": " 罐区北侧有 3 人遇难 ", "counts": map[string]any{"deaths": 3}, "place": map[string]any{"latitude": 35.77, "longitude": 113.28, "accuracyM": 8.5},
		}))
		if told.State != "WAITING" || told.Text != "罐区北侧有 3 人遇难" || told.Deaths == nil || *told.Deaths != 3 || told.Trapped != nil || told.AccuracyM == nil {
			t.Fatalf("it came as %+v", told)
		}
		if now := d.casualtiesOf(id); now != before {
			t.Errorf("a report that waits made\n\t%s of\n\t%s", now, before)
		}
		for _, c := range d.see(id).Deadlines {
			if c.Duty == "CASUALTY_CHANGE" {
				t.Errorf("a report that waits started a clock; before %s", owed)
			}
		}

		d.FastForward(2 * time.Minute)
		adopted := must[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": told.ID, "version": told.Version})
		if adopted.State != "ADOPTED" || adopted.DecidedBy == "" || !adopted.DecidedAt.Equal(d.clock.Now()) {
			t.Errorf("adopted it is %+v", adopted)
		}
		now := d.casualtiesOf(id)
		if !strings.HasPrefix(now, "3 dead, 0 hurt, 0 trapped, LARGER") || !strings.Contains(now, "scene report: "+told.By) {
			t.Errorf("adopted it made %s of %s", now, before)
		}
		if c := d.clockOf(id, "CASUALTY_CHANGE"); c.State != "RUNNING" && c.State != "DUE_SOON" {
			t.Errorf("the change of casualties has the clock %+v", c)
		}
		var log struct {
			Incident struct {
				Log struct {
					Entries []struct {
						Action     string
						HappenedAt time.Time
					}
				}
			}
		}
		if errs := d.people["DUTY_OFFICER"].Query(t, &log, `query($id:ID!){incident(id:$id){log{entries{action happenedAt}}}}`, map[string]any{"id": id}); errs != nil {
			t.Fatal(errs)
		}
		entries := log.Incident.Log.Entries
		if last := entries[len(entries)-1]; last.Action != "incident.scene-report-adopted" || !last.HappenedAt.Equal(seen) {
			t.Errorf("the log ends with %+v, seen at %s", last, seen)
		}
	})
}

func TestOneOfTwoWhoDecideOnAReportIsTold(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		told := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "smoke"}))
		step := map[string]any{"report": told.ID, "version": 1, "reason": " "}
		if _, problems := act[sceneReport](d, "COMMANDER", "setSceneReportAside", ofReport, step); len(problems) != 1 || problems[0].Field != "input.reason" {
			t.Errorf("without a reason: %+v", problems)
		}
		step["reason"] = "seen twice"
		if got := must[sceneReport](d, "COMMANDER", "setSceneReportAside", ofReport, step); got.State != "SET_ASIDE" || got.Reason != "seen twice" || got.Version != 2 {
			t.Errorf("%+v", got)
		}
		got, problems := act[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": told.ID, "version": 1})
		if len(problems) != 1 || problems[0].Code != "CONFLICT" || got.State != "SET_ASIDE" {
			t.Errorf("the second is told %+v %+v", problems, got)
		}
		if _, problems := act[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": told.ID, "version": 2}); len(problems) != 1 || problems[0].Field != "input.report" {
			t.Errorf("who knows of it is told %+v", problems)
		}
		if now := d.see(id); now.Version != 1 {
			t.Errorf("what the desk edits has version %d", now.Version)
		}
	})
}

func TestAReportThatIsRepeatedIsOneReport(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		in := d.fromScene(id, map[string]any{"text": "smoke", "idempotencyKey": "phone 1"})
		first := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, in)
		must[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": first.ID, "version": 1})
		again, problems := act[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, in)
		if len(problems) != 1 || problems[0].Code != "REPEATED" || again.ID != first.ID || again.State != "ADOPTED" {
			t.Errorf("sent again: %+v %+v", problems, again)
		}
		other := must[sceneReport](d, "COMMANDER", "reportFromScene", ofReport, in)
		if other.ID == first.ID {
			t.Error("another's report under the same key is taken for the first")
		}
		var data struct {
			SceneReports struct{ TotalCount int }
			Waiting      struct{ Edges []struct{ Node sceneReport } }
		}
		if errs := d.people["GROUP_LEAD"].Query(t, &data, `{sceneReports(first:10){totalCount} waiting:sceneReports(waiting:true,first:10){edges{node{id}}}}`, nil); errs != nil ||
			data.SceneReports.TotalCount != 2 || len(data.Waiting.Edges) != 1 || data.Waiting.Edges[0].Node.ID != other.ID {
			t.Errorf("%v %+v", errs, data)
		}
	})
}

func TestALaterCountHoldsAndWhatWasNotSaidIsAsItWasKnownThen(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(1))).ID
	d.FastForward(10 * time.Minute)
	told := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"counts": map[string]any{"trapped": 2}}))
	early := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"counts": map[string]any{"trapped": 9}, "seenAt": night.Add(-time.Minute)}))
	d.FastForward(10 * time.Minute)
	must[incidentID](d, "DUTY_OFFICER", "countCasualties", `incident{id}`, map[string]any{"incident": id, "counts": known(2)})
	holds := d.casualtiesOf(id)
	must[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": told.ID, "version": 1})
	if now := d.casualtiesOf(id); !strings.HasPrefix(now, "2 dead, 0 hurt, 0 trapped") || !strings.Contains(now, "3 counts") {
		t.Errorf("an older report made %s of %s", now, holds)
	}
	var data struct {
		Incident struct {
			Counts []struct {
				Source          string
				Deaths, Trapped int
			}
		}
	}
	d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){counts{source deaths trapped}}}`, map[string]any{"id": id})
	found := false
	for _, c := range data.Incident.Counts {
		found = found || strings.HasPrefix(c.Source, "scene report: ") && c.Deaths == 1 && c.Trapped == 2
	}
	if !found {
		t.Errorf("the history has %+v", data.Incident.Counts)
	}

	adopt := map[string]any{"report": early.ID, "version": 1}
	if _, problems := act[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, adopt); len(problems) != 1 || problems[0].Field != "input.asOf" {
		t.Errorf("seen before the event: %+v", problems)
	}
	adopt["asOf"] = d.clock.Now()
	must[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, adopt)
	if now := d.casualtiesOf(id); !strings.HasPrefix(now, "2 dead, 0 hurt, 9 trapped") {
		t.Errorf("as of now it made %s", now)
	}
}

func TestAReportFromTheSceneNamesWhatIsWrongWithIt(t *testing.T) {
	d := openDesk(t, "")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	other := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	task := must[incidentID](d, "DUTY_OFFICER", "giveTask", `task{id}`, map[string]any{"incident": other, "kind": "ORDER", "text": "Look", "owner": "Police"}).ID
	now := d.clock.Now()
	place := func(latitude, longitude float64, accuracy any) map[string]any {
		return map[string]any{"text": "x", "place": map[string]any{"latitude": latitude, "longitude": longitude, "accuracyM": accuracy}}
	}
	for name, c := range map[string]struct {
		field string
		in    map[string]any
	}{
		"5 minutes ahead":        {"", map[string]any{"text": "x", "seenAt": now.Add(5 * time.Minute)}},
		"more than that ahead":   {"input.seenAt", map[string]any{"text": "x", "seenAt": now.Add(5*time.Minute + time.Second)}},
		"7 days back":            {"", map[string]any{"text": "x", "seenAt": now.AddDate(0, 0, -7)}},
		"more than that back":    {"input.seenAt", map[string]any{"text": "x", "seenAt": now.AddDate(0, 0, -7).Add(-time.Second)}},
		"nothing":                {"input.text", map[string]any{"text": " \n "}},
		"no counts in counts":    {"input.text", map[string]any{"counts": map[string]any{}}},
		"nobody, who is counted": {"", map[string]any{"counts": map[string]any{"missing": 0}}},
		"2,000 characters":       {"", map[string]any{"text": strings.Repeat("火", 2000)}},
		"a null character":       {"input.text", map[string]any{"text": "a\x00b"}},
		"fewer than none":        {"input.counts.deaths", map[string]any{"counts": map[string]any{"deaths": -1}}},
		"more than there are":    {"input.counts.atRisk", map[string]any{"counts": map[string]any{"atRisk": 1_000_001}}},
		"beyond the pole":        {"input.place.latitude", place(90.1, 0, nil)},
		"beyond the date line":   {"input.place.longitude", place(0, -180.1, nil)},
		"nearer than there":      {"input.place.accuracyM", place(0, 0, -1)},
		"farther than anywhere":  {"input.place.accuracyM", place(0, 0, 2e8)},
		"another's task":         {"input.task", map[string]any{"text": "x", "task": task}},
		"a place that is known":  {"", place(-90, 180, 0)},
	} {
		_, problems := act[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, c.in))
		if c.field == "" && len(problems) != 0 || c.field != "" && (len(problems) != 1 || problems[0].Field != c.field) {
			t.Errorf("%s: %+v, want %q", name, problems, c.field)
		}
	}
}

func TestNoIncidentIsClosedOverWhatItsSceneSaid(t *testing.T) {
	d := openDesk(t, "")
	harmless := known(0)
	harmless["directLoss"] = 0
	small := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(harmless)).ID
	waits := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(small, map[string]any{"text": "smoke"}))
	end := map[string]any{"incident": small, "reason": "out"}
	if _, problems := act[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, end); len(problems) != 1 || !strings.Contains(problems[0].Message, "1 reports from the scene wait") {
		t.Errorf("closed over a report that waits: %+v", problems)
	}
	must[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, map[string]any{"report": waits.ID, "version": 1})
	must[incidentID](d, "DUTY_OFFICER", "closeIncident", `incident{id}`, end)

	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
	told := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "smoke"}))
	must[incidentID](d, "DUTY_OFFICER", "rejectIncident", `incident{id}`, map[string]any{"incident": id, "reason": "steam"})
	if _, problems := act[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "late"})); len(problems) != 1 || problems[0].Field != "input.incident" {
		t.Errorf("reported of what has ended: %+v", problems)
	}
	step := map[string]any{"report": told.ID, "version": 1}
	if _, problems := act[sceneReport](d, "DUTY_OFFICER", "adoptSceneReport", ofReport, step); len(problems) != 1 || problems[0].Field != "input.incident" {
		t.Errorf("adopted of what has ended: %+v", problems)
	}
	step["reason"] = "steam"
	must[sceneReport](d, "DUTY_OFFICER", "setSceneReportAside", ofReport, step)
}

func TestAPictureFromTheSceneKeepsTheTimeAndPlaceThatItIsSentWith(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		lead := d.people["GROUP_LEAD"]
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		other := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		report := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "smoke", "idempotencyKey": "of phone"}))
		elsewhere := must[sceneReport](d, "GROUP_LEAD", "reportFromScene", ofReport, d.fromScene(other, map[string]any{"text": "smoke", "idempotencyKey": "elsewhere"}))
		taken := d.clock.Now().Add(-time.Hour)
		at := "takenAt=" + url.QueryEscape(taken.Format(time.RFC3339))
		const here = "&keepPlace=true&latitude=35.77&longitude=113.28"
		for i, query := range []string{at + here + "&report=" + url.QueryEscape("of phone"), "report=" + report.ID} {
			if status, body := upload(t, lead, id, fmt.Sprint("p", i), query, dot(t, i+2)); status != http.StatusCreated {
				t.Fatalf("%s: %d %v", query, status, body)
			}
		}
		for name, c := range map[string][2]string{
			"no time": {"takenAt", "takenAt=yesterday"}, "a time ahead": {"takenAt", "takenAt=" + url.QueryEscape(d.clock.Now().Add(6*time.Minute).Format(time.RFC3339))},
			"1999": {"takenAt", "takenAt=1999-12-31T00:00:00Z"}, "no number": {"latitude", "keepPlace=true&latitude=north&longitude=1"},
			"not a number": {"longitude", "keepPlace=true&latitude=1&longitude=NaN"}, "infinite": {"latitude", "keepPlace=true&latitude=Inf&longitude=1"},
			"beyond the pole": {"latitude", "keepPlace=true&latitude=91&longitude=1"}, "half a place": {"longitude", "keepPlace=true&latitude=1"},
			"a place not to be kept": {"latitude", "latitude=1&longitude=1"}, "no report": {"report", "report=none"},
			"another incident's report": {"report", "report=" + elsewhere.ID}, "another incident's key": {"report", "report=elsewhere"},
		} {
			status, body := upload(t, lead, id, "bad", c[1], dot(t, 9))
			if told, ok := body["error"].(map[string]any); !ok || told["field"] != c[0] || status/100 != 4 {
				t.Errorf("%s: %d %v, want %s", name, status, body, c[0])
			}
		}
		if status, body := upload(t, d.people["COMMANDER"], id, "of another", "report="+url.QueryEscape("of phone"), dot(t, 9)); status != http.StatusUnprocessableEntity {
			t.Errorf("another's key is taken for one's own: %d %v", status, body)
		}
		var data struct {
			Incident struct{ SceneReports []sceneReport }
		}
		if errs := lead.Query(t, &data, `query($id:ID!){incident(id:$id){sceneReports{id photos{id takenAt latitude longitude}}}}`, map[string]any{"id": id}); errs != nil {
			t.Fatal(errs)
		}
		photos := data.Incident.SceneReports[0].Photos
		if len(photos) != 2 || photos[0].TakenAt == nil || !photos[0].TakenAt.Equal(taken) || photos[0].Latitude == nil || *photos[0].Latitude != 35.77 || *photos[0].Longitude != 113.28 ||
			photos[1].TakenAt != nil || photos[1].Latitude != nil {
			t.Errorf("the report has %+v", photos)
		}
	})
}

func TestOfAnotherTownshipsSceneNothingIsToldOrTaken(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		for name, area := range map[string]string{"near": "999901001", "far": "999901002"} {
			d.people[name] = d.hub.Person(t, name, app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: area})
		}
		told := must[sceneReport](d, "near", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "smoke"}))
		if got, problems := act[sceneReport](d, "far", "reportFromScene", ofReport, d.fromScene(id, map[string]any{"text": "smoke"})); len(problems) != 1 || problems[0].Code != "NOT_FOUND" || got.ID != "" {
			t.Errorf("the far township reports: %+v %+v", problems, got)
		}
		for name, want := range map[string]int{"near": 1, "far": 0} {
			var data struct {
				SceneReports struct{ TotalCount int }
				Node         *struct{ ID string }
			}
			errs := d.people[name].Query(t, &data, `query($id:ID!){sceneReports(first:5){totalCount} node(id:$id){id}}`, map[string]any{"id": told.ID})
			if data.SceneReports.TotalCount != want || (data.Node != nil) != (want == 1) {
				t.Errorf("%s is told %+v %+v", name, data, errs)
			}
		}
		if errs := d.people["near"].Query(t, nil, `mutation($r:ID!){adoptSceneReport(input:{report:$r,version:1,idempotencyKey:"x"}){report{id}}}`, map[string]any{"r": told.ID}); len(errs) != 1 || errs[0].Extensions["scope"] != "incident:write" {
			t.Errorf("who reports adopts: %+v", errs)
		}
	})
}
