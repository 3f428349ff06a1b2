package app_test

import (
	"fmt"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

// denied fails unless a query's only answer is the refusal for want of a scope.
func denied(t *testing.T, c *servertest.Client, query, code, scope string) {
	t.Helper()
	errs := c.Query(t, nil, query, nil)
	if len(errs) != 1 || errs[0].Extensions["code"] != code || errs[0].Extensions["scope"] != scope || len(errs[0].Path) == 0 {
		t.Errorf("%s: %+v, want %s for %s with a path", query, errs, code, scope)
	}
}

func TestAStrangerSeesNothingButWhatIsPublic(t *testing.T) {
	c := servertest.Start(t, app.Options{}).Stranger()
	for query, scope := range map[string]string{
		`{stations(first:1){totalCount}}`:      "station:read",
		`{areas{code}}`:                        "station:read",
		`{stock{computedAt}}`:                  "stock:read",
		`{stationEvents{... on Delivery{id}}}`: "event:read",
		`{devices(first:1){totalCount}}`:       "device:read",
		`{quarantine(first:1){totalCount}}`:    "quarantine:read",
		`{quarantineReview{unreviewed}}`:       "quarantine:read",
		`{eventsAfter{hasMore}}`:               "timeline:read",
		`{walls{id}}`:                          "account:read",
		`mutation{setExercise(input:{exercise:true,idempotencyKey:"k"}){userErrors{code}}}`: "hub:write",
	} {
		denied(t, c, query, "UNAUTHENTICATED", scope)
	}
}

func TestAWallReadsWhatItShowsAndNothingElse(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	wall := hub.Wall(t)
	for query, scope := range map[string]string{
		`{devices(first:1){totalCount}}`:    "device:read",
		`{quarantine(first:1){totalCount}}`: "quarantine:read",
		`{quarantineReview{unreviewed}}`:    "quarantine:read",
		`mutation{reviewQuarantineGroup(input:{last:"1",count:1,kind:CLOCK,idempotencyKey:"k"}){verdict{id}}}`: "quarantine:review",
		`{eventsAfter{hasMore}}`: "timeline:read",
		`{walls{id}}`:            "account:read",
		`mutation{setExercise(input:{exercise:true,idempotencyKey:"k"}){userErrors{code}}}`:                "hub:write",
		`mutation{issueDeviceCredential(input:{device:"HX-1.console",idempotencyKey:"k"}){secret}}`:        "device:write",
		`mutation{revokeDeviceCredential(input:{device:"HX-1.console",idempotencyKey:"k"}){device{code}}}`: "device:write",
		`mutation{createEnrolment(input:{kind:PERSON,idempotencyKey:"k"}){link}}`:                          "account:write",
		`{station(code:"HX-1"){devices{credentialId}}}`:                                                    "device:read",
	} {
		denied(t, wall, query, "FORBIDDEN", scope)
	}
	var data struct {
		Station struct {
			Name  string
			Class string
			Tanks []struct{ Number string }
		}
	}
	if errs := wall.Query(t, &data, `{station(code:"HX-1"){name class tanks{number latest{volume}}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	if data.Station.Name != "东岛加油站" || data.Station.Class != "CLASS_3" || len(data.Station.Tanks) != 2 {
		t.Errorf("%+v", data.Station)
	}
}

func TestARefusedFieldCostsThatFieldOnly(t *testing.T) {
	wall := servertest.Start(t, app.Options{}).Wall(t)
	var data struct {
		Station struct {
			Code    string
			Devices []struct {
				Code         string
				CredentialID *string
			}
		}
	}
	errs := wall.Query(t, &data, `{station(code:"HX-1"){code devices{code credentialId}}}`, nil)
	if len(errs) != 1 || fmt.Sprint(errs[0].Path) != "[station devices 0 credentialId]" {
		t.Errorf("%+v", errs)
	}
	if data.Station.Code != "HX-1" || len(data.Station.Devices) != 1 || data.Station.Devices[0].Code == "" {
		t.Errorf("the rest of the answer: %+v", data)
	}
}

func TestANodeIsNoWayAroundAPolicy(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator, wall := hub.Operator(t), hub.Wall(t)
	var ids struct {
		EventsAfter struct{ Entries []struct{ ID string } }
		Station     struct{ ID string }
		Walls       []struct{ ID string }
	}
	if errs := operator.Query(t, &ids, `{eventsAfter{entries{id}} station(code:"HX-1"){id} walls{id}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	for what, id := range map[string]string{"timeline": ids.EventsAfter.Entries[0].ID, "wall": ids.Walls[0].ID} {
		var data struct{ Node *struct{ ID string } }
		errs := wall.Query(t, &data, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id})
		if data.Node != nil || len(errs) != 1 || errs[0].Extensions["code"] != "FORBIDDEN" {
			t.Errorf("%s by node: %+v %+v", what, data.Node, errs)
		}
	}
	var data struct{ Node *struct{ ID string } }
	if errs := wall.Query(t, &data, `query($id:ID!){node(id:$id){id ... on Station{code}}}`, map[string]any{"id": ids.Station.ID}); errs != nil || data.Node == nil {
		t.Errorf("a station by node: %+v %+v", data.Node, errs)
	}
	for _, id := range []string{"0", "-1", "999999999999999999", "x", "61203283969"} {
		errs := wall.Query(t, nil, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id})
		for _, e := range errs {
			if c := e.Extensions["code"]; c == "INTERNAL" {
				t.Errorf("node %s: %+v", id, e)
			}
		}
	}
}
