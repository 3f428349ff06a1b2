package app_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

func TestFiveFailuresLockAnAccountForFifteenMinutes(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(time.Now())
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		hub.Person(t, "anna", app.NewPerson{})
		audit := auditor(t, hub)
		for range 5 {
			if _, status, body := signIn(t, hub, "anna", "Wrong-horse-7"); status != http.StatusUnauthorized {
				t.Fatalf("%d %s", status, body)
			}
		}
		clock.Advance(14*time.Minute + 59*time.Second)
		c := hub.Stranger()
		status, header, body := c.Exchange(t, http.MethodPost, "/api/v1/session", http.Header{"Content-Type": {"application/json"}},
			`{"username":"anna","password":"`+password+`"}`)
		if status != http.StatusTooManyRequests || !strings.Contains(body, "RATE_LIMITED") || header.Get("Retry-After") != "1" {
			t.Errorf("the right password while locked: %d %v %s", status, header["Retry-After"], body)
		}
		if _, status, _ := signIn(t, hub, "auditor", password); status != http.StatusNoContent {
			t.Errorf("another account of the same address: %d", status)
		}
		clock.Advance(time.Second)
		if _, status, body := signIn(t, hub, "anna", password); status != http.StatusNoContent {
			t.Errorf("after fifteen minutes: %d %s", status, body)
		}
		trail := actions(t, audit)
		if strings.Count(trail, "user.locked") != 1 || strings.Count(trail, `"step":"password"`) != 5 || !strings.Contains(trail, `"what":"account:anna"`) {
			t.Errorf("the audit trail:\n%s", trail)
		}
	})
}

func TestANameThatNobodyHasIsAnsweredAndLockedLikeOneThatSomebodyHas(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	hub.Person(t, "anna", app.NewPerson{})
	for i := range 6 {
		_, known, knownBody := signIn(t, hub, "anna", "Wrong-horse-7")
		_, unknown, unknownBody := signIn(t, hub, "bert", "Wrong-horse-7")
		if known != unknown || knownBody != unknownBody || (i == 5) != (known == http.StatusTooManyRequests) {
			t.Errorf("try %d: %d %s against %d %s", i+1, known, knownBody, unknown, unknownBody)
		}
	}
}

func TestASuccessForgetsTheFailuresBefore(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	hub.Person(t, "anna", app.NewPerson{})
	for range 2 {
		for range 4 {
			signIn(t, hub, "anna", "Wrong-horse-7")
		}
		if _, status, body := signIn(t, hub, "anna", password); status != http.StatusNoContent {
			t.Fatalf("after four failures: %d %s", status, body)
		}
	}
}

func TestManyTriesAtOnceAreNoMoreThanFive(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		hub.Person(t, "anna", app.NewPerson{})
		var mu sync.Mutex
		var all sync.WaitGroup
		answers := map[int]int{}
		for range 12 {
			all.Go(func() {
				_, status, _ := signIn(t, hub, "anna", "Wrong-horse-7")
				mu.Lock()
				defer mu.Unlock()
				answers[status]++
			})
		}
		all.Wait()
		if answers[http.StatusUnauthorized] != 5 || answers[http.StatusTooManyRequests] != 7 {
			t.Errorf("%v", answers)
		}
	})
}

func TestALockHoldsOnEveryHubOfTheDatabase(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		one := servertest.Start(t, app.Options{Database: address, Data: data})
		one.Person(t, "anna", app.NewPerson{})
		other := servertest.Start(t, app.Options{Database: address, Data: data})
		for range 3 {
			signIn(t, one, "anna", "Wrong-horse-7")
		}
		for range 2 {
			signIn(t, other, "anna", "Wrong-horse-7")
		}
		for _, hub := range []*servertest.Hub{one, other} {
			if _, status, body := signIn(t, hub, "anna", password); status != http.StatusTooManyRequests {
				t.Errorf("%d %s", status, body)
			}
		}
	})
}
