package matrix_test

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store"
	"commandhub/server/viewer"
	"commandhub/server/weather"
)

// assembly is a hub of Lingchuan with something of every type in it, and one
// party of every kind.
type assembly struct {
	hub     *servertest.Hub
	parties map[string]party
	ids     map[string]string         // a row's id, by type
	fires   map[string]map[string]int // ids of all that belongs to an accident, by its station and type
	// outOfReach are words that must be in no answer to a bounded party.
	outOfReach map[*servertest.Client][]string
}

// party is somebody who asks, with the rights that they should have.
type party struct {
	client *servertest.Client
	rights viewer.Viewer
}

// Two stations that differ in township and owner.
const (
	near, nearArea, nearOwner = "LC0001", "140524100", "SINOPEC"
	far                       = "LC0009"
)

func newAssembly(t *testing.T, database string) *assembly {
	hub := servertest.Start(t, app.Options{
		Profile: "lingchuan", Database: database, Weather: weather.Options{URL: gateway(t), Every: time.Hour},
		Push:  app.Push{Contact: "mailto:duty@county.example"},
		Quota: func(viewer.Viewer) int { return 1_000_000_000 }, // it asks for more than anybody may in a minute
	})
	c := &assembly{
		hub: hub, parties: map[string]party{}, ids: map[string]string{}, fires: map[string]map[string]int{},
		outOfReach: map[*servertest.Client][]string{},
	}
	operator := hub.Operator(t)
	c.speak(t, operator)
	c.people(t, operator)
	c.programs(t)
	c.incidents(t)
	c.room(t)
	c.weather(t)
	c.equipment(t)
	c.judged(t)
	c.profile(t)
	c.rows(t, database)
	return c
}

// speak lets a device of each station say something of everything.
func (c *assembly) speak(t *testing.T, operator *servertest.Client) {
	for _, station := range []string{near, far} {
		device := c.hub.Device(t, operator, station+"-C1")
		status, body := device.Say(t, time.Now(), `{
			"tanks":[{"tank":"1","volumeL":12345.67,"levelMm":900,"temperatureC":14.3},{"tank":"Z","volumeL":1}],
			"sales":[{"nozzle":"1","volumeL":30,"priceFenPerL":700,"amountFen":21000}],
			"deliveries":[{"tank":"1","startedAt":"`+ago(2*time.Hour)+`","endedAt":"`+ago(time.Hour)+`","volumeL":5000,"waybill":"`+station+`-W"}],
			"events":[{"kind":"TAMPER","tank":"1","nozzle":"1"},{"kind":"LEAK_ALARM","tank":"1"},{"kind":"PROBE_FAULT","tank":"1"},{"kind":"POWER_OFF"}]}`)
		if status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
	}
}

func ago(d time.Duration) string { return time.Now().Add(-d).UTC().Format(time.RFC3339) }

func (c *assembly) add(name string, client *servertest.Client, rights viewer.Viewer) {
	c.parties[name] = party{client, rights}
	if all, places := rights.Reaches(viewer.StationRead); !all && len(places) > 0 {
		c.outOfReach[client] = []string{far, far + "-C1", far + "-W", fire(far)}
	}
}

// people are a stranger, a display, a phone and one person of each role; the
// analysts are of each bureau.
func (c *assembly) people(t *testing.T, operator *servertest.Client) {
	c.add("stranger", c.hub.Stranger(), viewer.Viewer{Kind: viewer.Nobody})
	c.add("wall", c.hub.Wall(t), viewer.New(viewer.Wall, 0, "", "", viewer.WallGrants()...))
	for _, role := range viewer.Roles {
		at := viewer.Place{}
		switch role.Binding() {
		case viewer.ToArea:
			at.Area = nearArea
		case viewer.ToOrganisation:
			at.Organisation = nearOwner
		case viewer.ToNothing:
		}
		if role == viewer.BureauAnalyst {
			continue
		}
		name := strings.ToLower(strings.ReplaceAll(string(role), "_", "."))
		client := c.hub.Person(t, name, app.NewPerson{Role: string(role), Area: at.Area, Organisation: at.Organisation})
		c.add(string(role), client, viewer.New(viewer.Person, 0, "", "", role.Grants(at)...))
	}
	for code, share := range lingchuanShares(t) {
		at := viewer.Place{Organisation: code, Share: share}
		client := c.hub.Person(t, "analyst."+strings.ToLower(code), app.NewPerson{Role: "BUREAU_ANALYST", Organisation: code})
		c.add("analyst of "+code, client, viewer.New(viewer.Person, 0, "", "", viewer.BureauAnalyst.Grants(at)...))
	}
	// What is handed on must be somewhere; who gets it is none of the parties.
	officer := c.parties["COMMANDER"].client
	var own struct {
		Viewer struct{ Posts []struct{ ID string } }
	}
	officer.Query(t, &own, `{viewer{posts{id}}}`, nil)
	if errs := officer.Query(t, nil, `mutation($p:ID!,$u:DateTime!){delegate(input:{appointment:$p,to:"duty",until:$u,reason:"leave",idempotencyKey:"d"}){userErrors{message}}}`,
		map[string]any{"p": own.Viewer.Posts[0].ID, "u": time.Now().Add(time.Hour)}); errs != nil {
		t.Fatal(errs)
	}
	phone := c.hub.Phone(t, operator, "field.leader")
	c.add("phone", phone, viewer.New(viewer.FieldDevice, 0, "", "",
		append(viewer.PhoneGrants(), viewer.Without(viewer.FieldLeader.Grants(viewer.Place{}), viewer.OwnWrite)...)...))
}

