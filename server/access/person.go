package access

import (
	"context"
	"errors"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"commandhub/ent"
	"commandhub/ent/appointment"
	"commandhub/ent/enrolment"
	"commandhub/ent/user"
	"commandhub/server/secret"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Passwords have at least this many characters of at least this many classes
// (lower, upper, digit, other): GB/T 22239 level 3 asks for complexity.
const (
	passwordLength  = 10
	passwordClasses = 3
	passwordLongest = 256
)

// hashing is argon2id with 19 MiB and two passes, 45 ms on the machine that
// measured it.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashingSlots bounds how many passwords are hashed at once, and so the memory
// that strangers at the door can take.
var hashingSlots = make(chan struct{}, 2)

// ErrSignIn is a user name or password that is wrong; which is not said.
var ErrSignIn = errors.New("user name or password is wrong")

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

// Authenticate checks a password and records the attempt. It takes as long for a name
// that is unknown as for one that is known.
func (a *Access) Authenticate(ctx context.Context, name, password string) (viewer.Viewer, error) {
	row, err := a.store.Client.User.Query().Where(user.Name(name), user.DisabledAtIsNil()).Only(asHub(ctx))
	kept := nobodysHash()
	if err == nil {
		kept = row.PasswordHash
	} else if !ent.IsNotFound(err) {
		return viewer.Viewer{}, err
	}
	right, hashErr := compare(ctx, password, kept)
	if hashErr != nil {
		return viewer.Viewer{}, hashErr
	}
	if row == nil || !right {
		return viewer.Viewer{}, errors.Join(ErrSignIn, a.record(asHub(ctx), timeline.Entry{
			Action: "user.refused", SubjectType: "User", After: map[string]any{"name": shorten(name, 64)},
		}))
	}
	who, err := a.person(ctx, row)
	if err != nil {
		return viewer.Viewer{}, err
	}
	return who, a.record(viewer.NewContext(ctx, who), timeline.Entry{
		Action: "user.signed-in", SubjectType: "User", SubjectID: row.ID,
	})
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
	if len(grants) == 0 { // who waits for an appointment can still keep their own account
		grants = []viewer.Grant{{Scopes: []viewer.Scope{viewer.OwnWrite}}}
	}
	return viewer.New(viewer.Person, row.ID, row.Name, "", grants...), nil
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

func checkPassword(password, name string) error {
	if n := utf8.RuneCountInString(password); n < passwordLength || n > passwordLongest {
		return &Invalid{"password", "10 to 256 characters are needed"}
	}
	if password == name {
		return &Invalid{"password", "it must differ from the user name"}
	}
	var lower, upper, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	if lower+upper+digit+other < passwordClasses {
		return &Invalid{"password", "three of these are needed: small letters, capital letters, digits, others"}
	}
	return nil
}

// nobodysHash is compared with where there is no user, for the time it takes.
var nobodysHash = sync.OnceValue(func() string {
	h, err := argon2id.CreateHash(secret.Token(), hashing)
	if err != nil {
		panic(err) // only a failing random source gets here
	}
	return h
})

func hash(ctx context.Context, password string) (string, error) {
	if err := takeSlot(ctx); err != nil {
		return "", err
	}
	defer func() { <-hashingSlots }()
	return argon2id.CreateHash(password, hashing)
}

func compare(ctx context.Context, password, kept string) (bool, error) {
	if err := takeSlot(ctx); err != nil {
		return false, err
	}
	defer func() { <-hashingSlots }()
	return argon2id.ComparePasswordAndHash(shorten(password, 4*passwordLongest), kept)
}

func takeSlot(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	select {
	case hashingSlots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func shorten(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	for !utf8.RuneStart(s[bytes]) {
		bytes--
	}
	return s[:bytes]
}
