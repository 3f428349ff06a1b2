package app_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// program is an ApiClient as its keepers see it.
type program struct {
	ID, Name                string
	Scopes, EffectiveScopes []string
	DisabledAt              *string
	Keys                    []apiKey
}

type apiKey struct{ ID, Hint string }

type userError struct{ Field, Code, Message string }

// keeper is a person who keeps programs.
type keeper struct {
	*servertest.Client
	t    *testing.T
	acts int
}

func (k *keeper) act(into any, mutation string, input map[string]any) []servertest.GraphError {
	k.t.Helper()
	k.acts++
	input["idempotencyKey"] = "act " + strconv.Itoa(k.acts)
	name, rest, _ := strings.Cut(mutation, " ")
	return k.Query(k.t, into, `mutation($in:`+strings.ToUpper(name[:1])+name[1:]+`Input!){it:`+name+`(input:$in)`+rest+`}`, map[string]any{"in": input})
}

type clientAnswer struct {
	It struct {
		APIClient  *program
		UserErrors []userError
	}
}

func (k *keeper) create(organisation, name string, scopes ...string) clientAnswer {
	k.t.Helper()
	var data clientAnswer
	if errs := k.act(&data, `createApiClient {apiClient{id scopes effectiveScopes} userErrors{field code message}}`,
		map[string]any{"organisation": organisation, "name": name, "scopes": append([]string{}, scopes...)}); errs != nil {
		k.t.Fatal(errs)
	}
	return data
}

type keyAnswer struct {
	It struct {
		APIKey     *apiKey
		Secret     *string
		UserErrors []userError
	}
}

func (k *keeper) key(client string, days int) keyAnswer {
	k.t.Helper()
	var data keyAnswer
	if errs := k.act(&data, `createApiKey {apiKey{id hint} secret userErrors{field code message}}`, map[string]any{"apiClient": client, "days": days}); errs != nil {
		k.t.Fatal(errs)
	}
	return data
}

func (k *keeper) revoke(key string) {
	k.t.Helper()
	if errs := k.act(nil, `revokeApiKey {userErrors{field}}`, map[string]any{"apiKey": key}); errs != nil {
		k.t.Fatal(errs)
	}
}

// refused fails unless the one problem is of a field and its sentence has a word.
func refused(t *testing.T, problems []userError, field, word string) {
	t.Helper()
	if len(problems) != 1 || problems[0].Field != field || !strings.Contains(problems[0].Message, word) {
		t.Errorf("%+v, want one of %s that says %q", problems, field, word)
	}
}

func analyst(t *testing.T, hub *servertest.Hub, organisation string) *keeper {
	t.Helper()
	return &keeper{hub.Person(t, strings.ToLower(organisation)+".analyst", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: organisation}), t, 0}
}

// notTaken fails unless a bearer is refused as not good, and not taken for a stranger.
func notTaken(t *testing.T, c *servertest.Client) {
	t.Helper()
	status, body := c.Post(t, "/graphql", map[string]any{"query": `{hub{version}}`})
	if status != 401 || !strings.Contains(body, "UNAUTHENTICATED") || !strings.Contains(body, "revoked or expired") {
		t.Errorf("%d %s", status, body)
	}
}

func taken(t *testing.T, c *servertest.Client) {
	t.Helper()
	var data struct{ Viewer struct{ Kind string } }
	if errs := c.Query(t, &data, `{viewer{kind}}`, nil); errs != nil || data.Viewer.Kind != "CLIENT" {
		t.Errorf("%+v %+v", data, errs)
	}
}

