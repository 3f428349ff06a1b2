package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

type openSignIn struct {
	ID, Address, Agent string
	BeganAt, SeenAt    time.Time
	Current            bool
}

func signIns(t *testing.T, c *servertest.Client, of *string) ([]openSignIn, []servertest.GraphError) {
	t.Helper()
	var data struct{ SignIns []openSignIn }
	errs := c.Query(t, &data, `query($of:ID){signIns(user:$of){id address agent beganAt seenAt current}}`, map[string]any{"of": of})
	return data.SignIns, errs
}

// endSignIn is the complaint about ending one, or nothing.
func endSignIn(t *testing.T, c *servertest.Client, id string) string {
	t.Helper()
	var data struct {
		EndSignIn struct {
			UserErrors []struct{ Field, Message string }
		}
	}
	errs := c.Query(t, &data, `mutation($id:ID!,$key:String!){endSignIn(input:{signIn:$id,idempotencyKey:$key}){userErrors{field message}}}`,
		map[string]any{"id": id, "key": id + time.Now().String()})
	switch {
	case errs != nil:
		return errs[0].Message
	case len(data.EndSignIn.UserErrors) > 0:
		return data.EndSignIn.UserErrors[0].Message
	}
	return ""
}

func TestASignInThatIsEndedIsRefusedAtOnceAndItsSocketsClose(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		here := hub.Person(t, "anna", app.NewPerson{Role: "GROUP_LEAD"})
		there, _, _ := signIn(t, hub, "anna", password)
		hub.Person(t, "bert", app.NewPerson{Role: "GROUP_LEAD"})
		list, errs := signIns(t, here, nil)
		if errs != nil || len(list) != 2 {
			t.Fatalf("%+v %v", list, errs)
		}
		current, other := list[0], list[1]
		if !current.Current {
			current, other = other, current
		}
		if !current.Current || other.Current || !strings.HasPrefix(other.Address, "127.") || other.Agent == "" || other.BeganAt.IsZero() {
			t.Errorf("%+v", list)
		}
		watching := there.Subscribe(t, `subscription{hubStatus{sequence}}`, nil)
		watching.Next(&struct{}{})
		if complaint := endSignIn(t, here, other.ID); complaint != "" {
			t.Fatal(complaint)
		}
		if kind := kindOf(t, there); kind != "NOBODY" {
			t.Errorf("the ended one: %s", kind)
		}
		if code := watching.Closed(); code != 4403 {
			t.Errorf("its socket was closed with %d", code)
		}
		if kind := kindOf(t, here); kind != "PERSON" {
			t.Errorf("the other one: %s", kind)
		}
	})
}

func TestOnesOwnSignInsAreOnesOwnAndTheAdministrators(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	administrator := hub.Operator(t)
	anna := hub.Person(t, "anna", app.NewPerson{Role: "GROUP_LEAD"})
	bert := hub.Person(t, "bert", app.NewPerson{Role: "GROUP_LEAD"})
	reader := auditor(t, hub)
	of := administrator.UserID(t, "anna")
	if _, errs := signIns(t, bert, &of); len(errs) != 1 || errs[0].Extensions["code"] != "FORBIDDEN" || errs[0].Extensions["scope"] != "account:write" {
		t.Errorf("another's without account:write: %v", errs)
	}
	if list, errs := signIns(t, anna, &of); errs != nil || len(list) != 1 {
		t.Errorf("one's own by id: %v %v", list, errs)
	}
	if _, errs := signIns(t, reader, &of); len(errs) != 1 {
		t.Errorf("another's with account:read alone: %v", errs)
	}
	list, errs := signIns(t, administrator, &of)
	if errs != nil || len(list) != 1 || list[0].Current {
		t.Fatalf("another's with account:write: %+v %v", list, errs)
	}
	for name, c := range map[string]*servertest.Client{"another person": bert, "who only reads": reader} {
		if complaint := endSignIn(t, c, list[0].ID); complaint != "there is no such sign-in, or it is not yours" {
			t.Errorf("%s ends it: %q", name, complaint)
		}
	}
	if complaint := endSignIn(t, bert, "987654"); complaint != "there is no such sign-in, or it is not yours" {
		t.Errorf("one that is not there: %q", complaint)
	}
	if kind := kindOf(t, anna); kind != "PERSON" {
		t.Error("a refusal ended it")
	}
	if complaint := endSignIn(t, administrator, list[0].ID); complaint != "" || kindOf(t, anna) != "NOBODY" {
		t.Errorf("an administrator ends it: %q", complaint)
	}
	denied(t, hub.Wall(t), `{signIns{id}}`, "FORBIDDEN", "own:write")
}

func TestASessionThatLiesIdleForThirtyMinutesEnds(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(time.Now())
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		c := hub.Person(t, "anna", app.NewPerson{Role: "GROUP_LEAD"})
		clock.Advance(29*time.Minute + 59*time.Second)
		if kind := kindOf(t, c); kind != "PERSON" { // and is used by it
			t.Fatalf("just before thirty minutes: %s", kind)
		}
		clock.Advance(29*time.Minute + 59*time.Second)
		if kind := kindOf(t, c); kind != "PERSON" {
			t.Fatalf("a session in use: %s", kind)
		}
		clock.Advance(30 * time.Minute)
		if kind := kindOf(t, c); kind != "NOBODY" {
			t.Errorf("after thirty minutes: %s", kind)
		}
		if _, status, _ := signIn(t, hub, "anna", password); status != http.StatusNoContent {
			t.Errorf("%d", status)
		}
	})
}

func TestTheUseOfASessionIsWrittenOnceAMinute(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Now())
	hub := servertest.Start(t, app.Options{Clock: clock})
	c := hub.Person(t, "anna", app.NewPerson{Role: "GROUP_LEAD"})
	seen := func() time.Time {
		t.Helper()
		list, errs := signIns(t, c, nil)
		if errs != nil || len(list) != 1 {
			t.Fatal(list, errs)
		}
		return list[0].SeenAt
	}
	began := seen()
	clock.Advance(time.Minute - time.Millisecond)
	if at := seen(); !at.Equal(began) {
		t.Errorf("written after %s", at.Sub(began))
	}
	clock.Advance(time.Millisecond)
	if at := seen(); at.Sub(began) != time.Minute {
		t.Errorf("not written after a minute: %s", at.Sub(began))
	}
}
