package incident_test

import (
	"fmt"
	"testing"

	"commandhub/server/incident"
	"commandhub/server/store/storetest"
)

func TestASnapshotOfDutiesIsBoundedAndTheRestFollows(t *testing.T) {
	was := *incident.MostInSnapshot
	*incident.MostInSnapshot = 4
	t.Cleanup(func() { *incident.MostInSnapshot = was })
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		want := map[string]bool{}
		for n := range 6 {
			in := fire(known(2))
			in["facts"].(map[string]any)["title"] = fmt.Sprint("fire ", n)
			for _, c := range d.see(must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, in).ID).Deadlines {
				want[c.ID] = true
			}
		}
		s := d.people["DUTY_OFFICER"].Subscribe(t, `subscription{deadlineUpdates{kind incident deadlines{id}}}`, nil)
		seen := map[string]bool{}
		for n := 0; len(seen) < len(want); n++ {
			var item struct {
				DeadlineUpdates struct {
					Kind      string
					Incident  *string
					Deadlines []incidentID
				}
			}
			s.Next(&item)
			u := item.DeadlineUpdates
			if (u.Kind == "SNAPSHOT") != (n == 0) || (u.Incident == nil) != (n == 0) || len(u.Deadlines) > 4 || n > 6 {
				t.Fatalf("item %d: %+v; %d of %d duties came", n, u, len(seen), len(want))
			}
			for _, c := range u.Deadlines {
				if !want[c.ID] {
					t.Errorf("duty %s is of no incident", c.ID)
				}
				seen[c.ID] = true
			}
		}
	})
}