func TestAnAnalystMakesAProgramWithAKeyThatReadsTheShare(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		k := analyst(t, hub, "TRADE")
		made := k.create("TRADE", "warehouse", "stock:read").It
		if made.APIClient == nil || strings.Join(made.APIClient.EffectiveScopes, " ") != "station:read stock:read" {
			t.Fatalf("%+v", made)
		}
		key := k.key(made.APIClient.ID, 30).It
		if key.Secret == nil || !strings.HasPrefix(*key.Secret, key.APIKey.Hint) {
			t.Fatalf("%+v", key)
		}
		c := hub.Bearer(*key.Secret)
		var data struct {
			Viewer struct {
				Kind, Name string
				Scopes     []string
			}
			Stations struct{ TotalCount int }
		}
		if errs := c.Query(t, &data, `{viewer{kind name scopes} stations(first:1){totalCount} stock{computedAt}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		if data.Viewer.Kind != "CLIENT" || data.Viewer.Name != "TRADE/warehouse" || data.Stations.TotalCount != 2 {
			t.Errorf("%+v", data)
		}
		for query, scope := range map[string]string{
			`{stationEvents{__typename}}`:       "event:read", // shared, but it did not ask
			`{devices(first:1){totalCount}}`:    "device:read",
			`{apiClients(first:1){totalCount}}`: "client:read",
			`{walls{id}}`:                       "account:read",
			`{quarantine(first:1){totalCount}}`: "quarantine:read",
			`{eventsAfter(first:1){endCursor}}`: "timeline:read",
		} {
			denied(t, c, query, "FORBIDDEN", scope)
		}
	})
}

func TestAProgramIsRefusedWithTheFieldAndASentence(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		k := analyst(t, hub, "TRADE")
		refused(t, k.create("TRADE", "a", "sales:read").It.UserErrors, "input.scopes", `"sales:read" is not in the organisation's share`)
		refused(t, k.create("TRADE", "a", "client:write").It.UserErrors, "input.scopes", `"client:write" is not in`)
		refused(t, k.create("TRADE", "a").It.UserErrors, "input.scopes", "at least one")
		refused(t, k.create("HARBOUR", "a", "station:read").It.UserErrors, "input.organisation", `no organisation "HARBOUR" whose programs you keep`)
		refused(t, k.create("NOWHERE", "a", "station:read").It.UserErrors, "input.organisation", `no organisation "NOWHERE"`)
		refused(t, k.create("TRADE", " ", "station:read").It.UserErrors, "input.name", "1 to 60")
		refused(t, k.create("TRADE", strings.Repeat("长", 61), "station:read").It.UserErrors, "input.name", "1 to 60")
		id := k.create("TRADE", "a", "station:read").It.APIClient.ID
		refused(t, k.create("TRADE", "a", "station:read").It.UserErrors, "input.name", "already")
		for _, days := range []int{0, 367} {
			refused(t, k.key(id, days).It.UserErrors, "input.days", "outside 1 to 366")
		}
		var wider clientAnswer
		k.act(&wider, `updateApiClient {apiClient{id} userErrors{field code message}}`, map[string]any{"apiClient": id, "scopes": []string{"station:read", "device:read"}})
		refused(t, wider.It.UserErrors, "input.scopes", `"device:read"`)

		other := hub.Operator(t) // a system administrator keeps no programs
		denied(t, other, `{apiClients(first:1){totalCount}}`, "FORBIDDEN", "client:read")
		denied(t, other, `mutation{createApiKey(input:{apiClient:"`+id+`",idempotencyKey:"k"}){secret}}`, "FORBIDDEN", "client:write")
	})
}

