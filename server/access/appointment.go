package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"commandhub/ent"
	"commandhub/ent/appointment"
	"commandhub/ent/area"
	"commandhub/ent/organisation"
	"commandhub/ent/predicate"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// LongestDelegation is how long a post may be held in another's stead at a
// time: our own bound, the plan names none.
const LongestDelegation = 90 * 24 * time.Hour

// NewAppointment is who gets which role.
type NewAppointment struct {
	User               int
	Role               viewer.Role
	Organisation, Area string     // codes; empty for none
	Since              *time.Time // nil for now
	Until              *time.Time // nil for good
	Reason             string
}

// Appoint gives a person a role, as the context's viewer, who needs role:write.
// Nobody appoints themselves, and nobody holds two of the administrators.
func (a *Access) Appoint(ctx context.Context, in NewAppointment, idempotencyKey string) (*ent.Appointment, error) {
	who := viewer.From(ctx)
	if who.Kind == viewer.Person && who.ID == in.User {
		return nil, &Invalid{"user", "nobody appoints themselves: another security administrator has to"}
	}
	var row *ent.Appointment
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		at, err := a.place(ctx, tx, in.Role, in.Organisation, in.Area)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = a.appoint(ctx, tx, in, at, nil)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.appointed", SubjectType: "User", SubjectID: in.User, IdempotencyKey: idempotencyKey,
			After: map[string]any{
				"appointment": row.ID, "role": in.Role, "organisation": in.Organisation, "area": in.Area,
				"since": row.Since, "until": row.Until, "reason": in.Reason,
			},
		}, nil
	})
	return a.changed(ctx, row, err, in.User)
}

// EndAppointment takes an appointment back, as the context's viewer, who needs
// role:write. Who stood in for its holder stands in no longer.
func (a *Access) EndAppointment(ctx context.Context, id int, reason, idempotencyKey string) (*ent.Appointment, error) {
	return a.end(ctx, ctx, appointment.ID(id), reason, idempotencyKey)
}

// end takes back the one appointment that fits, writing under the rights of a
// context.
func (a *Access) end(ctx, rights context.Context, which predicate.Appointment, reason, idempotencyKey string) (*ent.Appointment, error) {
	var row *ent.Appointment
	var holders []int
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		found, err := tx.Appointment.Query().Where(which).WithUser().Only(asHub(ctx))
		if err != nil {
			return timeline.Entry{}, err
		}
		now := a.now()
		if found.EndedAt != nil || found.Until != nil && !found.Until.After(now) {
			return timeline.Entry{}, &Invalid{"appointment", "it has ended already"}
		}
		if row, err = tx.Appointment.UpdateOneID(found.ID).SetEndedAt(now).Save(rights); err != nil {
			return timeline.Entry{}, err
		}
		if holders, err = a.endStandIns(ctx, tx, found); err != nil {
			return timeline.Entry{}, err
		}
		holder := found.Edges.User.ID
		holders = append(holders, holder)
		return timeline.Entry{
			Action: "user.appointment-ended", SubjectType: "User", SubjectID: holder, IdempotencyKey: idempotencyKey,
			Before: map[string]any{"appointment": row.ID, "role": row.Role, "until": row.Until},
			After:  map[string]any{"endedAt": now, "reason": reason, "endedFor": holders},
		}, nil
	})
	return a.changed(ctx, row, err, holders...)
}

// endStandIns ends what others hold in the stead of an appointment's holder, and
// returns who those are.
func (a *Access) endStandIns(ctx context.Context, tx *ent.Tx, of *ent.Appointment) ([]int, error) {
	handedOn, err := tx.Appointment.Query().Where(
		appointment.RoleEQ(of.Role), appointment.HasInSteadOfWith(user.ID(of.Edges.User.ID)), notOver(a.now()),
	).WithUser().All(asHub(ctx))
	if err != nil {
		return nil, err
	}
	var holders []int
	for _, h := range handedOn {
		if err := tx.Appointment.UpdateOneID(h.ID).SetEndedAt(a.now()).Exec(asHub(ctx)); err != nil {
			return nil, err
		}
		holders = append(holders, h.Edges.User.ID)
	}
	return holders, nil
}

// changed cuts off the sockets of people whose rights have changed: they come
// back with the new ones.
func (a *Access) changed(ctx context.Context, row *ent.Appointment, err error, people ...int) (*ent.Appointment, error) {
	if err != nil {
		return nil, err
	}
	for _, id := range people {
		err = errors.Join(err, a.WithdrawPerson(ctx, id))
	}
	return row.Unwrap(), err
}

