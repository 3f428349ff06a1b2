package matrix_test

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/server/servertest"
	"commandhub/server/viewer"
)

// fire is the title of the accident at a station.
func fire(station string) string { return station + "-fire" }

// Who told of the accidents: personal data, which incident:write opens.
const passerBy, passerByPhone = "passer-by", "13900000000"

// dot is a picture of one pixel.
var dot = func() string {
	var b strings.Builder
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.String()
}()

// incidents are two accidents, near and far, that went all the way to a hand-over.
// The last word is of the near one.
func (c *assembly) incidents(t *testing.T) {
	commander, acts := c.parties["COMMANDER"].client, 0
	row := func(mutation, of string, input map[string]any) string {
		t.Helper()
		acts++
		input["idempotencyKey"] = fmt.Sprint("act ", acts)
		var data map[string]map[string]json.RawMessage
		kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
		errs := commander.Query(t, &data, `mutation($in:`+kind+`!){`+mutation+`(input:$in){userErrors{field message} `+of+`{id}}}`, map[string]any{"in": input})
		var got struct{ ID string }
		if errs != nil || string(data[mutation]["userErrors"]) != "[]" || json.Unmarshal(data[mutation][of], &got) != nil {
			t.Fatalf("%s: %+v %s", mutation, errs, data)
		}
		return got.ID
	}
	note := func(id, text string) {
		var data struct {
			Incident struct{ Tasks []struct{ ID string } }
		}
		if errs := commander.Query(t, &data, `query($id:ID!){incident(id:$id){tasks{id}}}`, map[string]any{"id": id}); errs != nil {
			t.Fatal(errs)
		}
		var version struct{ Node struct{ Version int } }
		task := data.Incident.Tasks[0].ID
		if errs := commander.Query(t, &version, `query($id:ID!){node(id:$id){... on Task{version}}}`, map[string]any{"id": task}); errs != nil {
			t.Fatal(errs)
		}
		row("moveTask", "task", map[string]any{"task": task, "version": version.Node.Version, "state": "IN_PROGRESS", "note": text})
	}
	for _, station := range []string{near, far} {
		id := row("openIncidentFromStation", "incident", map[string]any{"of": alarm(t, commander, station), "title": fire(station), "kind": "FIRE"})
		row("countCasualties", "incident", map[string]any{"incident": id, "counts": map[string]any{"deaths": 3}})
		row("updateIncident", "incident", map[string]any{
			"incident": id, "version": 2, "facts": map[string]any{"reporter": passerBy, "reporterPhone": passerByPhone},
		})
		row("enterCordon", "entry", map[string]any{"incident": id, "name": "a rescuer", "outBy": time.Now().Add(time.Hour)})
		row("addSample", "sample", map[string]any{"incident": id, "medium": "AIR", "substance": "benzene", "place": "the gate", "value": 1, "unit": "mg/m³"})
		row("draftRelease", "release", map[string]any{"incident": id, "title": "Fire", "text": "Keep away."})
		row("keepCasualty", "casualty", map[string]any{"incident": id, "name": "the driver", "state": "INJURED"})
		row("addLedgerItem", "item", map[string]any{"incident": id, "kind": "COST", "text": "foam"})
		scene := row("reportFromScene", "report", map[string]any{"incident": id, "seenAt": time.Now(), "text": "smoke over " + station, "counts": map[string]any{"injured": 1}})
		status, _, body := commander.Exchange(t, http.MethodPost, "/api/v1/incidents/"+id+"/photos?report="+scene, http.Header{"Idempotency-Key": {"photo of " + id}}, dot)
		if status != http.StatusCreated {
			t.Fatalf("a picture: %d %s", status, body)
		}
		report := row("draftReport", "report", map[string]any{"incident": id, "kind": "FIRST", "elements": []any{map[string]any{"element": "PLACE", "text": station}}})
		row("sendReport", "report", map[string]any{"report": report, "party": "CITY", "channel": "WRITING", "recipient": "duty room"})
		row("startResponse", "incident", map[string]any{"incident": id, "level": "I", "order": map[string]any{}, "commandPost": "the gate"})
		note(id, "begun")
		row("handOver", "incident", map[string]any{"incident": id, "to": "city headquarters", "receivedBy": "city commander"})
		c.ids[fire(station)] = id
	}
	note(c.ids[fire(near)], "the last word")
	c.ids["Incident"] = c.ids[fire(near)]
}