func TestAnAnalystSeesNothingOfAnotherBureausPrograms(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address, Profile: countyOf(t, twoBureaus)})
		own, other := analyst(t, hub, "TRADE"), analyst(t, hub, "CUSTOMS")
		id := own.create("TRADE", "theirs", "station:read").It.APIClient.ID
		key := own.key(id, 10).It
		other.create("CUSTOMS", "own", "station:read")

		var list struct {
			APIClients struct {
				TotalCount int
				Edges      []struct{ Node program }
			}
		}
		if errs := other.Query(t, &list, `{apiClients(first:10){totalCount edges{node{id name keys{id hint}}}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		if list.APIClients.TotalCount != 1 || len(list.APIClients.Edges) != 1 || list.APIClients.Edges[0].Node.Name != "own" {
			t.Errorf("%+v", list)
		}
		for what, id := range map[string]string{"program": id, "key": key.APIKey.ID} {
			var data struct{ Node *struct{ ID string } }
			other.Query(t, &data, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id})
			if data.Node != nil {
				t.Errorf("the %s by node: %+v", what, data)
			}
		}
		refused(t, other.create("TRADE", "b", "station:read").It.UserErrors, "input.organisation", "whose programs you keep")
		refused(t, other.key(id, 10).It.UserErrors, "", "no such thing, or it is not open to you")
		var answer clientAnswer
		other.act(&answer, `updateApiClient {userErrors{field code message}}`, map[string]any{"apiClient": id, "name": "mine"})
		refused(t, answer.It.UserErrors, "", "no such thing")
		other.act(&answer, `setApiClientDisabled {userErrors{field code message}}`, map[string]any{"apiClient": id, "disabled": true})
		refused(t, answer.It.UserErrors, "", "no such thing")
		other.act(&answer, `revokeApiKey {userErrors{field code message}}`, map[string]any{"apiKey": key.APIKey.ID})
		refused(t, answer.It.UserErrors, "", "no such thing")
		taken(t, hub.Bearer(*key.Secret))
	})
}

func TestAThirdGoodKeyIsRefusedUntilOneIsRevoked(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(noon)
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		k := analyst(t, hub, "TRADE")
		id := k.create("TRADE", "a", "station:read").It.APIClient.ID
		first, second := k.key(id, 10).It, k.key(id, 20).It
		refused(t, k.key(id, 10).It.UserErrors, "input.apiClient", "two keys")
		taken(t, hub.Bearer(*first.Secret))
		k.revoke(first.APIKey.ID)
		notTaken(t, hub.Bearer(*first.Secret))
		taken(t, hub.Bearer(*second.Secret))
		third := k.key(id, 20).It
		if third.Secret == nil {
			t.Fatalf("%+v", third)
		}
		refused(t, k.key(id, 10).It.UserErrors, "input.apiClient", "two keys")
		clock.Advance(20*24*time.Hour - time.Second)
		taken(t, hub.Bearer(*second.Secret))
		clock.Advance(time.Second) // the first instant that it is no longer good
		notTaken(t, hub.Bearer(*second.Secret))
		k.SignIn(t, "trade.analyst")
		if k.key(id, 10).It.Secret == nil {
			t.Error("an expired key counts as good")
		}
	})
}

func TestARevokedKeyIsRefusedAtOnceAndItsSocketsClose(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		k := analyst(t, hub, "TRADE")
		id := k.create("TRADE", "a", "event:read").It.APIClient.ID
		key := k.key(id, 10).It
		live := hub.Bearer(*key.Secret).Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		live.Next(nil)
		k.revoke(key.APIKey.ID)
		notTaken(t, hub.Bearer(*key.Secret))
		if code := live.Closed(); code != 4403 {
			t.Errorf("the socket closed with %d", code)
		}
	})
}

func TestAClosedProgramIsRefusedAndComesBack(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		k := analyst(t, hub, "TRADE")
		id := k.create("TRADE", "a", "station:read").It.APIClient.ID
		key := *k.key(id, 10).It.Secret
		live := hub.Bearer(key).Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		live.Next(nil)
		disable := func(yes bool) {
			if errs := k.act(nil, `setApiClientDisabled {apiClient{id}}`, map[string]any{"apiClient": id, "disabled": yes}); errs != nil {
				t.Fatal(errs)
			}
		}
		disable(true)
		notTaken(t, hub.Bearer(key))
		if code := live.Closed(); code != 4403 {
			t.Errorf("the socket closed with %d", code)
		}
		disable(false)
		taken(t, hub.Bearer(key))
	})
}

func TestABearerThatIsNotGoodIsNotTakenForAStranger(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for _, bearer := range []string{"hubkey_x", "hubtok_x", "x", strings.Repeat("a", 5000)} {
		notTaken(t, hub.Bearer(bearer))
	}
}
