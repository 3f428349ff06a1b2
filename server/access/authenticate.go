package access

import (
	"context"
	"errors"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// PendingLife is how long a sign-in waits for its second step.
const PendingLife = 5 * time.Minute

// What a sign-in is refused with.
var (
	// ErrSignIn is a user name or password that is wrong; which is not said.
	ErrSignIn = errors.New("user name or password is wrong")
	// ErrFactor is a second factor that is wrong.
	ErrFactor = errors.New("this is not right: take a code that was not used yet, or the passkey of this account")
	// ErrPending is a second step without a first, or too late after it.
	ErrPending = errors.New("there is no sign-in that waits for this; begin again")
)

// Pending is a sign-in whose first step was right. Only the session that took
// that step may take the second.
type Pending struct {
	Person int
	Name   string
	How    string   // password or oidc
	Second []Factor // one of them is needed; none where the person is in
	Since  time.Time
}

// Authenticate checks a password and records the attempt. It takes as long for a
// name that is unknown as for one that is known, and counts it the same. After
// too many failures it fails with Locked and compares nothing.
func (a *Access) Authenticate(ctx context.Context, from Origin, name, password string) (Pending, error) {
	t, err := a.begin(ctx, from, name)
	if err != nil {
		return Pending{}, err
	}
	row, err := a.store.Client.User.Query().Where(user.Name(name), user.DisabledAtIsNil()).Only(asHub(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return Pending{}, a.undecided(ctx, t, err)
	}
	right, err := passwordIs(ctx, row, password)
	if err != nil {
		return Pending{}, a.undecided(ctx, t, err)
	}
	if !right {
		return Pending{}, errors.Join(ErrSignIn, a.failed(ctx, t, row, "password"))
	}
	return a.admit(ctx, t, row, "password")
}

// passwordIs compares, also where there is nobody or no password.
func passwordIs(ctx context.Context, row *ent.User, password string) (bool, error) {
	kept := nobodysHash()
	if row != nil && row.PasswordHash != "" {
		kept = row.PasswordHash
	}
	right, err := compare(ctx, password, kept)
	return right && row != nil && row.PasswordHash != "", err
}

// admit lets a person in, or keeps the sign-in for its second step.
func (a *Access) admit(ctx context.Context, t *attempt, row *ent.User, how string) (Pending, error) {
	second, err := a.factors(ctx, row)
	if err != nil {
		return Pending{}, a.undecided(ctx, t, err)
	}
	p := Pending{Person: row.ID, Name: row.Name, How: how, Second: second, Since: a.now()}
	if len(second) > 0 { // the account's failures stay: a password alone must not buy more guesses at codes
		return p, a.store.WithTx(ctx, func(tx *ent.Tx) error { return a.takeBack(ctx, tx, t) })
	}
	return p, a.finish(ctx, t, row, how, nil)
}

// finish ends a sign-in that is right: the account's failures are forgotten and
// the timeline has it, together with what else is written.
func (a *Access) finish(ctx context.Context, t *attempt, row *ent.User, how string, write func(context.Context, *ent.Tx) error) error {
	who := viewer.New(viewer.Person, row.ID, row.Name, "")
	return a.timeline.Do(viewer.NewContext(ctx, who), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		if write != nil {
			if err := write(asHub(ctx), tx); err != nil {
				return timeline.Entry{}, err
			}
		}
		if err := errors.Join(a.takeBack(ctx, tx, t), clearFailures(ctx, tx, row.Name)); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.signed-in", SubjectType: "User", SubjectID: row.ID, After: map[string]any{"how": how},
		}, nil
	})
}

// Waits tells whether a sign-in still waits for its second step.
func (a *Access) Waits(p Pending) bool {
	age := a.now().Sub(p.Since)
	return p.Person != 0 && len(p.Second) > 0 && age >= 0 && age < PendingLife
}

// waiting is the person of a sign-in that still waits for its second step.
func (a *Access) waiting(ctx context.Context, p Pending) (*ent.User, error) {
	if !a.Waits(p) {
		return nil, ErrPending
	}
	row, err := a.store.Client.User.Query().Where(user.ID(p.Person), user.DisabledAtIsNil()).Only(asHub(ctx))
	if ent.IsNotFound(err) {
		return nil, ErrPending
	}
	if err == nil && row.PasswordChangedAt != nil && row.PasswordChangedAt.After(p.Since) {
		return nil, ErrPending
	}
	return row, err
}

// second takes the second step of a sign-in: check looks at the factor and says
// what is written where it is right; ErrFactor is counted as a failure.
func (a *Access) second(ctx context.Context, from Origin, p Pending, factor Factor, check func(*ent.User) (func(context.Context, *ent.Tx) error, error)) error {
	row, err := a.waiting(ctx, p)
	if err != nil {
		return err
	}
	t, err := a.begin(ctx, from, row.Name)
	if err != nil {
		return err
	}
	write, err := check(row)
	if err == nil {
		err = a.finish(ctx, t, row, p.How+"+"+strings.ToLower(string(factor)), write)
	}
	if errors.Is(err, ErrFactor) {
		return errors.Join(ErrFactor, a.failed(ctx, t, row, string(factor)))
	}
	if err != nil {
		return a.undecided(ctx, t, err)
	}
	return nil
}

// confirmed is the context's viewer, whose present password is right: every
// change of one's own account takes it, and a wrong one counts like one at the
// door.
func (a *Access) confirmed(ctx context.Context, from Origin, current string) (*ent.User, error) {
	who := viewer.From(ctx)
	row, err := a.store.Client.User.Query().Where(user.ID(who.ID), user.DisabledAtIsNil()).Only(asHub(ctx))
	if err != nil {
		return nil, err
	}
	t, err := a.begin(ctx, from, row.Name)
	if err != nil {
		return nil, err
	}
	right, err := passwordIs(ctx, row, current)
	if err != nil {
		return nil, a.undecided(ctx, t, err)
	}
	if !right {
		return nil, errors.Join(&Invalid{"current", "your present password is another"}, a.failed(ctx, t, row, "confirmation"))
	}
	return row, a.store.WithTx(ctx, func(tx *ent.Tx) error { return a.takeBack(ctx, tx, t) })
}