// alarm is the id of a station's event.
func alarm(t *testing.T, c *servertest.Client, station string) string {
	t.Helper()
	var data struct{ StationEvents []struct{ ID, Kind string } }
	errs := c.Query(t, &data, `query($s:[String!]){stationEvents(filter:{stations:$s},first:50){... on DeviceEvent{id kind}}}`, map[string]any{"s": []string{station}})
	for _, e := range data.StationEvents {
		if e.Kind == "LEAK_ALARM" {
			return e.ID
		}
	}
	t.Fatalf("%s has told of no leak: %+v", station, errs)
	return ""
}

// ofIncident are the ids of all that belongs to the accident at a station, by type.
func ofIncident(ctx context.Context, db *ent.Client, station string) map[string]int {
	one := db.Incident.Query().Where(incident.Title(fire(station))).OnlyX(ctx)
	return map[string]int{
		"Incident": one.ID, "CasualtyCount": one.QueryCounts().FirstIDX(ctx), "Deadline": one.QueryDeadlines().FirstIDX(ctx),
		"Report": one.QueryReports().FirstIDX(ctx), "ReportSending": one.QueryReports().QuerySendings().FirstIDX(ctx),
		"ResponseStep": one.QuerySteps().FirstIDX(ctx), "WorkingGroup": one.QueryGroups().FirstIDX(ctx),
		"Task": one.QueryTasks().FirstIDX(ctx), "TaskNote": one.QueryTasks().QueryNotes().FirstIDX(ctx),
		"HandOver": one.QueryHandOvers().FirstIDX(ctx), "Origin": one.QueryOrigin().OnlyIDX(ctx),
		"CordonEntry": one.QueryEntries().FirstIDX(ctx), "EnvironmentSample": one.QuerySamples().FirstIDX(ctx),
		"Release": one.QueryReleases().FirstIDX(ctx), "LedgerItem": one.QueryLedger().FirstIDX(ctx),
		"Casualty": one.QueryCasualties().FirstIDX(ctx), "Notice": one.QueryNotices().FirstIDX(ctx),
		"SceneReport": one.QuerySceneReports().FirstIDX(ctx),
		"Photo":       one.QueryPhotos().FirstIDX(ctx), "NoticeSending": one.QueryNotices().QuerySendings().FirstIDX(ctx),
	}
}

// needed are the scopes of what belongs to an incident and has one of its own.
var needed = map[string]viewer.Scope{"Casualty": viewer.CasualtyRead, "Notice": viewer.NoticeRead, "NoticeSending": viewer.NoticeRead}

// isToldOfNoIncidentOutOfReach asks, as everybody, for both accidents in every way
// that there is. Who holds incident:read for the county is told of both, a township
// officer of the near one, whoever else of none.
func isToldOfNoIncidentOutOfReach(t *testing.T, county *assembly) {
	for _, who := range slices.Sorted(maps.Keys(county.parties)) {
		party := county.parties[who]
		want := []string{fire(near), fire(far)}
		if all, places := party.rights.Reaches(viewer.IncidentRead); !all {
			want = want[:min(1, len(places))]
		}
		if got := listed(t, party.client); !slices.Equal(got, want) {
			t.Errorf("%s lists %v, want %v", who, got, want)
		}
		for _, station := range []string{near, far} {
			open := slices.Contains(want, fire(station))
			for kind, id := range county.fires[station] {
				need, own := needed[kind]
				open := open && (!own || party.rights.May(need))
				if got := found(t, party.client, id); got != open {
					t.Errorf("%s finds the %s of %s: %t, want %t", who, kind, fire(station), got, open)
				}
			}
		}
		if len(want) == 0 {
			for _, subscription := range []string{`subscription{incidentUpdates{sequence}}`, `subscription{deadlineUpdates{sequence}}`} {
				s := party.client.Subscribe(t, subscription, nil)
				if errs := s.Refused(); errs[0].Extensions["scope"] != string(viewer.IncidentRead) {
					t.Errorf("%s follows %s: %+v", who, subscription, errs)
				}
				s.Close()
			}
			continue
		}
		hearsNotWhoTold(t, county, who)
		if got := followed(t, party.client); !slices.Equal(got, want) {
			t.Errorf("%s follows %v, want %v", who, got, want)
		}
		if got := owed(t, party.client); !slices.Equal(got, want) {
			t.Errorf("%s follows the duties of %v, want %v", who, got, want)
		}
	}
	movesNoTaskOutOfReach(t, county)
}

