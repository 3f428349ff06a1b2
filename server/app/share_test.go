package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

func TestAPhoneNumberIsMaskedAndEachReadingOfItRecorded(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		operator := hub.Operator(t)
		auditor := hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
		who := operator.UserID(t, "auditor")
		const number = "13800138000"
		set := `mutation($u:ID!,$p:String!){updateUser(input:{user:$u,phone:$p,idempotencyKey:"p"}){userErrors{field message}}}`
		if field, message := problem(t, operator, set, map[string]any{"u": who, "p": "call me"}); field != "input.phone" || message == "" {
			t.Errorf("a phone of letters: %q %q", field, message)
		}
		if field, message := problem(t, operator, set, map[string]any{"u": who, "p": number}); message != "" {
			t.Fatal(field, message)
		}
		phones := func(c *servertest.Client) (seen []string) {
			var data struct {
				Users struct {
					Edges []struct{ Node struct{ Phone string } }
				}
			}
			if errs := c.Query(t, &data, `{users(first:10){edges{node{phone}}}}`, nil); errs != nil {
				t.Fatal(errs)
			}
			for _, e := range data.Users.Edges {
				seen = append(seen, e.Node.Phone)
			}
			return seen
		}
		readings := func() (n int) {
			var data struct {
				EventsAfter struct {
					Entries []struct{ Action, ActorName, After string }
				}
			}
			auditor.Query(t, &data, `{eventsAfter(first:100){entries{action actorName after}}}`, nil)
			for _, e := range data.EventsAfter.Entries {
				if e.Action == "user.personal-data-read" {
					n++
				}
			}
			return n
		}
		if seen := phones(auditor); !slices.Contains(seen, "138****8000") || slices.Contains(seen, number) || readings() != 0 {
			t.Errorf("without person:read: %v, %d readings", seen, readings())
		}
		if seen := phones(operator); !slices.Contains(seen, number) || readings() != 1 {
			t.Errorf("with person:read: %v, %d readings", seen, readings())
		}
	})
}

func TestOnlyTheAuditTrailTellsOfAccess(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	hub.Device(t, operator, "HX-1.console")
	auditor := hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	subjects := func(c *servertest.Client) (seen []string) {
		var data struct {
			EventsAfter struct {
				Entries []struct{ SubjectType string }
			}
		}
		if errs := c.Query(t, &data, `{eventsAfter(first:100){entries{subjectType}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		for _, e := range data.EventsAfter.Entries {
			seen = append(seen, e.SubjectType)
		}
		return seen
	}
	if seen := subjects(operator); slices.Contains(seen, "User") || slices.Contains(seen, "Enrolment") || !slices.Contains(seen, "Device") {
		t.Errorf("with timeline:read alone: %v", seen)
	}
	if seen := subjects(auditor); !slices.Contains(seen, "User") || !slices.Contains(seen, "Enrolment") || !slices.Contains(seen, "Device") {
		t.Errorf("the auditor: %v", seen)
	}
	denied(t, auditor, `mutation{setExercise(input:{exercise:true,idempotencyKey:"k"}){userErrors{code}}}`, "FORBIDDEN", "hub:write")
}

func TestAClosedAccountLosesAllAtOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		operator := hub.Operator(t)
		leader := hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
		phone := hub.Phone(t, operator, "leader")
		var item any
		live := leader.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil)
		live.Next(&item)
		mobile := phone.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil)
		mobile.Next(&item)
		set := `mutation($u:ID!,$d:Boolean!,$k:String!){setUserDisabled(input:{user:$u,disabled:$d,idempotencyKey:$k}){userErrors{field message}}}`
		if field, _ := problem(t, operator, set, map[string]any{"u": operator.UserID(t, "duty"), "d": true, "k": "0"}); field != "input.user" {
			t.Errorf("one closed one's own account: %q", field)
		}
		began := time.Now()
		if _, message := problem(t, operator, set, map[string]any{"u": operator.UserID(t, "leader"), "d": true, "k": "1"}); message != "" {
			t.Fatal(message)
		}
		if a, b := live.Closed(), mobile.Closed(); a != 4403 || b != 4403 {
			t.Errorf("the sockets were closed with %d and %d", a, b)
		}
		t.Logf("the sockets were closed within %v", time.Since(began))
		for name, c := range map[string]*servertest.Client{"session": leader, "phone": phone} {
			denied(t, c, `{stations(first:1){totalCount}}`, "UNAUTHENTICATED", "station:read")
			if status, body := hub.Stranger().Post(t, "/api/v1/session", map[string]string{"username": "leader", "password": "Correct-horse-7"}); status != 401 {
				t.Errorf("%s: signing in gave %d %s", name, status, body)
			}
		}
	})
}

func TestARevokedPhoneIsNobodys(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
	phone := hub.Phone(t, operator, "leader")
	var who struct{ Viewer struct{ Kind, Name string } }
	phone.Query(t, &who, `{viewer{kind name}}`, nil)
	if who.Viewer.Kind != "FIELD_DEVICE" || who.Viewer.Name != "leader" {
		t.Errorf("%+v", who)
	}
	denied(t, phone, `{signIns{id}}`, "FORBIDDEN", "own:write") // a phone keeps nobody's account
	var list struct{ FieldDevices []struct{ ID string } }
	operator.Query(t, &list, `{fieldDevices{id}}`, nil)
	live := phone.Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
	var item any
	live.Next(&item)
	for _, key := range []string{"1", "2"} { // taking it again changes nothing
		if _, message := problem(t, operator, `mutation($d:ID!,$k:String!){revokeFieldDevice(input:{fieldDevice:$d,idempotencyKey:$k}){userErrors{field message}}}`,
			map[string]any{"d": list.FieldDevices[0].ID, "k": key}); message != "" {
			t.Fatal(message)
		}
	}
	if code := live.Closed(); code != 4403 {
		t.Errorf("closed with %d", code)
	}
	denied(t, phone, `{stations(first:1){totalCount}}`, "UNAUTHENTICATED", "station:read")
}

func TestWhoAsksForWhatTheyMayNotIsInTheAuditTrail(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		auditor := hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
		leader := hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
		for range 3 { // one row tells of all three
			denied(t, leader, `{users(first:1){totalCount}}`, "FORBIDDEN", "account:read")
		}
		denied(t, hub.Stranger(), `{users(first:1){totalCount}}`, "UNAUTHENTICATED", "account:read")
		rows := auditor.Subscribe(t, `subscription($a:Cursor){timeline(after:$a){action actorKind actorName after}}`, map[string]any{"a": servertest.Beginning()})
		got := map[string]int{}
		for got["NOBODY "] == 0 || got["PERSON leader"] == 0 {
			var item struct {
				Timeline struct{ Action, ActorKind, ActorName, After string }
			}
			rows.Next(&item)
			if e := item.Timeline; e.Action == "access.refused" {
				got[e.ActorKind+" "+e.ActorName]++
				if !strings.Contains(e.After, `"account:read"`) {
					t.Errorf("%+v", e)
				}
			}
		}
		if got["PERSON leader"] != 1 {
			t.Errorf("%v", got)
		}
	})
}
