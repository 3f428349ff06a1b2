package incident_test

import (
	"testing"
	"time"

	"commandhub/server/store/storetest"
)

// TestWhatTurnsOutUnknownIsWithdrawn takes back a time and a point that nobody stands by:
// clocks count from when it was heard of, and say so.
func TestWhatTurnsOutUnknownIsWithdrawn(t *testing.T) {
	type row struct {
		OccurredAt          *time.Time
		Latitude, Longitude *float64
		Version             int
	}
	const told = `incident{occurredAt latitude longitude version}`
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		d.At("02:15")
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(2))).ID
		d.clocks(id, "COUNTY_NOTICE 02:25 RUNNING", "HIGHER_BUREAU_NOTICE 02:25 RUNNING", "CITY_BRIEF 03:10 RUNNING")
		edit := func(facts map[string]any, withdraw ...string) (row, []problem) {
			return act[row](d, "DUTY_OFFICER", "updateIncident", told, map[string]any{
				"incident": id, "version": d.see(id).Version, "facts": facts, "withdraw": withdraw,
			})
		}
		none, point := map[string]any{}, map[string]any{"latitude": 35.5, "longitude": 112.9}
		if got, problems := edit(point); len(problems) > 0 || got.Latitude == nil || got.OccurredAt == nil {
			t.Fatalf("%+v %+v", got, problems)
		}
		for what, facts := range map[string]map[string]any{"POINT": point, "OCCURRED_AT": {"occurredAt": night}} {
			if _, problems := edit(facts, what); len(problems) != 1 || problems[0].Field != "input.withdraw" {
				t.Errorf("%s given and withdrawn: %+v", what, problems)
			}
		}
		if got, problems := edit(none, "POINT"); len(problems) > 0 || got.Latitude != nil || got.Longitude != nil || got.OccurredAt == nil {
			t.Errorf("without its point it is %+v %+v", got, problems)
		}
		if got, problems := edit(none, "OCCURRED_AT", "POINT"); len(problems) > 0 || got.OccurredAt != nil {
			t.Errorf("without its time it is %+v %+v", got, problems)
		}
		d.clocks(id, "COUNTY_NOTICE 02:25 RUNNING", "HIGHER_BUREAU_NOTICE 02:25 RUNNING", "CITY_BRIEF 03:15 RUNNING")
		if c := d.clockOf(id, "CITY_BRIEF"); c.Cause != "the time of the event is unknown again" {
			t.Errorf("the brief counts anew, and says %q", c.Cause)
		}
		if got, problems := edit(map[string]any{"occurredAt": night}); len(problems) > 0 || got.OccurredAt == nil {
			t.Errorf("told again it is %+v %+v", got, problems)
		}
		d.clocks(id, "COUNTY_NOTICE 02:25 RUNNING", "HIGHER_BUREAU_NOTICE 02:25 RUNNING", "CITY_BRIEF 03:10 RUNNING")
	})
}
