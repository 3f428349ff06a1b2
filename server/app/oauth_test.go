package app_test

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

type grant struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
	Scope       string `json:"scope"`
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

// exchange asks for an access token as the form says.
func exchange(t *testing.T, hub *servertest.Hub, form url.Values) (int, grant) {
	t.Helper()
	status, body := hub.Stranger().Send(t, "POST", "/api/v1/oauth/token", "application/x-www-form-urlencoded", form.Encode())
	var g grant
	if err := json.Unmarshal([]byte(body), &g); err != nil {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	return status, g
}

func credentials(id, key, scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {key}, "scope": {scope}}
}

func TestAnAccessTokenHoldsASubsetAnHourLong(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(noon)
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		number, key, err := hub.CreateClient(t.Context(), app.NewClient{Organisation: "TRADE", Name: "a"}, 10)
		if err != nil {
			t.Fatal(err)
		}
		id := strconv.Itoa(number)
		status, g := exchange(t, hub, credentials(id, key, ""))
		if status != 200 || g.TokenType != "Bearer" || g.ExpiresIn != 3600 || g.Scope != "station:read stock:read event:read tamper:read" {
			t.Fatalf("%d %+v", status, g)
		}
		status, g = exchange(t, hub, credentials(id, key, "station:read event:read"))
		if status != 200 || g.Scope != "station:read event:read" {
			t.Fatalf("%d %+v", status, g)
		}
		bearer := hub.Bearer(g.AccessToken)
		if errs := bearer.Query(t, nil, `{stationEvents{__typename} stations(first:1){totalCount}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		denied(t, bearer, `{stock{computedAt}}`, "FORBIDDEN", "stock:read")
		clock.Advance(time.Hour - time.Second)
		taken(t, bearer)
		clock.Advance(time.Second)
		notTaken(t, bearer)
		taken(t, hub.Bearer(key))
	})
}

func TestAnAccessTokenIsRefusedAsRFC6749Says(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		number, key, err := hub.CreateClient(t.Context(), app.NewClient{Organisation: "TRADE", Name: "a", Scopes: []string{"station:read", "stock:read"}}, 10)
		if err != nil {
			t.Fatal(err)
		}
		_, otherKey, err := hub.CreateClient(t.Context(), app.NewClient{Organisation: "TRADE", Name: "b"}, 10)
		if err != nil {
			t.Fatal(err)
		}
		id := strconv.Itoa(number)
		for _, c := range []struct {
			form        url.Values
			status      int
			error, word string
		}{
			{credentials(id, "hubkey_wrong", ""), 401, "invalid_client", "mistyped, revoked or expired"},
			{credentials(id, otherKey, ""), 401, "invalid_client", "mistyped, revoked or expired"},
			{credentials("1", key, ""), 401, "invalid_client", "mistyped, revoked or expired"},
			{credentials("", "", ""), 401, "invalid_client", "mistyped, revoked or expired"},
			{credentials(id, key, "sales:everything"), 400, "invalid_scope", `"sales:everything"`},
			{credentials(id, key, "event:read"), 400, "invalid_scope", `"event:read"`}, // shared, but not asked for
			{url.Values{"grant_type": {"password"}}, 400, "unsupported_grant_type", "client_credentials"},
			{url.Values{}, 400, "unsupported_grant_type", "client_credentials"},
		} {
			status, g := exchange(t, hub, c.form)
			if status != c.status || g.Error != c.error || !strings.Contains(g.Description, c.word) || g.AccessToken != "" {
				t.Errorf("%v: %d %+v", c.form, status, g)
			}
		}
	})
}

func TestAnAccessTokenGoesWithItsKeyAndItsProgram(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		k := analyst(t, hub, "TRADE")
		id := k.create("TRADE", "a", "station:read", "event:read").It.APIClient.ID
		old, young := k.key(id, 10).It, k.key(id, 10).It
		_, ofOld := exchange(t, hub, credentials(id, *old.Secret, ""))
		_, ofYoung := exchange(t, hub, credentials(id, *young.Secret, ""))
		live := hub.Bearer(ofOld.AccessToken).Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		live.Next(nil)
		k.revoke(old.APIKey.ID)
		notTaken(t, hub.Bearer(ofOld.AccessToken))
		if code := live.Closed(); code != 4403 {
			t.Errorf("the socket closed with %d", code)
		}
		if status, g := exchange(t, hub, credentials(id, *old.Secret, "")); status != 401 || g.Error != "invalid_client" {
			t.Errorf("the revoked key: %d %+v", status, g)
		}
		taken(t, hub.Bearer(ofYoung.AccessToken))

		if errs := k.act(nil, `updateApiClient {apiClient{id}}`, map[string]any{"apiClient": id, "scopes": []string{"station:read"}}); errs != nil {
			t.Fatal(errs)
		}
		denied(t, hub.Bearer(ofYoung.AccessToken), `{stationEvents{__typename}}`, "FORBIDDEN", "event:read")
		again := hub.Bearer(ofYoung.AccessToken).Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		again.Next(nil)
		if errs := k.act(nil, `setApiClientDisabled {apiClient{id}}`, map[string]any{"apiClient": id, "disabled": true}); errs != nil {
			t.Fatal(errs)
		}
		notTaken(t, hub.Bearer(ofYoung.AccessToken))
		if code := again.Closed(); code != 4403 {
			t.Errorf("the socket closed with %d", code)
		}
	})
}