// programs are one of each bureau with its whole share, and one with each single
// scope.
func (c *assembly) programs(t *testing.T) {
	shares := lingchuanShares(t)
	for code, share := range shares {
		c.add("program of "+code, c.hub.Program(t, code), viewer.New(viewer.Client, 0, "", "", viewer.ClientGrants(share, share)...))
	}
	for _, code := range slices.Sorted(maps.Keys(shares)) {
		for _, word := range viewer.SharedWithPrograms(shares[code]) {
			scope := string(word)
			name, asked := "program with "+scope, []string{scope}
			if _, has := c.parties[name]; !has {
				c.add(name, c.hub.Program(t, code, scope), viewer.New(viewer.Client, 0, "", "", viewer.ClientGrants(asked, shares[code])...))
			}
		}
	}
}

func lingchuanShares(t *testing.T) map[string][]string {
	county, err := app.County("lingchuan")
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string][]string{}
	for _, o := range county.Organisations {
		if len(o.Share) > 0 {
			shares[o.Code] = o.Share
		}
	}
	if len(shares) != 10 {
		t.Fatalf("%d bureaus have a share; the plan names ten", len(shares))
	}
	return shares
}

// rows adds what no interface makes yet, and notes an id of every type.
func (c *assembly) rows(t *testing.T, database string) {
	ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
	s, err := store.Open(ctx, database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	db := s.Client
	client := db.ApiClient.Query().Order(ent.Asc("id")).FirstX(ctx)
	hook := db.Webhook.Create().SetAPIClient(client).SetURL("https://partner.example/hook").SetSecretSealed([]byte("x")).
		SetDisabledAt(time.Now()).SaveX(ctx)
	db.WebhookAttempt.Create().SetWebhook(hook).SetSequence(1).SetAt(time.Now()).SetDurationMs(3).ExecX(ctx)
	db.ApiUse.Create().SetAPIClientID(client.ID).SetDay(time.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly)).
		SetRequests(1).SetPoints(1).SetRefused(0).ExecX(ctx)
	for name, id := range map[string]int{
		"Station": db.Station.Query().FirstIDX(ctx), "Area": db.Area.Query().FirstIDX(ctx), "Organisation": db.Organisation.Query().FirstIDX(ctx),
		"Product": db.Product.Query().FirstIDX(ctx), "Tank": db.Tank.Query().FirstIDX(ctx), "Nozzle": db.Nozzle.Query().FirstIDX(ctx),
		"Device": db.Device.Query().FirstIDX(ctx), "Quarantine": db.Quarantine.Query().FirstIDX(ctx),
		"Installation": db.Installation.Query().FirstIDX(ctx),
		"Delivery":     db.Delivery.Query().FirstIDX(ctx), "DeviceEvent": db.DeviceEvent.Query().FirstIDX(ctx),
		"TimelineEntry": db.TimelineEntry.Query().FirstIDX(ctx), "User": db.User.Query().FirstIDX(ctx),
		"Appointment": db.Appointment.Query().FirstIDX(ctx), "Wall": db.Wall.Query().FirstIDX(ctx),
		"FieldDevice": db.FieldDevice.Query().FirstIDX(ctx), "ApiClient": client.ID,
		"ApiKey": db.ApiKey.Query().FirstIDX(ctx), "Webhook": hook.ID,
	} {
		c.ids[name] = strconv.Itoa(id)
	}
	for _, station := range []string{near, far} {
		c.fires[station] = ofIncident(ctx, db, station)
	}
	for name, id := range c.fires[near] {
		c.ids[name] = strconv.Itoa(id)
	}
}
