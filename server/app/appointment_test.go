package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// problem is the one user error of a mutation, as field and message.
func problem(t *testing.T, c *servertest.Client, mutation string, variables map[string]any) (field, message string) {
	t.Helper()
	var data map[string]struct {
		UserErrors []struct{ Field, Message string }
	}
	if errs := c.Query(t, &data, mutation, variables); errs != nil {
		t.Fatalf("%s: %+v", mutation, errs)
	}
	for _, payload := range data {
		for _, e := range payload.UserErrors {
			return e.Field, e.Message
		}
	}
	return "", ""
}

func roles(t *testing.T, c *servertest.Client) string {
	t.Helper()
	var data struct {
		Viewer struct{ Posts []struct{ Role string } }
	}
	c.Query(t, &data, `{viewer{posts{role}}}`, nil)
	words := []string{}
	for _, p := range data.Viewer.Posts {
		words = append(words, p.Role)
	}
	return strings.Join(words, " ")
}

const appoint = `mutation($u:ID!,$r:Role!,$o:String,$a:String,$until:DateTime){appoint(input:{user:$u,role:$r,organisation:$o,area:$a,until:$until,reason:"test",idempotencyKey:"a"}){userErrors{field message}}}`

func TestAnAppointmentGivesARoleAndItsEndTakesIt(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		security := hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
		person := hub.Person(t, "somebody", app.NewPerson{})
		denied(t, person, `{stations(first:1){totalCount}}`, "FORBIDDEN", "station:read")
		who := security.UserID(t, "somebody")
		if field, message := problem(t, security, appoint, map[string]any{"u": who, "r": "GROUP_LEAD"}); message != "" {
			t.Fatal(field, message)
		}
		if errs := person.Query(t, nil, `{stations(first:1){totalCount}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		live := person.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil)
		var item any
		live.Next(&item)
		var held struct {
			Users struct {
				Edges []struct {
					Node struct {
						Name         string
						Appointments []struct {
							ID        string
							Effective bool
						}
					}
				}
			}
		}
		security.Query(t, &held, `{users(first:10){edges{node{name appointments{id effective}}}}}`, nil)
		for _, e := range held.Users.Edges {
			if e.Node.Name == "somebody" {
				_, message := problem(t, security, `mutation($a:ID!){endAppointment(input:{appointment:$a,reason:"moved",idempotencyKey:"e"}){userErrors{field message}}}`,
					map[string]any{"a": e.Node.Appointments[0].ID})
				if message != "" || !e.Node.Appointments[0].Effective {
					t.Fatal(message, e)
				}
			}
		}
		if code := live.Closed(); code != 4403 {
			t.Errorf("the live socket was closed with %d", code)
		}
		denied(t, person, `{stations(first:1){totalCount}}`, "FORBIDDEN", "station:read")
	})
}

func TestNobodyAppointsThemselvesNorHoldsTwoAdministratorsPosts(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	security := hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
	hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	hub.Person(t, "somebody", app.NewPerson{})
	for name, c := range map[string]struct {
		user, role, organisation, area, field string
	}{
		"oneself":                         {"security", "COMMANDER", "", "", "input.user"},
		"an auditor as system":            {"auditor", "SYSTEM_ADMINISTRATOR", "", "", "input.role"},
		"an analyst of no bureau":         {"somebody", "BUREAU_ANALYST", "", "", "input.organisation"},
		"an analyst of what is not there": {"somebody", "BUREAU_ANALYST", "MOON", "", "input.organisation"},
		"a township officer of nowhere":   {"somebody", "TOWNSHIP_OFFICER", "", "", "input.area"},
		"a commander of one township":     {"somebody", "COMMANDER", "", "999901001", "input.area"},
	} {
		in := map[string]any{"u": security.UserID(t, c.user), "r": c.role}
		if c.organisation != "" {
			in["o"] = c.organisation
		}
		if c.area != "" {
			in["a"] = c.area
		}
		if field, message := problem(t, security, appoint, in); field != c.field || message == "" {
			t.Errorf("%s: %q %q, want %s", name, field, message, c.field)
		}
	}
	in := map[string]any{"u": security.UserID(t, "somebody"), "r": "COMMANDER", "until": time.Now().Add(-time.Minute)}
	if field, _ := problem(t, security, appoint, in); field != "input.until" {
		t.Errorf("an appointment that is over before it begins: %q", field)
	}
}

const delegate = `mutation($p:ID!,$to:String!,$until:DateTime!,$why:String!){delegate(input:{appointment:$p,to:$to,until:$until,reason:$why,idempotencyKey:"d"}){handedOn{id} userErrors{field message}}}`

func post(t *testing.T, c *servertest.Client) string {
	t.Helper()
	var own struct {
		Viewer struct{ Posts []struct{ ID string } }
	}
	c.Query(t, &own, `{viewer{posts{id}}}`, nil)
	return own.Viewer.Posts[0].ID
}

func TestAPostIsHeldInAnothersSteadUntilItsTimeIsOver(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(time.Now())
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		director := hub.Person(t, "director", app.NewPerson{Role: "OFFICE_DIRECTOR"})
		deputy := hub.Person(t, "deputy", app.NewPerson{})
		until := clock.Now().Add(20 * time.Minute)
		if field, message := problem(t, director, delegate, map[string]any{"p": post(t, director), "to": "deputy", "until": until, "why": "night"}); message != "" {
			t.Fatal(field, message)
		}
		if got := roles(t, deputy); got != "OFFICE_DIRECTOR" {
			t.Fatalf("the deputy is %q", got)
		}
		if field, _ := problem(t, deputy, delegate, map[string]any{"p": post(t, deputy), "to": "director", "until": until, "why": "x"}); field != "input.appointment" {
			t.Errorf("what is held in another's stead was handed on: %q", field)
		}
		live := deputy.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil)
		var item any
		live.Next(&item)
		clock.Advance(20*time.Minute - time.Microsecond)
		if got := roles(t, deputy); got != "OFFICE_DIRECTOR" {
			t.Errorf("a microsecond before the end the deputy is %q", got)
		}
		clock.Advance(time.Microsecond)
		if got := roles(t, deputy); got != "" {
			t.Errorf("at the end the deputy is %q", got)
		}
		go func() { // the hub looks every two seconds of its clock
			for t.Context().Err() == nil {
				if clock.BlockUntilContext(t.Context(), 1) == nil {
					clock.Advance(time.Second)
				}
			}
		}()
		if code := live.Closed(); code != 4403 {
			t.Errorf("the live socket was closed with %d", code)
		}
	})
}

func TestWhatCannotBeHandedOn(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	admin := hub.Operator(t) // system administrator and duty officer
	hub.Person(t, "other", app.NewPerson{})
	day := time.Now().Add(24 * time.Hour)
	var own struct {
		Viewer struct{ Posts []struct{ ID, Role string } }
	}
	admin.Query(t, &own, `{viewer{posts{id role}}}`, nil)
	byRole := map[string]string{}
	for _, p := range own.Viewer.Posts {
		byRole[p.Role] = p.ID
	}
	stranger := hub.Person(t, "third", app.NewPerson{Role: "COMMANDER"})
	for name, c := range map[string]struct {
		post, to, why string
		until         time.Time
		field         string
	}{
		"an administrator's post": {byRole["SYSTEM_ADMINISTRATOR"], "other", "x", day, "input.appointment"},
		"another's post":          {post(t, stranger), "other", "x", day, "input.appointment"},
		"to nobody":               {byRole["DUTY_OFFICER"], "ghost", "x", day, "input.to"},
		"to oneself":              {byRole["DUTY_OFFICER"], "duty", "x", day, "input.to"},
		"for no reason":           {byRole["DUTY_OFFICER"], "other", "", day, "input.reason"},
		"for 91 days":             {byRole["DUTY_OFFICER"], "other", "x", time.Now().AddDate(0, 0, 91), "input.until"},
		"until yesterday":         {byRole["DUTY_OFFICER"], "other", "x", time.Now().AddDate(0, 0, -1), "input.until"},
	} {
		field, message := problem(t, admin, delegate, map[string]any{"p": c.post, "to": c.to, "why": c.why, "until": c.until})
		if field != c.field || message == "" {
			t.Errorf("%s: %q %q, want %s", name, field, message, c.field)
		}
	}
}

func TestAStandInGoesWithWhomTheyStandInFor(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	security := hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
	director := hub.Person(t, "director", app.NewPerson{Role: "OFFICE_DIRECTOR"})
	deputy := hub.Person(t, "deputy", app.NewPerson{})
	own := post(t, director)
	problem(t, director, delegate, map[string]any{"p": own, "to": "deputy", "until": time.Now().Add(time.Hour), "why": "x"})
	if got := roles(t, deputy); got != "OFFICE_DIRECTOR" {
		t.Fatalf("the deputy is %q", got)
	}
	problem(t, security, `mutation($a:ID!){endAppointment(input:{appointment:$a,idempotencyKey:"e"}){userErrors{field message}}}`, map[string]any{"a": own})
	if got := roles(t, deputy); got != "" {
		t.Errorf("the deputy is still %q", got)
	}
}

func TestOneAdministratorNeitherTakesOverNorShutsOutAnother(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	system := hub.Person(t, "system", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
	hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	for name, want := range map[string]string{"auditor": "input.user", "officer": ""} {
		who := system.UserID(t, name)
		field, _ := problem(t, system, `mutation($u:ID!,$k:String!){createEnrolment(input:{kind:RECOVERY,user:$u,idempotencyKey:$k}){userErrors{field message}}}`,
			map[string]any{"u": who, "k": name})
		if field != want {
			t.Errorf("recovery of the %s: %q, want %q", name, field, want)
		}
		field, _ = problem(t, system, `mutation($u:ID!,$k:String!){setUserDisabled(input:{user:$u,disabled:true,idempotencyKey:$k}){userErrors{field message}}}`,
			map[string]any{"u": who, "k": name + "!"})
		if field != want {
			t.Errorf("closing the account of the %s: %q, want %q", name, field, want)
		}
	}
}
