package app_test

import (
	"net/http"
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

func TestAPhoneIsSignedOutWithItsCredentialOnlyWhenThatIsAskedFor(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	hub.Person(t, "lead", app.NewPerson{Role: "FIELD_LEADER"})
	phone := hub.Phone(t, operator, "lead")
	credential := phone.Cookie()
	for path, want := range map[string]string{
		"/api/v1/session":             "FIELD_DEVICE",
		"/api/v1/session?phone=false": "FIELD_DEVICE",
	} {
		if status, body := phone.Send(t, http.MethodDelete, path, "", ""); status != http.StatusNoContent {
			t.Fatalf("%s: %d %s", path, status, body)
		}
		if kind := kindOf(t, phone); kind != want {
			t.Errorf("after %s: %s, want %s", path, kind, want)
		}
	}
	status, header, body := phone.Exchange(t, http.MethodDelete, "/api/v1/session?phone=true", http.Header{}, "")
	if status != http.StatusNoContent {
		t.Fatalf("%d %s", status, body)
	}
	if kind := kindOf(t, phone); kind != "NOBODY" {
		t.Errorf("after it was signed out: %s", kind)
	}
	for _, cookie := range header.Values("Set-Cookie") {
		if strings.HasPrefix(cookie, strings.SplitN(credential, "=", 2)[0]+"=") && !strings.Contains(cookie, "HttpOnly") {
			t.Errorf("the browser forgets it by %q", cookie)
		}
	}
	// Its credential is an administrator's to take.
	again := hub.Stranger()
	_, _, answer := again.Exchange(t, http.MethodPost, "/graphql", http.Header{
		"Content-Type": {"application/json"}, "Cookie": {credential},
	}, `{"query":"{viewer{kind}}"}`)
	if !strings.Contains(answer, "FIELD_DEVICE") {
		t.Errorf("the credential itself: %s", answer)
	}
}
