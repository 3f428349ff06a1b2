package app_test

import (
	"fmt"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

const (
	followIncidents = `subscription{incidentUpdates{kind incident{title station{code}}}}`
	followDeadlines = `subscription{deadlineUpdates{kind deadlines{duty incident{title}}}}`
)

// openFire enters a fire at a station, whose code is its title.
func openFire(t *testing.T, c *servertest.Client, station string) {
	t.Helper()
	in := map[string]any{
		"facts":          map[string]any{"title": station, "kind": "FIRE", "station": station, "occurredAt": time.Now().Add(-time.Minute)},
		"idempotencyKey": "fire at " + station,
	}
	_, message := problem(t, c, `mutation($in:OpenIncidentInput!){openIncident(input:$in){userErrors{field message}}}`, map[string]any{"in": in})
	if message != "" {
		t.Fatal(message)
	}
}

// nextIncident is the next item of followIncidents as its kind and title.
func nextIncident(s *servertest.Subscription) string {
	var item struct {
		IncidentUpdates struct {
			Kind     string
			Incident *struct{ Title string }
		}
	}
	s.Next(&item)
	if item.IncidentUpdates.Incident == nil {
		return item.IncidentUpdates.Kind
	}
	return item.IncidentUpdates.Kind + " " + item.IncidentUpdates.Incident.Title
}

// nextDeadlines is the next item of followDeadlines as its kind and the title of
// each incident that something is owed to.
func nextDeadlines(s *servertest.Subscription) string {
	var item struct {
		DeadlineUpdates struct {
			Kind      string
			Deadlines []struct{ Incident struct{ Title string } }
		}
	}
	s.Next(&item)
	of := map[string]bool{}
	for _, d := range item.DeadlineUpdates.Deadlines {
		of[d.Incident.Title] = true
	}
	return fmt.Sprint(item.DeadlineUpdates.Kind, of)
}

func TestATownshipIsToldOfItsOwnIncidentsAlone(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		duty := hub.Operator(t)
		east := hub.Person(t, "east", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901001"})
		west := hub.Person(t, "west", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901002"})
		openFire(t, duty, "HX-1")

		// Who comes later finds what is theirs; who is there already is told the same.
		incidents, deadlines := west.Subscribe(t, followIncidents, nil), west.Subscribe(t, followDeadlines, nil)
		if got := nextIncident(incidents); got != "READY" {
			t.Errorf("the west begins with %s", got)
		}
		if got := nextDeadlines(deadlines); got != "SNAPSHOTmap[]" {
			t.Errorf("the west owes %s", got)
		}
		if got := nextDeadlines(east.Subscribe(t, followDeadlines, nil)); got != "SNAPSHOTmap[HX-1:true]" {
			t.Errorf("the east owes %s", got)
		}
		if errs := duty.Query(t, nil, `mutation{countCasualties(input:{incident:"`+incidentAt(t, duty, "HX-1")+`",counts:{deaths:1},idempotencyKey:"c"}){userErrors{message}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		openFire(t, duty, "HX-2")
		// Rows come in the order of commits: the east's, had it been told, came first.
		if got := nextIncident(incidents); got != "CHANGE HX-2" {
			t.Errorf("the west is told %s", got)
		}
		if got := nextDeadlines(deadlines); got != "CHANGEmap[HX-2:true]" {
			t.Errorf("the west owes %s", got)
		}
		// A cursor from before all of it is no way around.
		after := west.Subscribe(t, `subscription($after:Cursor){incidentUpdates(after:$after){kind incident{title}}}`, map[string]any{"after": servertest.Beginning()})
		if ready, first := nextIncident(after), nextIncident(after); ready != "READY" || first != "CHANGE HX-2" {
			t.Errorf("from the beginning the west is told %s, %s", ready, first)
		}
	})
}

// incidentAt is the id of the incident that is titled by its station.
func incidentAt(t *testing.T, c *servertest.Client, station string) string {
	t.Helper()
	var data struct {
		Incidents struct {
			Edges []struct{ Node struct{ ID, Title string } }
		}
	}
	c.Query(t, &data, `{incidents(first:100){edges{node{id title}}}}`, nil)
	for _, e := range data.Incidents.Edges {
		if e.Node.Title == station {
			return e.Node.ID
		}
	}
	t.Fatalf("there is no incident at %s", station)
	return ""
}

func TestWhoMayNotReadIncidentsIsNotToldOfThemLive(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for who, c := range map[string]struct {
		client *servertest.Client
		code   string
	}{
		"a stranger":              {hub.Stranger(), "UNAUTHENTICATED"},
		"a bureau without a part": {hub.Program(t, "TRADE"), "FORBIDDEN"},
		"a bureau's analyst":      {hub.Person(t, "analyst", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "TRADE"}), "FORBIDDEN"},
		"an owner of stations":    {hub.Person(t, "harbour", app.NewPerson{Role: "ENTERPRISE_REPORTER", Organisation: "HARBOUR"}), "FORBIDDEN"},
	} {
		for _, query := range []string{followIncidents, followDeadlines} {
			errs := c.client.Subscribe(t, query, nil).Refused()
			if len(errs) != 1 || errs[0].Extensions["code"] != c.code || errs[0].Extensions["scope"] != "incident:read" {
				t.Errorf("%s asks %s: %+v", who, query, errs)
			}
		}
	}
}

func TestAnOfficerWhoseAppointmentEndsIsNoLongerToldOfIncidents(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		duty := hub.Operator(t)
		security := hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
		officer := hub.Person(t, "east", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901001"})
		openFire(t, duty, "HX-1")
		incidents, deadlines := officer.Subscribe(t, followIncidents, nil), officer.Subscribe(t, followDeadlines, nil)
		nextIncident(incidents)
		nextDeadlines(deadlines)
		_, message := problem(t, security, `mutation($a:ID!){endAppointment(input:{appointment:$a,reason:"moved",idempotencyKey:"e"}){userErrors{field message}}}`,
			map[string]any{"a": post(t, officer)})
		if message != "" {
			t.Fatal(message)
		}
		for name, s := range map[string]*servertest.Subscription{"incidents": incidents, "deadlines": deadlines} {
			if code := s.Closed(); code != 4403 {
				t.Errorf("the stream of %s was closed with %d", name, code)
			}
		}
		denied(t, officer, `{incidents(first:1){totalCount}}`, "FORBIDDEN", "incident:read")
	})
}
