package incident_test

import (
	"encoding/json"
	"testing"
	"time"

	"commandhub/server/store/storetest"
)

const fromStation = `{version origin{kind content} occurredAt source station{code} area{code} latitude enterprise deadlines{duty}}`

// TestAStationsAlarmBecomesAnIncidentWithItsReadings freezes what the station said
// in the hour before.
func TestAStationsAlarmBecomesAnIncidentWithItsReadings(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		operator := d.hub.Operator(t)
		console := d.hub.Device(t, operator, "HX-1.console")
		said := []struct {
			before time.Duration
			lists  string
		}{
			{90 * time.Minute, `{"tanks":[{"tank":"A","levelMm":1500.0,"volumeL":20000.00,"temperatureC":14.3,"waterMm":0}]}`},
			{30 * time.Minute, `{"tanks":[{"tank":"A","levelMm":1400.0,"volumeL":19000.00,"temperatureC":14.3,"waterMm":0}]}`},
			{-time.Minute, `{"tanks":[{"tank":"A","levelMm":1200.0,"volumeL":15000.00,"temperatureC":14.3,"waterMm":0}],"events":[{"kind":"LEAK_ALARM","tank":"A"}]}`},
		}
		for _, s := range said {
			if status, answer := console.Say(t, d.clock.Now().Add(-s.before), s.lists); status != 200 {
				t.Fatal(status, answer)
			}
		}
		var events struct {
			StationEvents []struct {
				ID   string
				Kind string
			}
		}
		if errs := d.people["DUTY_OFFICER"].Query(t, &events, `{stationEvents(first:5){...on DeviceEvent{id kind}}}`, nil); errs != nil || len(events.StationEvents) != 1 {
			t.Fatal(errs, events)
		}
		row := must[struct {
			Origin struct{ Kind, Content string }
			Source string
			Area   struct{ Code string }
		}](d, "DUTY_OFFICER", "openIncidentFromStation", "incident"+fromStation, map[string]any{"of": events.StationEvents[0].ID, "kind": "LEAK"})
		var frozen struct {
			Tanks []struct {
				Number   string
				Readings []struct{ VolumeL float64 }
			}
		}
		if err := json.Unmarshal([]byte(row.Origin.Content), &frozen); err != nil {
			t.Fatal(err)
		}
		if row.Area.Code != "999901001" || row.Source != "station HX-1: LEAK_ALARM" || len(frozen.Tanks) == 0 ||
			len(frozen.Tanks[0].Readings) != 2 || frozen.Tanks[0].Readings[1].VolumeL != 15000 {
			t.Errorf("%+v %+v", row, frozen)
		}
		_, problems := act[map[string]any](d, "DUTY_OFFICER", "openIncidentFromStation", "incident"+fromStation, map[string]any{"of": events.StationEvents[0].ID, "kind": "LEAK"})
		if len(problems) != 1 || problems[0].Field != "input.of" {
			t.Errorf("one event makes one incident: %+v", problems)
		}
	})
}
