package matrix_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// room is a duty room: somebody on duty, a hand-over in the middle of both accidents,
// and a way to reach its unit.
func (c *assembly) room(t *testing.T) {
	commander := c.parties["COMMANDER"].client
	var units struct {
		ContactBook []struct{ Organisation struct{ ID, Code string } }
	}
	if errs := commander.Query(t, &units, `{contactBook{organisation{id code}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	row := func(mutation, of string, input map[string]any) string {
		t.Helper()
		input["idempotencyKey"] = "room " + mutation
		var data map[string]map[string]json.RawMessage
		kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
		errs := commander.Query(t, &data, fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field message} %s{id}}}`, kind, mutation, of), map[string]any{"in": input})
		var got struct{ ID string }
		if errs != nil || string(data[mutation]["userErrors"]) != "[]" || json.Unmarshal(data[mutation][of], &got) != nil {
			t.Fatalf("%s: %+v %s", mutation, errs, data)
		}
		return got.ID
	}
	now := time.Now()
	c.ids["Shift"] = row("setShift", "shift", map[string]any{
		"duty": "OFFICER", "name": "Who is on duty", "phone": "0356 6202000", "since": now.Add(-time.Hour), "until": now.Add(8 * time.Hour),
	})
	c.ids["ShiftChange"] = row("handShiftOver", "change", map[string]any{"remarks": "all quiet but two"})
	c.ids["Contact"] = row("keepContact", "contact", map[string]any{
		"organisation": units.ContactBook[0].Organisation.ID, "kind": "DUTY_PHONE", "name": "Duty room", "phone": "0356 6202000",
	})
	c.alarms(t)
}

// alarms are what the accidents and devices brought about: of one somebody took note,
// and all are silenced.
func (c *assembly) alarms(t *testing.T) {
	commander := c.parties["COMMANDER"].client
	var now struct {
		Alarms struct {
			Alarms []struct {
				Key   string
				Event *struct{ ID string }
			}
		}
	}
	if errs := commander.Query(t, &now, `{alarms{alarms{key event{id}}}}`, nil); errs != nil || len(now.Alarms.Alarms) == 0 {
		t.Fatalf("nothing alarms: %+v", errs)
	}
	keys := []string{}
	for _, a := range now.Alarms.Alarms {
		if a.Event != nil {
			keys = append(keys, a.Key)
		}
	}
	for mutation, input := range map[string]map[string]any{
		"acknowledgeAlarms": {"keys": keys}, "silenceAlarms": {"minutes": 60, "reason": "the matrix"},
	} {
		input["idempotencyKey"] = "room " + mutation
		var data map[string]struct{ UserErrors []struct{ Message string } }
		kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
		errs := commander.Query(t, &data, fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{message}}}`, kind, mutation), map[string]any{"in": input})
		if errs != nil || len(data[mutation].UserErrors) > 0 {
			t.Fatalf("%s: %+v %+v", mutation, errs, data)
		}
	}
}
