package quarantine

import (
	"slices"
	"testing"
)

func TestTheWorstDeviceComesFirst(t *testing.T) {
	groups := []tally{
		{DeviceID: 1, Reason: "NEGATIVE", Count: 50, First: 9, Last: 80},
		{DeviceID: 2, Reason: "MALFORMED", Count: 30, First: 3, Last: 60},
		{DeviceID: 2, Reason: "NEGATIVE", Count: 31, First: 4, Last: 90},
		{DeviceID: 3, Reason: "TOO_LARGE", Count: 50, First: 5, Last: 6},
	}
	if first := oldest(groups); first != 3 {
		t.Errorf("the oldest is %d", first)
	}
	devices := worstFirst(groups)
	if want := []tally{
		{DeviceID: 2, Count: 61, First: 3, Last: 90}, {DeviceID: 1, Count: 50, First: 9, Last: 80}, {DeviceID: 3, Count: 50, First: 5, Last: 6},
	}; !slices.Equal(devices, want) {
		t.Errorf("devices: %+v", devices)
	}
	var counts []int
	for _, g := range groups {
		counts = append(counts, g.Count)
	}
	if !slices.Equal(counts, []int{31, 30, 50, 50}) {
		t.Errorf("groups: %+v", groups)
	}
	reasons := byReason(groups)
	if len(reasons) != 3 || reasons[0].Reason != "NEGATIVE" || reasons[0].Count != 81 || reasons[2].Count != 30 {
		t.Errorf("reasons: %+v", reasons)
	}
	if worstFirst(nil) != nil || len(byReason(nil)) != 0 || oldest(nil) != 0 {
		t.Error("of nothing there is something")
	}
}
