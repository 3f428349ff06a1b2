// Package access lets people and displays in: one-time enrolment, passwords,
// sessions, and the credentials of walls. Whatever it decides is a row in the
// timeline.
package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/server/policy"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// EnrolmentLife is how long a one-time code is good.
const EnrolmentLife = 24 * time.Hour

// ErrCode is a one-time code that is unknown, used or expired: the three are
// not told apart to whoever holds it.
var ErrCode = errors.New("this code is not good: it may be mistyped, used or older than 24 hours; ask for a new one")

// Invalid is an input that a person can mend.
type Invalid struct {
	Field   string // of the request, as password
	Message string // what is wrong and what would be right
}

func (i *Invalid) Error() string { return i.Field + ": " + i.Message }

// Access is the use cases of letting in.
type Access struct {
	store    *store.Store
	timeline *timeline.Timeline
	clock    clockwork.Clock
	passkeys *webauthn.WebAuthn // nil where there can be none

	// Sealer keeps what second factors need in the clear.
	Displays *secret.Signer // of the codes that displays show
	Sealer   *secret.Sealer
	// Demanded says of whom a second factor is demanded; the zero value is of nobody.
	Demanded Demand

	// Withdrawn is called after a credential was taken from a viewer.
	Withdrawn func(kind viewer.Kind, id int)
}

// New makes the use cases.
func New(s *store.Store, t *timeline.Timeline, clock clockwork.Clock) *Access {
	return &Access{store: s, timeline: t, clock: clock, Withdrawn: func(viewer.Kind, int) {}}
}

func (a *Access) now() time.Time { return a.clock.Now().UTC().Truncate(time.Microsecond) }

// asHub does what a stranger with a good code may: the hub acts for them.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("access"))
}

// Invitation is whom a one-time code is for.
type Invitation struct {
	Kind enrolment.Kind
	Name string // of the display, the phone or the person
	// Role is a new person's first appointment; only who may appoint gives one.
	Role               *viewer.Role
	Organisation, Area string // codes that the role is bound to
	User               int    // the person, for a phone or a recovery
	Display            string // the code that a display shows; empty for a link
}

// Invite makes a one-time code as the context's viewer, who needs account:write.
// The code is in the answer and nowhere else.
func (a *Access) Invite(ctx context.Context, in Invitation, idempotencyKey string) (code string, expires time.Time, err error) {
	if in.Role != nil && !viewer.From(ctx).May(viewer.RoleWrite) {
		return "", time.Time{}, &policy.Denied{Scope: viewer.RoleWrite}
	}
	code, expires = secret.Code(), a.now().Add(EnrolmentLife)
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		create := tx.Enrolment.Create().SetKind(in.Kind).SetName(in.Name).SetNillableRole(in.Role).
			SetCodeSha256(secret.Hash(code)).SetCreatedAt(a.now()).SetExpiresAt(expires)
		if in.Display != "" {
			if err := a.letIn(in.Display, create); err != nil {
				return timeline.Entry{}, err
			}
		}
		if err := a.bind(ctx, tx, in, create); err != nil {
			return timeline.Entry{}, err
		}
		row, err := create.Save(ctx)
		if in.Display != "" && ent.IsConstraintError(err) {
			return timeline.Entry{}, &Invalid{"display", "the display with this code was let in already"}
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "enrolment.created", SubjectType: "Enrolment", SubjectID: row.ID, IdempotencyKey: idempotencyKey,
			After: map[string]any{
				"kind": in.Kind, "name": in.Name, "role": in.Role, "organisation": in.Organisation, "area": in.Area,
				"user": in.User, "expiresAt": expires,
			},
		}, nil
	})
	if in.Display != "" {
		return "", a.now().Add(DisplayCodeLife), err
	}
	return code, expires, err
}

// bind checks what an invitation names and sets it.
func (a *Access) bind(ctx context.Context, tx *ent.Tx, in Invitation, create *ent.EnrolmentCreate) error {
	needsUser := in.Kind == enrolment.KindFIELD_DEVICE || in.Kind == enrolment.KindRECOVERY
	switch {
	case needsUser != (in.User != 0):
		return &Invalid{"user", "a phone and a recovery are for one person, named by id; others are for none"}
	case in.Kind != enrolment.KindPERSON && in.Role != nil:
		return &Invalid{"role", "only a person gets a role"}
	case in.Kind != enrolment.KindWALL && in.Display != "":
		return &Invalid{"display", "only a display shows a code"}
	case in.Kind == enrolment.KindWALL && in.Name == "":
		return &Invalid{"name", "a display needs a name"}
	}
	if needsUser {
		if _, err := tx.User.Get(ctx, in.User); err != nil {
			return err
		}
		if in.Kind == enrolment.KindRECOVERY {
			if err := a.refuseAdministrator(ctx, tx, in.User, "their account is recovered on the hub's own machine, by: server user recover NAME"); err != nil {
				return err
			}
		}
		create.SetUserID(in.User)
	}
	if in.Role == nil {
		return nil
	}
	at, err := a.place(ctx, tx, *in.Role, in.Organisation, in.Area)
	if err != nil {
		return err
	}
	create.SetNillableOrganisationID(at.organisation).SetNillableAreaID(at.area)
	return nil
}

// Inspect tells what a code is for, without using it up.
func (a *Access) Inspect(ctx context.Context, code string) (*ent.Enrolment, error) {
	return a.open(asHub(ctx), a.store.Client.Enrolment.Query(), code)
}

func (a *Access) open(ctx context.Context, q *ent.EnrolmentQuery, code string) (*ent.Enrolment, error) {
	row, err := q.WithUser().WithOrganisation().WithArea().Where(
		enrolment.CodeSha256(secret.Hash(secret.Tidy(code))), enrolment.UsedAtIsNil(), enrolment.ExpiresAtGT(a.now()),
	).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, ErrCode
	}
	return row, err
}

// use marks a code as used, within the transaction that gives what it is for.
// Of two who hold the same code one gets it.
func (a *Access) use(ctx context.Context, tx *ent.Tx, code string, kind enrolment.Kind) (*ent.Enrolment, error) {
	row, err := a.open(ctx, tx.Enrolment.Query(), code)
	if err != nil {
		return nil, err
	}
	if row.Kind != kind {
		return nil, ErrCode
	}
	n, err := tx.Enrolment.Update().Where(enrolment.ID(row.ID), enrolment.UsedAtIsNil()).SetUsedAt(a.now()).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("use the code: %w", err)
	}
	if n != 1 {
		return nil, ErrCode
	}
	return row, nil
}
