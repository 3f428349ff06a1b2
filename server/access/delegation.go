package access

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/appointment"
	"commandhub/ent/user"
	"commandhub/server/policy"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Delegation is a post that is handed on for a time.
type Delegation struct {
	Appointment int    // one's own
	To          string // user name of who stands in
	Since       *time.Time
	Until       time.Time
	Reason      string
}

// Delegate has another hold one of the context's viewer's own posts for a time.
func (a *Access) Delegate(ctx context.Context, in Delegation, idempotencyKey string) (*ent.Appointment, error) {
	who := viewer.From(ctx)
	if who.Kind != viewer.Person {
		return nil, &policy.Denied{Scope: viewer.OwnWrite}
	}
	if who.FactorMissing {
		return nil, &Invalid{"appointment", "set up a second factor first: the hub demands one of you"}
	}
	if in.Reason == "" {
		return nil, &Invalid{"reason", "say why, in up to 500 characters"}
	}
	var row *ent.Appointment
	holder := 0
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		own, err := a.ownPost(ctx, tx, who.ID, in)
		if err != nil {
			return timeline.Entry{}, err
		}
		to, err := tx.User.Query().Where(user.Name(in.To), user.DisabledAtIsNil()).Only(asHub(ctx))
		if ent.IsNotFound(err) || err == nil && to.ID == who.ID {
			return timeline.Entry{}, &Invalid{"to", "there is no other person with this user name"}
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		var at place
		if o := own.Edges.Organisation; o != nil {
			at.organisation = &o.ID
		}
		if ar := own.Edges.Area; ar != nil {
			at.area = &ar.ID
		}
		holder = to.ID
		row, err = a.appoint(asHub(ctx), tx, NewAppointment{
			User: to.ID, Role: own.Role, Since: in.Since, Until: &in.Until, Reason: in.Reason,
		}, at, &who.ID)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.delegated", SubjectType: "User", SubjectID: to.ID, IdempotencyKey: idempotencyKey,
			After: map[string]any{
				"appointment": row.ID, "role": own.Role, "inSteadOf": who.Name, "to": to.Name,
				"since": row.Since, "until": row.Until, "reason": in.Reason,
			},
		}, nil
	})
	return a.changed(ctx, row, err, holder)
}

// ownPost is the post that is handed on, if its holder may.
func (a *Access) ownPost(ctx context.Context, tx *ent.Tx, holder int, in Delegation) (*ent.Appointment, error) {
	own, err := tx.Appointment.Query().Where(appointment.ID(in.Appointment), appointment.HasUserWith(user.ID(holder))).
		WithInSteadOf().WithOrganisation().WithArea().Only(asHub(ctx))
	if ent.IsNotFound(err) || err == nil && !a.Effective(own) {
		return nil, &Invalid{"appointment", "it must be a post that you hold now"}
	}
	if err != nil {
		return nil, err
	}
	since := a.now()
	if in.Since != nil {
		since = *in.Since
	}
	switch {
	case administrator(own.Role):
		return nil, &Invalid{"appointment", "an administrator's post cannot be handed on: have another person appointed"}
	case own.Edges.InSteadOf != nil:
		return nil, &Invalid{"appointment", "a post that is held in another's stead cannot be handed on again"}
	case in.Until.Sub(since) > LongestDelegation:
		return nil, &Invalid{"until", "a post may be handed on for at most 90 days at a time"}
	case own.Until != nil && in.Until.After(*own.Until):
		return nil, &Invalid{"until", "your own appointment ends before that"}
	}
	return own, nil
}

// EndDelegation takes back what the context's viewer handed on.
func (a *Access) EndDelegation(ctx context.Context, id int, idempotencyKey string) error {
	who := viewer.From(ctx)
	if who.Kind != viewer.Person {
		return &policy.Denied{Scope: viewer.OwnWrite}
	}
	own := appointment.And(appointment.ID(id), appointment.HasInSteadOfWith(user.ID(who.ID)))
	_, err := a.end(ctx, asHub(ctx), own, "taken back", idempotencyKey)
	return err
}

// HandedOn are the posts of a person that others hold now or later.
func (a *Access) HandedOn(ctx context.Context, person int) ([]*ent.Appointment, error) {
	return a.store.Client.Appointment.Query().
		Where(appointment.HasInSteadOfWith(user.ID(person)), notOver(a.now())).
		WithUser().Order(ent.Asc(appointment.FieldID)).All(asHub(ctx))
}
