package app_test

import (
	"net/http"
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

const password = "Correct-horse-7" // of everybody whom servertest enrols

// kindOf is who the hub takes a client for.
func kindOf(t *testing.T, c *servertest.Client) string {
	t.Helper()
	var data struct{ Viewer struct{ Kind string } }
	c.Query(t, &data, `{viewer{kind}}`, nil)
	return data.Viewer.Kind
}

// signIn is a client that posted a name and password, and what was answered.
func signIn(t *testing.T, hub *servertest.Hub, name, password string) (c *servertest.Client, status int, body string) {
	t.Helper()
	c = hub.Stranger()
	status, body = c.Post(t, "/api/v1/session", map[string]string{"username": name, "password": password})
	return c, status, body
}

// wants posts and fails unless the answer has a status and a text.
func wants(t *testing.T, c *servertest.Client, path string, body any, status int, text string) string {
	t.Helper()
	got, answer := c.Post(t, path, body)
	if got != status || !strings.Contains(answer, text) {
		t.Errorf("%s: %d %s, want %d with %q", path, got, answer, status, text)
	}
	return answer
}

// actions are what the audit trail has, newest last, each with what was written.
func actions(t *testing.T, auditor *servertest.Client) string {
	t.Helper()
	var data struct {
		EventsAfter struct {
			Entries []struct{ Action, After, Before string }
		}
	}
	if errs := auditor.Query(t, &data, `{eventsAfter(first:100){entries{action after before}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	var lines []string
	for _, e := range data.EventsAfter.Entries {
		lines = append(lines, e.Action+" "+e.After)
	}
	return strings.Join(lines, "\n")
}

func auditor(t *testing.T, hub *servertest.Hub) *servertest.Client {
	t.Helper()
	return hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
}

func TestANewPasswordEndsThePersonsOtherSignIns(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		here := hub.Person(t, "anna", app.NewPerson{Role: "DUTY_OFFICER"})
		audit := auditor(t, hub)
		there, status, body := signIn(t, hub, "anna", password)
		if status != http.StatusNoContent {
			t.Fatal(status, body)
		}
		watching := there.Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		watching.Next(&struct{}{})
		wants(t, here, "/api/v1/account/password", map[string]string{"current": "Wrong-horse-7", "password": "Better-horse-8"},
			http.StatusBadRequest, `"field":"current"`)
		if kindOf(t, there) != "PERSON" {
			t.Error("a wrong present password ended a sign-in")
		}
		wants(t, here, "/api/v1/account/password", map[string]string{"current": password, "password": "short"},
			http.StatusBadRequest, "10 to 256 characters")
		wants(t, here, "/api/v1/account/password", map[string]string{"current": password, "password": "Better-horse-8"},
			http.StatusNoContent, "")
		if code := watching.Closed(); code != 4403 {
			t.Errorf("the other sign-in's socket was closed with %d", code)
		}
		if a, b := kindOf(t, here), kindOf(t, there); a != "PERSON" || b != "NOBODY" {
			t.Errorf("here %s, there %s", a, b)
		}
		if _, status, _ := signIn(t, hub, "anna", password); status != http.StatusUnauthorized {
			t.Errorf("the old password: %d", status)
		}
		if _, status, _ := signIn(t, hub, "anna", "Better-horse-8"); status != http.StatusNoContent {
			t.Errorf("the new password: %d", status)
		}
		trail := actions(t, audit)
		for _, row := range []string{"user.password-changed", `user.signed-in {"how":"password"}`, `"step":"confirmation"`} {
			if !strings.Contains(trail, row) {
				t.Errorf("the audit trail lacks %s:\n%s", row, trail)
			}
		}
		if strings.Contains(trail, "horse") {
			t.Error("a password is in the audit trail")
		}
	})
}

func TestNoneOfTheLastFivePasswordsIsTakenAgain(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	c := hub.Person(t, "anna", app.NewPerson{})
	used := []string{password}
	change := func(to string, status int, text string) {
		t.Helper()
		wants(t, c, "/api/v1/account/password", map[string]string{"current": used[len(used)-1], "password": to}, status, text)
	}
	for _, next := range []string{"Better-horse-1", "Better-horse-2", "Better-horse-3", "Better-horse-4"} {
		change(next, http.StatusNoContent, "")
		used = append(used, next)
	}
	for _, again := range used {
		change(again, http.StatusBadRequest, "one of your last five")
	}
	change("Better-horse-5", http.StatusNoContent, "")
	used = append(used, "Better-horse-5")
	change(password, http.StatusNoContent, "") // the sixth last
}

func TestWhoRecoversGetsANewPasswordAndLosesWhatTheOldOneOpened(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		old := hub.Person(t, "anna", app.NewPerson{Role: "DUTY_OFFICER"})
		for range 5 {
			signIn(t, hub, "anna", "Wrong-horse-7")
		}
		link, err := hub.Recover(t.Context(), "anna")
		if err != nil {
			t.Fatal(err)
		}
		_, code, _ := strings.Cut(link, "#code=")
		c := hub.Stranger()
		wants(t, c, "/api/v1/enrol/inspect", map[string]string{"code": code}, http.StatusOK, `"person":"anna"`)
		wants(t, c, "/api/v1/enrol", map[string]string{"code": code, "password": password}, http.StatusBadRequest, "one of your last five")
		wants(t, c, "/api/v1/enrol", map[string]string{"code": code, "password": "my-Anna-2026"}, http.StatusBadRequest, "user name")
		wants(t, c, "/api/v1/enrol", map[string]string{"code": code, "password": "Better-horse-8"}, http.StatusOK, `"name":"anna"`)
		if a, b := kindOf(t, c), kindOf(t, old); a != "PERSON" || b != "NOBODY" {
			t.Errorf("recovered %s, before %s", a, b)
		}
		if _, status, body := signIn(t, hub, "anna", "Better-horse-8"); status != http.StatusNoContent {
			t.Errorf("the lock outlives the recovery: %d %s", status, body)
		}
		wants(t, c, "/api/v1/account/password", map[string]string{"current": "Better-horse-8", "password": password},
			http.StatusBadRequest, "one of your last five")
	})
}

func TestOnlyPeopleHaveAnAccountOfTheirOwn(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	program := hub.Program(t, "TRADE")
	for _, path := range []string{"password", "totp/begin", "totp/confirm", "totp/remove", "passkeys/begin", "passkeys/finish", "passkeys/remove"} {
		wants(t, hub.Stranger(), "/api/v1/account/"+path, struct{}{}, http.StatusUnauthorized, "sign in first")
		wants(t, program, "/api/v1/account/"+path, struct{}{}, http.StatusForbidden, "only people")
	}
	wants(t, hub.Wall(t), "/api/v1/account/password", struct{}{}, http.StatusForbidden, "only people")
	if status, body := hub.Stranger().Send(t, http.MethodGet, "/api/v1/account", "", ""); status != http.StatusUnauthorized {
		t.Errorf("%d %s", status, body)
	}
}

func TestABodyThatIsNoneIsNamed(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	c := hub.Person(t, "anna", app.NewPerson{})
	for _, path := range []string{"/api/v1/session/totp", "/api/v1/session/passkey/finish", "/api/v1/account/password", "/api/v1/account/passkeys/remove"} {
		for _, body := range []string{"", "[]", `{"id":"x","code":1,"credential":`, strings.Repeat("x", 40<<10)} {
			if status, answer := c.Send(t, http.MethodPost, path, "application/json", body); status != http.StatusBadRequest || !strings.Contains(answer, "JSON object") {
				t.Errorf("%s with %.10q: %d %s", path, body, status, answer)
			}
		}
	}
}