// hearsNotWhoTold looks for who told of an accident in all words that are kept of it.
func hearsNotWhoTold(t *testing.T, county *assembly, who string) {
	t.Helper()
	party := county.parties[who]
	_, body := party.client.Post(t, "/graphql", map[string]any{
		"query":     `query($id:ID!){incident(id:$id){reporter reporterPhone description source origin{content} log{entries{before after}} handOvers{snapshot}}}`,
		"variables": map[string]any{"id": county.ids["Incident"]},
	})
	if !strings.Contains(body, "handedOverAt") {
		t.Fatalf("%s is not told of the accident: %s", who, body)
	}
	for _, word := range []string{passerBy, passerByPhone} {
		if got, may := strings.Contains(body, word), party.rights.May(viewer.IncidentWrite); got != may {
			t.Errorf("%s is told %q: %t, want %t", who, word, got, may)
		}
	}
}

// listed are the titles of the incidents that a client lists.
func listed(t *testing.T, c *servertest.Client) []string {
	t.Helper()
	var data struct {
		Incidents struct {
			TotalCount int
			Edges      []struct{ Node struct{ Title string } }
		}
	}
	errs := c.Query(t, &data, `{incidents(first:100){totalCount edges{node{title}}}}`, nil)
	if len(errs) > 0 && errs[0].Extensions["scope"] != string(viewer.IncidentRead) {
		t.Fatal(errs)
	}
	titles := []string{}
	for _, e := range data.Incidents.Edges {
		titles = append(titles, e.Node.Title)
	}
	if len(titles) != data.Incidents.TotalCount {
		t.Errorf("%d incidents are counted, %v listed", data.Incidents.TotalCount, titles)
	}
	return titles
}

func found(t *testing.T, c *servertest.Client, id int) bool {
	t.Helper()
	var data struct{ Node, Incident *struct{ ID string } }
	c.Query(t, &data, `query($id:ID!){node(id:$id){id} incident(id:$id){id}}`, map[string]any{"id": strconv.Itoa(id)})
	return data.Node != nil || data.Incident != nil
}

// followed are the incidents of which a client is told, from the first word of the
// first to the last word of the near one.
func followed(t *testing.T, c *servertest.Client) []string {
	t.Helper()
	s := c.Subscribe(t, `subscription($after:Cursor){incidentUpdates(after:$after){incident{title} entry{after}}}`, map[string]any{"after": servertest.Beginning()})
	defer s.Close()
	titles := []string{}
	for {
		var item struct {
			IncidentUpdates struct {
				Incident *struct{ Title string }
				Entry    *struct{ After string }
			}
		}
		s.Next(&item)
		if u := item.IncidentUpdates; u.Incident != nil {
			if !slices.Contains(titles, u.Incident.Title) {
				titles = append(titles, u.Incident.Title)
			}
			if strings.Contains(u.Entry.After, "the last word") {
				return titles
			}
		}
	}
}

// owed are the incidents whose duties a client follows.
func owed(t *testing.T, c *servertest.Client) []string {
	t.Helper()
	s := c.Subscribe(t, `subscription{deadlineUpdates{kind deadlines{incident{title}}}}`, nil)
	defer s.Close()
	var item struct {
		DeadlineUpdates struct {
			Deadlines []struct{ Incident struct{ Title string } }
		}
	}
	s.Next(&item)
	titles := []string{}
	for _, d := range item.DeadlineUpdates.Deadlines {
		titles = append(titles, d.Incident.Title)
	}
	slices.Sort(titles)
	return slices.Compact(titles)
}

// movesNoTaskOutOfReach asks to move the far task with the one scope to change
// something that a township officer holds.
func movesNoTaskOutOfReach(t *testing.T, county *assembly) {
	const move = `mutation($t:ID!){moveTask(input:{task:$t,version:2,state:DONE,idempotencyKey:"far"}){task{state} userErrors{field message}}}`
	task := map[string]any{"t": strconv.Itoa(county.fires[far]["Task"])}
	var data struct {
		MoveTask *struct {
			Task       *struct{ State string }
			UserErrors []struct{ Field, Message string }
		}
	}
	errs := county.parties["TOWNSHIP_OFFICER"].client.Query(t, &data, move, task)
	if data.MoveTask != nil && (data.MoveTask.Task != nil || len(data.MoveTask.UserErrors) == 0) || data.MoveTask == nil && len(errs) == 0 {
		t.Errorf("a township officer moved a task of another township: %+v %+v", data.MoveTask, errs)
	}
	var now struct{ Node struct{ State string } }
	if errs := county.parties["COMMANDER"].client.Query(t, &now, `query($t:ID!){node(id:$t){... on Task{state}}}`, task); errs != nil || now.Node.State == "DONE" {
		t.Errorf("the far task is %s: %+v", now.Node.State, errs)
	}
}
