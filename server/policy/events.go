package policy

import (
	"context"
	"slices"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/deviceevent"
	"commandhub/server/viewer"
)

// kinds of device events that each scope opens. Power is both a fault of the
// equipment and a way to hide a delivery from the gauge.
var kinds = map[viewer.Scope][]deviceevent.Kind{
	viewer.TamperRead: {
		deviceevent.KindTAMPER, deviceevent.KindCOVER_OPENED, deviceevent.KindCOVER_CLOSED,
		deviceevent.KindPOWER_OFF, deviceevent.KindPOWER_ON,
	},
	viewer.SpillRead: {deviceevent.KindLEAK_ALARM, deviceevent.KindOVERFILL, deviceevent.KindHIGH_WATER},
	viewer.EquipmentRead: {
		deviceevent.KindPOWER_OFF, deviceevent.KindPOWER_ON, deviceevent.KindPROBE_FAULT, deviceevent.KindPROBE_RESTORED,
		deviceevent.KindNOZZLE_FAULT, deviceevent.KindNOZZLE_RESTORED, deviceevent.KindLOW_PRODUCT,
		deviceevent.KindHEARTBEAT_LOST, deviceevent.KindRESTARTED,
	},
}

// DeviceEvents is the policy of device events: read by holders of event:read,
// as far as it reaches, of the kinds that their other scopes open.
func DeviceEvents() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{eventQuery{}},
		Mutation: privacy.MutationPolicy{needMutation(HubInternal)},
	}
}

type eventQuery struct{}

func (eventQuery) EvalQuery(ctx context.Context, q ent.Query) error {
	if err := (boundQuery(viewer.EventRead)).EvalQuery(ctx, q); !allowed(err) {
		return err
	}
	who := viewer.From(ctx)
	if who.Kind == viewer.System {
		return privacy.Allow
	}
	open := []deviceevent.Kind{}
	for scope, some := range kinds {
		if who.May(scope) {
			open = append(open, some...)
		}
	}
	slices.Sort(open)
	events, ok := q.(*hub.DeviceEventQuery)
	if !ok {
		return &Denied{Scope: viewer.EventRead}
	}
	events.Where(deviceevent.KindIn(slices.Compact(open)...))
	return privacy.Allow
}
