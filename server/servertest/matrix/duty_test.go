package matrix_test

import (
	"slices"
	"testing"

	"commandhub/server/servertest"
)

// seenEvents are the kinds of station events that a client lists, follows and
// finds by id.
func seenEvents(t *testing.T, c *servertest.Client) []string {
	t.Helper()
	var data struct {
		StationEvents []struct {
			ID       string
			Typename string `json:"__typename"`
			Kind     string
		}
	}
	if errs := c.Query(t, &data, `{stationEvents(first:100){__typename ... on DeviceEvent{id kind} ... on Delivery{id}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	kinds := []string{}
	for _, e := range data.StationEvents {
		if e.Typename == "Delivery" {
			e.Kind = "DELIVERY"
		}
		kinds = append(kinds, e.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// The duties that the plan gives the bureaus (No. 9 of 2025) decide which of the
// stations' events each is told.
func isToldTheEventsOfItsDuty(t *testing.T, county *assembly) {
	for bureau, want := range map[string][]string{
		"POLICE":      {"POWER_OFF", "TAMPER"},
		"ENVIRONMENT": {"DELIVERY", "LEAK_ALARM"},
		"TRANSPORT":   {"DELIVERY"},
		"MARKET":      {"POWER_OFF", "PROBE_FAULT", "TAMPER"},
		"EMERGENCY":   {"DELIVERY", "LEAK_ALARM", "POWER_OFF", "PROBE_FAULT", "TAMPER"},
		"TAX":         {"DELIVERY"},
		"STATISTICS":  {"DELIVERY"},
		"COMMERCE":    {"DELIVERY", "POWER_OFF", "PROBE_FAULT"},
		"DATA":        {"POWER_OFF", "PROBE_FAULT"},
	} {
		for _, who := range []string{"program of " + bureau, "analyst of " + bureau} {
			if got := seenEvents(t, county.parties[who].client); !slices.Equal(got, want) {
				t.Errorf("%s is told %v, want %v", who, got, want)
			}
		}
	}
	errs := county.parties["program of FINANCE"].client.Query(t, nil, `{stationEvents{__typename}}`, nil)
	if len(errs) != 1 || errs[0].Extensions["scope"] != "event:read" {
		t.Errorf("finance is told of events: %+v", errs)
	}
}
