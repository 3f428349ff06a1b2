package access

import (
	"context"
	"time"

	"commandhub/ent/appointment"
	"commandhub/ent/user"
	"commandhub/server/viewer"
)

// Turned cuts off the people whose appointments began or ended of themselves
// between two instants: they come back with the rights that they have now. It
// returns the second instant.
func (a *Access) Turned(ctx context.Context, from time.Time) (time.Time, error) {
	to := a.now()
	people, err := a.store.Client.User.Query().Where(user.HasAppointmentsWith(
		appointment.EndedAtIsNil(), appointment.Or(
			appointment.And(appointment.UntilGT(from), appointment.UntilLTE(to)),
			appointment.And(appointment.SinceGT(from), appointment.SinceLTE(to)),
		))).IDs(asHub(ctx))
	if err != nil {
		return from, err
	}
	for _, id := range people {
		if err := a.WithdrawPerson(ctx, id); err != nil {
			return from, err
		}
	}
	return to, nil
}

// Now is a viewer as it would be admitted at this instant: with the rights that
// it has now, or ErrUnknown where it has none any more.
func (a *Access) Now(ctx context.Context, who viewer.Viewer) (viewer.Viewer, error) {
	switch who.Kind {
	case viewer.Person:
		return a.Person(ctx, who.ID)
	case viewer.FieldDevice:
		return a.FieldDeviceNow(ctx, who.ID)
	case viewer.Wall:
		return who, a.WallIsGood(ctx, who.ID)
	}
	return who, nil
}
