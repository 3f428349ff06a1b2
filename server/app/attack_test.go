package app_test

import (
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/servertest/attack"
	"commandhub/server/store/storetest"
)

// mostAnswer is what an attack may have for an answer, in bytes.
const mostAnswer = 64 << 10

func TestEveryAttackIsRefusedInFewWordsAndTellsNothing(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		target := targetOf(t, hub)
		for _, c := range attack.Cases() {
			t.Run(c.Name, func(t *testing.T) {
				a := &attack.Attacker{Target: target}
				if err := c.Run(t.Context(), a); err != nil {
					t.Error(err)
				}
				if a.Largest > mostAnswer {
					t.Errorf("an answer had %d bytes", a.Largest)
				}
				for _, leak := range a.Leaks {
					t.Error(leak)
				}
			})
		}
		// It serves as before.
		var data struct{ Hub struct{ CountyCode string } }
		if errs := hub.Stranger().Query(t, &data, `{hub{countyCode}}`, nil); errs != nil || data.Hub.CountyCode == "" {
			t.Errorf("%+v %+v", data, errs)
		}
	})
}

// targetOf is a hub with an operator, a wall, and ids that only operators see.
func targetOf(t *testing.T, hub *servertest.Hub) attack.Target {
	operator, wall := hub.Operator(t), hub.Wall(t)
	var seen struct {
		EventsAfter struct{ Entries []struct{ ID string } }
		Walls       []struct{ ID string }
	}
	if errs := operator.Query(t, &seen, `{eventsAfter{entries{id}} walls{id}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	target := attack.Target{
		Address: strings.TrimPrefix(hub.URL, "http://"), Operator: operator.Cookie(), Wall: wall.Cookie(),
	}
	for _, e := range seen.EventsAfter.Entries {
		target.Foreign = append(target.Foreign, e.ID)
	}
	for _, w := range seen.Walls {
		target.Foreign = append(target.Foreign, w.ID)
	}
	return target
}
