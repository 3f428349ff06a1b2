package app_test

import (
	"net/http"
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

func TestAnEnrolmentCodeIsGoodOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		hub.Wall(t)
		status, body := hub.Stranger().Post(t, "/api/v1/enrol", map[string]string{"code": hub.Codes[0]})
		if status != http.StatusForbidden || !strings.Contains(body, "FORBIDDEN") {
			t.Errorf("the second use: %d %s", status, body)
		}
		status, body = hub.Stranger().Post(t, "/api/v1/enrol", map[string]string{"code": "AAAAAA-AAAAAAA-AAAAAAA-AAAAAA"})
		if status != http.StatusForbidden {
			t.Errorf("a code that was never given: %d %s", status, body)
		}
	})
}

func TestACodeCanBeTypedInSmallLettersWithoutDashes(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	typed := strings.ToLower(strings.ReplaceAll(hub.Codes[0], "-", " "))
	status, body := hub.Stranger().Post(t, "/api/v1/enrol/inspect", map[string]string{"code": typed})
	if status != http.StatusOK || !strings.Contains(body, `"kind":"WALL"`) {
		t.Errorf("%d %s", status, body)
	}
}

func TestAPasswordThatIsTooWeakIsNamedAndTheCodeStaysGood(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	for _, password := range []string{"", "Short-1", "alllowercase", "ALLUPPER1234"} {
		status, body := hub.Stranger().Post(t, "/api/v1/enrol", map[string]string{
			"code": hub.Codes[1], "username": "duty", "password": password,
		})
		if status != http.StatusBadRequest || !strings.Contains(body, `"field":"password"`) {
			t.Errorf("%q: %d %s", password, status, body)
		}
	}
	status, body := hub.Stranger().Post(t, "/api/v1/enrol", map[string]string{
		"code": hub.Codes[1], "username": "Duty Officer", "password": "Correct-horse-7",
	})
	if status != http.StatusBadRequest || !strings.Contains(body, `"field":"username"`) {
		t.Errorf("user name: %d %s", status, body)
	}
	hub.Operator(t)
}

func TestSigningInAndOut(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		hub.Operator(t)
		c := hub.Stranger()
		kind := func() string {
			var data struct{ Viewer struct{ Kind string } }
			c.Query(t, &data, `{viewer{kind}}`, nil)
			return data.Viewer.Kind
		}
		for _, wrong := range [][2]string{{"duty", "Correct-horse-8"}, {"nobody", "Correct-horse-7"}, {"", ""}} {
			status, body := c.Post(t, "/api/v1/session", map[string]string{"username": wrong[0], "password": wrong[1]})
			if status != http.StatusUnauthorized || !strings.Contains(body, "user name or password is wrong") {
				t.Errorf("%v: %d %s", wrong, status, body)
			}
		}
		if got := kind(); got != "NOBODY" {
			t.Errorf("before: %s", got)
		}
		if status, body := c.Post(t, "/api/v1/session", map[string]string{"username": "duty", "password": "Correct-horse-7"}); status != http.StatusNoContent {
			t.Fatalf("%d %s", status, body)
		}
		if got := kind(); got != "PERSON" {
			t.Errorf("signed in: %s", got)
		}
		live := c.Subscribe(t, `subscription{stationTelemetry{sequence}}`, nil)
		var item any
		live.Next(&item)
		if status, body := c.Send(t, http.MethodDelete, "/api/v1/session", "", ""); status != http.StatusNoContent {
			t.Fatalf("%d %s", status, body)
		}
		if code := live.Closed(); code != 4403 {
			t.Errorf("the live socket was closed with %d", code)
		}
		if got := kind(); got != "NOBODY" {
			t.Errorf("signed out: %s", got)
		}
	})
}

func TestNoSecretIsEverReadBack(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	var issued struct {
		IssueDeviceCredential struct{ Secret string }
	}
	operator.Query(t, &issued, `mutation{issueDeviceCredential(input:{device:"HX-1.console",idempotencyKey:"k"}){secret}}`, nil)
	secret := issued.IssueDeviceCredential.Secret
	if len(secret) < 43 {
		t.Fatalf("secret %q", secret)
	}
	_, body := operator.Post(t, "/graphql", map[string]any{"query": `{
		devices(first:100){edges{node{code credentialId}}}
		eventsAfter(first:100){entries{action before after}} }`})
	if strings.Contains(body, secret) || strings.Contains(body, "Correct-horse-7") || strings.Contains(body, hub.Codes[1]) {
		t.Errorf("a secret is in %s", body)
	}
}
