package incident_test

import (
	"testing"
	"time"

	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// update is an item of the stream of incidents.
type update struct {
	IncidentUpdates struct {
		Sequence     int64
		Cursor, Kind string
		Entry        *struct {
			Sequence int64
			Action   string
		}
		Incident *struct{ ID string }
	}
}

const updates = `subscription($after:Cursor){incidentUpdates(after:$after){sequence cursor kind entry{sequence action} incident{id}}}`

// told is one entry about an incident.
type told struct {
	sequence         int64
	action, incident string
}

// logged is all that the logs of incidents hold, in the order of the timeline.
func (d *desk) logged(ids ...string) map[told]bool {
	d.t.Helper()
	out := map[told]bool{}
	for _, id := range ids {
		for after := any(nil); ; {
			var data struct {
				Incident struct {
					Log struct {
						Entries []struct {
							Sequence int64
							Action   string
						}
						EndCursor *string
						HasMore   bool
					}
				}
			}
			if errs := d.people["DUTY_OFFICER"].Query(d.t, &data, `query($id:ID!,$after:Cursor){incident(id:$id){log(after:$after,first:100){entries{sequence action} endCursor hasMore}}}`,
				map[string]any{"id": id, "after": after}); errs != nil {
				d.t.Fatal(errs)
			}
			for _, e := range data.Incident.Log.Entries {
				out[told{e.Sequence, e.Action, id}] = true
			}
			if !data.Incident.Log.HasMore {
				break
			}
			after = *data.Incident.Log.EndCursor
		}
	}
	return out
}

func TestAClientThatIsCutOffAgainAndAgainMissesNothingAndHearsNothingTwice(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		s := newStorm(openDesk(t, address), 7)
		var after any
		var heard []told
		var sub *servertest.Subscription
		resume := func() { // and be ready at the place where it was cut off
			var ready update
			sub = s.people["OFFICE_DIRECTOR"].Subscribe(t, updates, map[string]any{"after": after})
			sub.Next(&ready)
			if u := ready.IncidentUpdates; u.Kind != "READY" || after != nil && u.Cursor != after {
				t.Fatalf("resumed after %v: %+v", after, u)
			}
			after = ready.IncidentUpdates.Cursor
		}
		hear := func() {
			var item update
			sub.Next(&item)
			u := item.IncidentUpdates
			if u.Kind != "CHANGE" || u.Entry == nil || u.Incident == nil || u.Entry.Sequence != u.Sequence {
				t.Fatalf("%+v", u)
			}
			heard, after = append(heard, told{u.Sequence, u.Entry.Action, u.Incident.ID}), u.Cursor
		}
		resume()
		var seen []incidentRow
		for range 2 {
			seen = append(seen, s.see(must[incidentID](s.desk, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(known(2))).ID))
		}
		stir := func(most int) {
			for range most {
				i := s.IntN(len(seen))
				s.act(seen[i])
				s.clock.Advance(time.Duration(s.IntN(20)) * time.Second)
				seen[i] = s.see(seen[i].ID)
			}
		}
		for range 4 {
			stir(12)
			// What has happened by now beside what was heard: a few of it, then the cut.
			for range s.IntN(1 + len(s.logged(seen[0].ID, seen[1].ID)) - len(heard)) {
				hear()
			}
			sub.Close()
			stir(8)
			resume()
		}
		// One last word, until which all is heard.
		end := must[incidentID](s.desk, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		for len(heard) == 0 || heard[len(heard)-1].incident != end {
			hear()
		}
		last := heard[len(heard)-1]
		want := s.logged(seen[0].ID, seen[1].ID, end)
		for i, e := range heard {
			if i > 0 && e.sequence <= heard[i-1].sequence {
				t.Errorf("%+v follows %+v", e, heard[i-1])
			}
			if !want[e] {
				t.Errorf("what was heard is not in the log: %+v", e)
			}
			delete(want, e)
		}
		for e := range want {
			if e.sequence < last.sequence { // a clock may have been told of since
				t.Errorf("what is in the log was never heard: %+v", e)
			}
		}
	})
}
