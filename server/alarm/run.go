package alarm

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"commandhub/ent"
	"commandhub/ent/deviceevent"
	"commandhub/server/rule"
)

// apart is how long after the last word of one alarm the same words are another.
// Our own: a device that repeats itself is one alarm.
const apart = time.Hour

// runs makes one alarm of what a device says again and again of the same place.
func runs(events []*ent.DeviceEvent) []*Alarm {
	slices.SortFunc(events, func(a, b *ent.DeviceEvent) int { return cmp.Compare(a.Sequence, b.Sequence) })
	type place struct {
		station, tank, nozzle int
		kind                  deviceevent.Kind
	}
	var all []*Alarm
	last := map[place]*Alarm{}
	for _, e := range events {
		at := place{e.StationID, number(e.TankID), number(e.NozzleID), e.Kind}
		if run := last[at]; run != nil && e.ReceivedAt.Sub(run.Event.ReceivedAt) < apart {
			run.Event = e
			run.Times++
			continue
		}
		a := &Alarm{
			Key: fmt.Sprintf("event:%d", e.Sequence), Kind: rule.StationAlarm, Since: e.HappenedAt, Event: e, Times: 1,
		}
		last[at] = a
		all = append(all, a)
	}
	return all
}

func number(id *int) int {
	if id == nil {
		return 0
	}
	return *id
}
