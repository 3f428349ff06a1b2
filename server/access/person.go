package access

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/appointment"
	"commandhub/ent/enrolment"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// NewPerson is what a person says of themselves when they enrol.
type NewPerson struct {
	Code        string
	UserName    string // 3 to 32 of a–z, 0–9, . _ -
	DisplayName string
	Password    string
}

// EnrolPerson exchanges a code for an account of one's own.
func (a *Access) EnrolPerson(ctx context.Context, in NewPerson) (viewer.Viewer, error) {
	if err := checkPassword(in.Password, in.UserName); err != nil {
		return viewer.Viewer{}, err
	}
	if _, err := a.Inspect(ctx, in.Code); err != nil {
		return viewer.Viewer{}, err
	}
	hash, err := hash(ctx, in.Password)
	if err != nil {
		return viewer.Viewer{}, err
	}
	var row *ent.User
	err = a.timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		invitation, err := a.use(ctx, tx, in.Code, enrolment.KindPERSON)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.User.Create().SetName(in.UserName).SetDisplayName(in.DisplayName).
			SetPasswordHash(hash).SetPasswordChangedAt(a.now()).SetCreatedAt(a.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if err := a.firstAppointment(ctx, tx, row, invitation); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.enrolled", SubjectType: "User", SubjectID: row.ID,
			After: map[string]any{"name": row.Name, "displayName": row.DisplayName, "role": invitation.Role},
		}, nil
	})
	switch {
	case ent.IsConstraintError(err):
		return viewer.Viewer{}, &Invalid{"username", "this user name is taken; choose another"}
	case ent.IsValidationError(err):
		return viewer.Viewer{}, &Invalid{"username", "3 to 32 characters of a–z, 0–9, dot, dash and underscore are needed, a letter first"}
	case err != nil:
		return viewer.Viewer{}, err
	}
	return a.Person(ctx, row.ID)
}

// Person is the viewer with a user's id and what their appointments allow now,
// as long as the account is good.
func (a *Access) Person(ctx context.Context, id int) (viewer.Viewer, error) {
	row, err := a.store.Client.User.Query().Where(user.ID(id), user.DisabledAtIsNil()).Only(asHub(ctx))
	if ent.IsNotFound(err) {
		return viewer.Viewer{}, ErrUnknown
	}
	if err != nil {
		return viewer.Viewer{}, err
	}
	return a.person(ctx, row)
}

func (a *Access) person(ctx context.Context, row *ent.User) (viewer.Viewer, error) {
	posts, err := a.Posts(ctx, row.ID)
	if err != nil {
		return viewer.Viewer{}, err
	}
	var grants []viewer.Grant
	for _, p := range posts {
		grants = append(grants, p.Role.Grants(placeOf(p))...)
	}
	missing, err := a.factorMissing(ctx, row, posts)
	if err != nil {
		return viewer.Viewer{}, err
	}
	if len(grants) == 0 || missing { // who waits for an appointment or lacks a factor can still keep their own account
		grants = []viewer.Grant{{Scopes: []viewer.Scope{viewer.OwnWrite}}}
	}
	who := viewer.New(viewer.Person, row.ID, row.Name, "", grants...)
	who.FactorMissing = missing
	return who, nil
}

// HasRole tells whether somebody holds a role, now or later.
func (a *Access) HasRole(ctx context.Context, role viewer.Role) (bool, error) {
	return a.store.Client.Appointment.Query().
		Where(appointment.RoleEQ(role), notOver(a.now()), appointment.HasUserWith(user.DisabledAtIsNil())).Exist(asHub(ctx))
}

// HasWall tells whether a display is enrolled.
func (a *Access) HasWall(ctx context.Context) (bool, error) {
	return a.store.Client.Wall.Query().Exist(asHub(ctx))
}

// record appends one row that changes nothing else.
func (a *Access) record(ctx context.Context, e timeline.Entry) error {
	return a.timeline.Do(ctx, func(context.Context, *ent.Tx) (timeline.Entry, error) { return e, nil })
}
