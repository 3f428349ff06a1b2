package app_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

func TestADisplayIsLetInByTheCodeThatItShowsOnceAndForTenMinutes(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC))
	hub := servertest.Start(t, app.Options{Clock: clock})
	operator, display := hub.Operator(t), hub.Stranger()
	begin := func() (out struct{ Secret, Code string }) {
		t.Helper()
		status, body := display.Post(t, "/api/v1/enrol/display", map[string]string{})
		if status != http.StatusOK || json.Unmarshal([]byte(body), &out) != nil {
			t.Fatalf("%d %s", status, body)
		}
		return out
	}
	poll := func(c *servertest.Client, secret string) int {
		t.Helper()
		status, _ := c.Post(t, "/api/v1/enrol/display/poll", map[string]string{"secret": secret})
		return status
	}
	letIn := func(code, key string) string {
		t.Helper()
		var out struct {
			CreateEnrolment struct {
				Link       *string
				UserErrors []struct{ Field string }
			}
		}
		errs := operator.Query(t, &out, `mutation($c:String!,$k:String!){createEnrolment(input:{kind:WALL,name:"left",display:$c,idempotencyKey:$k}){link userErrors{field}}}`, map[string]any{"c": code, "k": key})
		if errs != nil || out.CreateEnrolment.Link != nil {
			t.Fatal(errs, out)
		}
		if e := out.CreateEnrolment.UserErrors; len(e) > 0 {
			return e[0].Field
		}
		return ""
	}
	shown := begin()
	if got := poll(display, shown.Secret); got != http.StatusAccepted {
		t.Errorf("before anybody let it in: %d", got)
	}
	if got := letIn("BCDF-GHJB", "wrong"); got != "input.display" {
		t.Errorf("a mistyped code: %q", got)
	}
	if got := letIn(strings.ToLower(shown.Code), "right"); got != "" {
		t.Fatal(got)
	}
	if got := letIn(shown.Code, "again"); got != "input.display" {
		t.Errorf("let in twice: %q", got)
	}
	thief := hub.Stranger()
	for _, code := range []string{shown.Code, "display " + shown.Code, "DISPLAY" + shown.Code} {
		if status, _ := thief.Post(t, "/api/v1/enrol", map[string]string{"code": code}); status != http.StatusForbidden {
			t.Errorf("who reads %q off the display is let in: %d", code, status)
		}
	}
	if got := poll(thief, begin().Secret); got != http.StatusAccepted {
		t.Errorf("another display is let in: %d", got)
	}
	if got := poll(display, shown.Secret); got != http.StatusOK {
		t.Fatalf("it is not let in: %d", got)
	}
	if got := poll(thief, shown.Secret); got == http.StatusOK {
		t.Error("its secret is good twice")
	}
	var who struct{ Viewer struct{ Kind, Name string } }
	if errs := display.Query(t, &who, `{viewer{kind name}}`, nil); errs != nil || who.Viewer.Kind != "WALL" || who.Viewer.Name != "left" {
		t.Errorf("%+v %+v", who, errs)
	}
	late := begin()
	clock.Advance(10*time.Minute + time.Second)
	if got := poll(hub.Stranger(), late.Secret); got != http.StatusGone {
		t.Errorf("after ten minutes: %d", got)
	}
	if got := poll(hub.Stranger(), "nonsense"); got != http.StatusGone {
		t.Errorf("nonsense: %d", got)
	}
}
