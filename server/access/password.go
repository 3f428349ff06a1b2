package access

import (
	"context"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"commandhub/ent"
	"commandhub/ent/user"
	"commandhub/server/rule"
	"commandhub/server/secret"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Hashing is what a password's hash costs: argon2id with 19 MiB and two passes, 45 ms
// on the machine that measured it. Tests of whole hubs, which sign hundreds of people
// in, set it lower before any hub is opened; nothing else may.
var Hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashingSlots bounds how many passwords are hashed at once, and so the memory
// that strangers at the door can take.
var hashingSlots = make(chan struct{}, 2)

// ChangePassword gives the context's viewer a new password. The present one is
// needed, none of the last five is taken again, and the person's other sign-ins
// end.
func (a *Access) ChangePassword(ctx context.Context, from Origin, current, next string) error {
	who := viewer.From(ctx)
	row, err := a.confirmed(ctx, from, current)
	if err != nil {
		return err
	}
	hash, last, err := newPassword(ctx, row, next)
	if err != nil {
		return err
	}
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.User.Update().Where(user.ID(row.ID), user.PasswordHash(row.PasswordHash)).
			SetPasswordHash(hash).SetPasswordHistory(last).SetPasswordChangedAt(a.now()).Save(asHub(ctx))
		if err != nil {
			return timeline.Entry{}, err
		}
		if n != 1 {
			return timeline.Entry{}, &Invalid{"current", "the password was changed a moment ago by another; begin again"}
		}
		if err := endSignIns(ctx, tx, row.ID, who.Session); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "user.password-changed", SubjectType: "User", SubjectID: row.ID}, nil
	})
	if err == nil {
		a.Withdrawn(viewer.Person, row.ID)
	}
	return err
}

// newPassword checks a person's next password and returns its hash, with those
// before it, newest first.
func newPassword(ctx context.Context, of *ent.User, password string) (hashed string, before []string, err error) {
	if err := checkPassword(password, of.Name); err != nil {
		return "", nil, err
	}
	last := rule.LastPasswords(of.PasswordHash, of.PasswordHistory)
	for _, kept := range last {
		used, err := compare(ctx, password, kept)
		if err != nil {
			return "", nil, err
		}
		if used {
			return "", nil, &Invalid{"password", "it is one of your last five; choose another"}
		}
	}
	hashed, err = hash(ctx, password)
	return hashed, last, err
}

func checkPassword(password, userName string) error {
	if fault := rule.CheckPassword(password, userName); fault != rule.PasswordFits {
		return &Invalid{"password", string(fault)}
	}
	return nil
}

// nobodysHash is compared with where there is no password, for the time it takes.
var nobodysHash = sync.OnceValue(func() string {
	h, err := argon2id.CreateHash(secret.Token(), Hashing)
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
	return argon2id.CreateHash(password, Hashing)
}

func compare(ctx context.Context, password, kept string) (bool, error) {
	if err := takeSlot(ctx); err != nil {
		return false, err
	}
	defer func() { <-hashingSlots }()
	return argon2id.ComparePasswordAndHash(shorten(password, 4*rule.PasswordLongest), kept)
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
