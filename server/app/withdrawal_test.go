package app_test

import (
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// A right is withdrawn on one hub; a socket on another loses it.
func TestARightWithdrawnOnOneHubIsLostOnTheOther(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		here := servertest.Start(t, app.Options{Database: address, Data: data})
		operator := here.Operator(t)
		there := servertest.Start(t, app.Options{Database: address, Data: data})
		_, key, err := here.CreateClient(t.Context(), app.NewClient{Organisation: "TRADE", Name: "x"}, 1)
		if err != nil {
			t.Fatal(err)
		}
		here.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
		leader := there.Stranger()
		if status, body := leader.Post(t, "/api/v1/session", map[string]string{"username": "leader", "password": "Correct-horse-7"}); status >= 300 {
			t.Fatalf("%d %s", status, body)
		}
		security := here.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"})
		var list struct {
			APIClients struct {
				Edges []struct {
					Node struct{ Keys []struct{ ID string } }
				}
			}
		}
		security.Query(t, &list, `{apiClients(first:1){edges{node{keys{id}}}}}`, nil)
		for name, c := range map[string]struct {
			socket   *servertest.Subscription
			withdraw func()
		}{
			"a key": {
				there.Bearer(key).Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil), func() {
					problem(t, security, `mutation($k:ID!){revokeApiKey(input:{apiKey:$k,idempotencyKey:"k"}){userErrors{field message}}}`,
						map[string]any{"k": list.APIClients.Edges[0].Node.Keys[0].ID})
				},
			},
			"an account": {
				leader.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil), func() {
					problem(t, operator, `mutation($u:ID!){setUserDisabled(input:{user:$u,disabled:true,idempotencyKey:"u"}){userErrors{field message}}}`,
						map[string]any{"u": operator.UserID(t, "leader")})
				},
			},
		} {
			var item any
			c.socket.Next(&item)
			began := time.Now()
			c.withdraw()
			if code := c.socket.Closed(); code != 4403 {
				t.Errorf("%s: closed with %d", name, code)
			}
			t.Logf("%s: lost within %v", name, time.Since(began))
		}
	})
}
