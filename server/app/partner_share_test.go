package app_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/schema"
	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

const (
	trade      = `share: ["station:read", "stock:read", "event:read", "tamper:read"]`
	narrowed   = `share: ["station:read", "event:read"]`
	twoBureaus = trade + "}\n  - {code: CUSTOMS, name: 海关, nameEn: Customs, kind: BUREAU, share: [\"station:read\"]"
)

// countyOf is the made-up county with another share of TRADE.
func countyOf(t *testing.T, share string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(servertest.TestCounty())); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "organisations.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), trade, share, 1)
	if changed == string(text) && share != trade {
		t.Fatal("TRADE's share is not where it was")
	}
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestAShareThatANewProfileNarrowsTakesEffect(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		hub := servertest.Start(t, app.Options{Database: address, Data: data})
		program := hub.Program(t, "TRADE")
		if errs := program.Query(t, nil, `{stock{computedAt}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		live := program.Subscribe(t, `subscription{stock{computedAt}}`, nil)
		live.Next(nil)

		// As `server migrate` beside the running hub.
		other, err := app.Open(t.Context(), app.Options{Database: address, Data: data, Profile: countyOf(t, narrowed), Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		denied(t, program, `{stock{computedAt}}`, "FORBIDDEN", "stock:read")
		if code := live.Closed(); code != 4403 {
			t.Errorf("the socket closed with %d", code)
		}
		if errs := program.Subscribe(t, `subscription{stock{computedAt}}`, nil).Refused(); errs[0].Extensions["scope"] != "stock:read" {
			t.Errorf("%+v", errs)
		}
		if errs := program.Query(t, nil, `{stationEvents{__typename}}`, nil); errs != nil {
			t.Errorf("what is still shared: %+v", errs)
		}
	})
}

func TestWhatAProgramUsesIsCountedOverPostAndSocket(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(noon)
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		k := analyst(t, hub, "TRADE")
		id := k.create("TRADE", "a", "station:read").It.APIClient.ID
		program := hub.Bearer(*k.key(id, 10).It.Secret)
		for range 3 {
			taken(t, program)
		}
		program.Query(t, nil, `{noSuchField}`, nil)
		for range 2 { // two who share one execution are two who asked
			live := program.Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
			live.Next(nil)
		}
		program.Subscribe(t, `subscription{noSuchField}`, nil).Refused()

		type use struct{ Requests, Points, Refused int }
		var got []use
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			clock.Advance(5 * time.Second) // when it is written down
			var data struct {
				APIClients struct {
					Edges []struct{ Node struct{ Use []use } }
				}
			}
			if errs := k.Query(t, &data, `{apiClients(first:1){edges{node{use(days:1){day requests points refused}}}}}`, nil); errs != nil {
				t.Fatal(errs)
			}
			if got = data.APIClients.Edges[0].Node.Use; len(got) > 0 && got[0].Requests >= 7 {
				break
			}
		}
		if len(got) != 1 || got[0].Requests != 7 || got[0].Refused != 2 || got[0].Points < 5 {
			t.Errorf("%+v, want 7 operations of which 2 were refused, and points for each", got)
		}
		for _, days := range []string{"0", "32"} {
			errs := k.Query(t, nil, `{apiClients(first:1){edges{node{use(days:`+days+`){day}}}}}`, nil)
			if len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" {
				t.Errorf("%s days: %+v", days, errs)
			}
		}
	})
}

func TestTheContractIsForPeopleAndPrograms(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for path, want := range map[string]string{"/api/v1/schema.graphql": schema.SDL(), "/api/v1/changelog": schema.Changelog} {
		for name, c := range map[string]*servertest.Client{"program": hub.Program(t, "TRADE"), "person": hub.Person(t, "a"+path[8:11], app.NewPerson{Role: "AUDITOR"})} {
			if status, body := c.Send(t, "GET", path, "", ""); status != 200 || body != want {
				t.Errorf("%s for a %s: %d", path, name, status)
			}
		}
		if status, body := hub.Stranger().Send(t, "GET", path, "", ""); status != 401 || !strings.Contains(body, "UNAUTHENTICATED") {
			t.Errorf("%s for a stranger: %d %s", path, status, body)
		}
		if status, _ := hub.Bearer("hubkey_bad").Send(t, "GET", path, "", ""); status != 401 {
			t.Errorf("%s for a bad key: %d", path, status)
		}
	}
	if status, _ := hub.Wall(t).Send(t, "GET", "/api/v1/schema.graphql", "", ""); status != 401 {
		t.Errorf("for a wall: %d", status)
	}
}
