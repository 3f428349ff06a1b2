package incident_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestAReasonIsNeverRefusedForAClock gives reasons as long as the contract takes them:
// clocks keep what they hold of them, and the log keeps the whole.
func TestAReasonIsNeverRefusedForAClock(t *testing.T) {
	const most, kept = 500, 300
	reason := strings.Repeat("据现场情况研判", most/7) + "火势"
	d := openDesk(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	d.At("02:15")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(0))).ID
	must[incidentID](d, "DUTY_OFFICER", "raiseGrade", `incident{id}`, map[string]any{"incident": id, "grade": "MAJOR", "reason": reason})
	if c := d.clockOf(id, "CITY_PHONE").Cause; utf8.RuneCountInString(c) != kept || !strings.HasSuffix(c, "…") {
		t.Errorf("a clock says why in %d characters: %s", utf8.RuneCountInString(c), c)
	}
	must[incidentID](d, "DUTY_OFFICER", "rejectIncident", `incident{id}`, map[string]any{"incident": id, "reason": reason})
	for _, c := range d.see(id).Deadlines {
		if c.State == "VOID" && (utf8.RuneCountInString(c.VoidReason) > kept || c.VoidReason == "") {
			t.Errorf("%s is void for %q", c.Duty, c.VoidReason)
		}
	}
	var data struct {
		Incident struct {
			Log struct{ Entries []struct{ After string } }
		}
	}
	if errs := d.people["DUTY_OFFICER"].Query(t, &data, `query($id:ID!){incident(id:$id){log(first:100){entries{after}}}}`, map[string]any{"id": id}); errs != nil {
		t.Fatal(errs)
	}
	whole := 0
	for _, e := range data.Incident.Log.Entries {
		if strings.Contains(e.After, reason) {
			whole++
		}
	}
	if whole != 2 {
		t.Errorf("%d entries of the log hold the whole reason; 2 should", whole)
	}
}

// TestTextsAreRefusedByNameAndBound: what is too long, blank or no point is told at its field.
func TestTextsAreRefusedByNameAndBound(t *testing.T) {
	d := openDesk(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	d.At("02:15")
	id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(0))).ID
	edit := func(facts map[string]any) []problem {
		_, problems := act[incidentID](d, "DUTY_OFFICER", "updateIncident", `incident{id}`, map[string]any{
			"incident": id, "version": d.see(id).Version, "facts": facts,
		})
		return problems
	}
	for field, facts := range map[string]map[string]any{
		"input.facts.title":     {"title": " 　 "},
		"input.facts.latitude":  {"latitude": 91.0, "longitude": 113.0},
		"input.facts.longitude": {"latitude": 35.0, "longitude": -181.0},
	} {
		if problems := edit(facts); len(problems) != 1 || problems[0].Field != field {
			t.Errorf("%s: %+v", field, problems)
		}
	}
	_, problems := act[incidentID](d, "DUTY_OFFICER", "giveTask", `task{id}`, map[string]any{"incident": id, "kind": "ORDER", "text": "  ", "owner": "fire brigade"})
	if len(problems) != 1 || problems[0].Field != "input.text" {
		t.Errorf("a task of blanks: %+v", problems)
	}
	errs := d.people["DUTY_OFFICER"].Query(t, nil, `mutation($in:PressRequestInput!){pressRequest(input:$in){incident{id}}}`, map[string]any{
		"in": map[string]any{"incident": id, "subject": strings.Repeat("报", 501), "idempotencyKey": "long"},
	})
	if len(errs) != 1 || errs[0].Extensions["field"] != "input.subject" || errs[0].Extensions["most"] != 500.0 {
		t.Errorf("a subject of 501 characters: %+v", errs)
	}
}
