package graph

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/passkey"
	"commandhub/ent/user"
	"commandhub/graph/model"
	"commandhub/server/access"
	"commandhub/server/viewer"
)

func (r *Resolver) enrolmentPayload(code string, expires time.Time, err error) (*model.CreateEnrolmentPayload, error) {
	problems, left := mend(err)
	out := &model.CreateEnrolmentPayload{UserErrors: problems}
	if err == nil {
		out.ExpiresAt = &expires
		if code != "" { // a display that shows a code needs no link
			link := r.EnrolmentLink(code)
			out.Link = &link
		}
	}
	return out, left
}

func invitation(in model.CreateEnrolmentInput) access.Invitation {
	out := access.Invitation{Kind: in.Kind, Name: in.Name}
	if in.User != nil {
		out.User = *in.User
	}
	if in.Display != nil {
		out.Display = *in.Display
	}
	return out
}

func newAppointment(in model.AppointInput) access.NewAppointment {
	return access.NewAppointment{
		User: in.User, Role: in.Role, Organisation: orEmpty(in.Organisation), Area: orEmpty(in.Area),
		Since: in.Since, Until: in.Until, Reason: in.Reason,
	}
}

func delegation(in model.DelegateInput) access.Delegation {
	return access.Delegation{Appointment: in.Appointment, To: in.To, Since: in.Since, Until: in.Until, Reason: in.Reason}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func appointPayload(row *ent.Appointment, err error) (*model.AppointPayload, error) {
	problems, left := mend(err)
	return &model.AppointPayload{Appointment: row, UserErrors: problems}, left
}

func endAppointmentPayload(row *ent.Appointment, err error) (*model.EndAppointmentPayload, error) {
	problems, left := mend(err)
	return &model.EndAppointmentPayload{Appointment: row, UserErrors: problems}, left
}

func delegatePayload(row *ent.Appointment, to string, err error) (*model.DelegatePayload, error) {
	problems, left := mend(err)
	out := &model.DelegatePayload{UserErrors: problems}
	if row != nil {
		out.HandedOn = handedOnModel(row, to)
	}
	return out, left
}

func userPayload(row *ent.User, err error) (*model.UpdateUserPayload, error) {
	problems, left := mend(err)
	return &model.UpdateUserPayload{User: row, UserErrors: problems}, left
}

func handedOnModel(row *ent.Appointment, to string) *model.HandedOn {
	return &model.HandedOn{ID: row.ID, Role: row.Role, To: to, Since: row.Since, Until: row.Until, Reason: row.Reason}
}

func roleDescriptions() []*model.RoleDescription {
	bindings := map[viewer.Binding]model.RoleBinding{
		viewer.ToNothing: model.RoleBindingNone, viewer.ToArea: model.RoleBindingArea, viewer.ToOrganisation: model.RoleBindingOrganisation,
	}
	out := make([]*model.RoleDescription, len(viewer.Roles))
	for i, role := range viewer.Roles {
		as := viewer.New(viewer.Person, 0, "", "", role.Grants(viewer.Place{Area: "-", Organisation: "-"})...)
		out[i] = &model.RoleDescription{Role: role, Binding: bindings[role.Binding()], Scopes: held(as)[1:]} // but public
	}
	return out
}

// posts are what a person holds now.
func (r *Resolver) posts(ctx context.Context) ([]*model.Post, error) {
	who := viewer.From(ctx)
	out := []*model.Post{}
	if who.Kind != viewer.Person {
		return out, nil
	}
	rows, err := r.Access.Posts(ctx, who.ID)
	for _, row := range rows {
		post := &model.Post{ID: row.ID, Role: row.Role, Until: row.Until}
		if o := row.Edges.Organisation; o != nil {
			post.Organisation = &o.Code
		}
		if a := row.Edges.Area; a != nil {
			post.Area = &a.Code
		}
		if u := row.Edges.InSteadOf; u != nil {
			post.InSteadOf = &u.Name
		}
		out = append(out, post)
	}
	return out, err
}

func (r *Resolver) handedOn(ctx context.Context) ([]*model.HandedOn, error) {
	who := viewer.From(ctx)
	out := []*model.HandedOn{}
	if who.Kind != viewer.Person {
		return out, nil
	}
	rows, err := r.Access.HandedOn(ctx, who.ID)
	for _, row := range rows {
		out = append(out, handedOnModel(row, row.Edges.User.Name))
	}
	return out, err
}

// secondFactor tells whether a person's sign-in takes one.
func (r *Resolver) secondFactor(ctx context.Context, person int) (bool, error) {
	return r.Store.Client.User.Query().Where(
		user.ID(person), user.Or(user.TotpSealedNotNil(), user.HasPasskeysWith(passkey.IDGT(0))),
	).Exist(viewer.NewContext(ctx, viewer.Hub("second factor")))
}