// appoint writes an appointment after the checks that hold for every one.
func (a *Access) appoint(ctx context.Context, tx *ent.Tx, in NewAppointment, at place, inSteadOf *int) (*ent.Appointment, error) {
	since := a.now()
	if in.Since != nil {
		since = *in.Since
	}
	if in.Until != nil && (!in.Until.After(since) || !in.Until.After(a.now())) {
		return nil, &Invalid{"until", "it must be after its beginning and in the future"}
	}
	person := tx.User.Query().Where(user.ID(in.User), user.DisabledAtIsNil())
	if a.store.Postgres() {
		person = person.ForUpdate() // of two appointments at once the later sees the earlier
	}
	if _, err := person.Only(asHub(ctx)); err != nil {
		return nil, err
	}
	held, err := tx.Appointment.Query().Where(appointment.HasUserWith(user.ID(in.User)), notOver(a.now())).All(asHub(ctx))
	if err != nil {
		return nil, err
	}
	for _, h := range held {
		if h.Role.Excludes(in.Role) {
			return nil, &Invalid{"role", fmt.Sprintf("this person is %s: the three administrators keep each other in check, and nobody holds two of them", h.Role)}
		}
	}
	return tx.Appointment.Create().SetUserID(in.User).SetRole(in.Role).SetSince(since).SetNillableUntil(in.Until).
		SetReason(in.Reason).SetNillableOrganisationID(at.organisation).SetNillableAreaID(at.area).
		SetNillableInSteadOfID(inSteadOf).Save(ctx)
}

// firstAppointment gives a new person the role that their invitation names.
func (a *Access) firstAppointment(ctx context.Context, tx *ent.Tx, row *ent.User, by *ent.Enrolment) error {
	if by.Role == nil {
		return nil
	}
	var at place
	if o := by.Edges.Organisation; o != nil {
		at.organisation = &o.ID
	}
	if ar := by.Edges.Area; ar != nil {
		at.area = &ar.ID
	}
	_, err := a.appoint(ctx, tx, NewAppointment{User: row.ID, Role: *by.Role, Reason: "named by the invitation"}, at, nil)
	return err
}

// place is what an appointment is bound to, by id.
type place struct{ organisation, area *int }

// place finds what a role must be bound to, and refuses what it must not.
func (a *Access) place(ctx context.Context, tx *ent.Tx, role viewer.Role, organisationCode, areaCode string) (place, error) {
	var at place
	binding := role.Binding()
	switch {
	case (binding == viewer.ToOrganisation) != (organisationCode != ""):
		return at, &Invalid{"organisation", fmt.Sprintf("%s: a bureau's analyst and a reporter of an enterprise belong to one organisation, named by its code; others to none", role)}
	case (binding == viewer.ToArea) != (areaCode != ""):
		return at, &Invalid{"area", fmt.Sprintf("%s: an officer of a township belongs to one area, named by its code; others to none", role)}
	}
	if organisationCode != "" {
		id, err := tx.Organisation.Query().Where(organisation.Code(organisationCode)).OnlyID(asHub(ctx))
		if err != nil {
			return at, unknownCode("organisation", organisationCode, err)
		}
		at.organisation = &id
	}
	if areaCode != "" {
		id, err := tx.Area.Query().Where(area.Code(areaCode)).OnlyID(asHub(ctx))
		if err != nil {
			return at, unknownCode("area", areaCode, err)
		}
		at.area = &id
	}
	return at, nil
}

func unknownCode(field, code string, err error) error {
	if ent.IsNotFound(err) {
		return &Invalid{field, fmt.Sprintf("there is no %q", code)}
	}
	return err
}

// Posts are a person's appointments that hold now, with what they are bound to.
func (a *Access) Posts(ctx context.Context, person int) ([]*ent.Appointment, error) {
	now := a.now()
	return a.store.Client.Appointment.Query().
		Where(appointment.HasUserWith(user.ID(person)), appointment.SinceLTE(now), notOver(now)).
		WithOrganisation().WithArea().WithInSteadOf().Order(ent.Asc(appointment.FieldID)).All(asHub(ctx))
}

// notOver takes what holds now or later.
func notOver(now time.Time) predicate.Appointment {
	return appointment.And(
		appointment.EndedAtIsNil(), appointment.Or(appointment.UntilIsNil(), appointment.UntilGT(now)),
	)
}

// Effective tells whether an appointment holds now.
func (a *Access) Effective(row *ent.Appointment) bool {
	now := a.now()
	return row.EndedAt == nil && !row.Since.After(now) && (row.Until == nil || row.Until.After(now))
}

func placeOf(row *ent.Appointment) viewer.Place {
	var at viewer.Place
	if o := row.Edges.Organisation; o != nil {
		at.Organisation, at.Share = o.Code, o.Share
	}
	if ar := row.Edges.Area; ar != nil {
		at.Area = ar.Code
	}
	return at
}

// administrator tells whether a role is one of the three that nobody hands on.
func administrator(r viewer.Role) bool { return slices.Contains(viewer.Administrators, r) }

// refuseAdministrator keeps one administrator from taking over or shutting out
// another by means of the account.
func (a *Access) refuseAdministrator(ctx context.Context, tx *ent.Tx, person int, instead string) error {
	if viewer.From(ctx).Kind == viewer.System {
		return nil
	}
	held, err := tx.Appointment.Query().Where(
		appointment.HasUserWith(user.ID(person)), appointment.RoleIn(viewer.Administrators...), notOver(a.now()),
	).Exist(asHub(ctx))
	if err == nil && held {
		return &Invalid{"user", "this person is an administrator: " + instead}
	}
	return err
}
