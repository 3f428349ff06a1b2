package access_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent/enrolment"
	"commandhub/ent/user"
	"commandhub/server/access"
	"commandhub/server/rule"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

const password = "Correct-horse-7"

// open makes the use cases on a database, and a person for each name.
func open(t *testing.T, s *store.Store, names ...string) (*access.Access, *clockwork.FakeClock, context.Context) {
	t.Helper()
	clock := clockwork.NewFakeClockAt(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	key := bytes.Repeat([]byte{7}, 32)
	tl, err := timeline.New(s, clock, key)
	if err != nil {
		t.Fatal(err)
	}
	a := access.New(s, tl, clock)
	a.Sealer = secret.NewSealer(key, "test")
	ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
	for _, name := range names {
		code, _, err := a.Invite(ctx, access.Invitation{Kind: enrolment.KindPERSON}, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.EnrolPerson(ctx, access.NewPerson{Code: code, UserName: name, Password: password}); err != nil {
			t.Fatal(err)
		}
	}
	return a, clock, ctx
}

func TestAnAddressIsLockedAfterTwentyFailuresButNotForABrowserThatIsKnown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		a, clock, ctx := open(t, s, "anna", "bert")
		office := access.Origin{Address: "10.0.0.1"}
		guess := func(i int) error {
			_, err := a.Authenticate(ctx, office, fmt.Sprintf("guess%d", i), "Wrong-horse-7")
			return err
		}
		for i := range rule.LockAddressFailures - 1 {
			if err := guess(i); !errors.Is(err, access.ErrSignIn) {
				t.Fatal(err)
			}
		}
		if _, err := a.Authenticate(ctx, office, "anna", password); err != nil {
			t.Errorf("after nineteen: %v", err)
		}
		if err := guess(19); !errors.Is(err, access.ErrSignIn) {
			t.Errorf("the success is taken for a failure, or for a pardon: %v", err)
		}
		var locked *access.Locked
		if _, err := a.Authenticate(ctx, office, "anna", password); !errors.As(err, &locked) || locked.For != rule.LockTime {
			t.Errorf("after twenty: %v", err)
		}
		if _, err := a.Authenticate(ctx, access.Origin{Address: "10.0.0.1", Known: true}, "anna", password); err != nil {
			t.Errorf("by a browser that is known: %v", err)
		}
		if _, err := a.Authenticate(ctx, access.Origin{Address: "10.0.0.2"}, "bert", password); err != nil {
			t.Errorf("from another address: %v", err)
		}
		clock.Advance(rule.LockTime)
		if _, err := a.Authenticate(ctx, office, "bert", password); err != nil {
			t.Errorf("after fifteen minutes: %v", err)
		}
		clock.Advance(rule.LockTime + time.Second)
		if err := a.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Client.Lockout.Query().Count(ctx); n != 0 || err != nil {
			t.Errorf("%d counters are left: %v", n, err)
		}
	})
}

func TestABrowserThatIsKnownIsLockedOutOfTheAccountAllTheSame(t *testing.T) {
	s := storetest.SQLite(t)
	a, _, ctx := open(t, s, "anna")
	known := access.Origin{Address: "10.0.0.1", Known: true}
	for range rule.LockFailures {
		if _, err := a.Authenticate(ctx, known, "anna", "Wrong-horse-7"); !errors.Is(err, access.ErrSignIn) {
			t.Fatal(err)
		}
	}
	var locked *access.Locked
	if _, err := a.Authenticate(ctx, known, "anna", password); !errors.As(err, &locked) {
		t.Error(err)
	}
}

func TestTheSecretOfOneTimeCodesIsSealedForItsOwner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		a, _, ctx := open(t, s, "anna", "bert")
		of := func(name string) context.Context {
			id := s.Client.User.Query().Where(user.Name(name)).OnlyIDX(ctx)
			return viewer.NewContext(t.Context(), viewer.New(viewer.Person, id, name, ""))
		}
		made, err := a.BeginTOTP(of("anna"), access.Origin{}, password)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(made.Sealed, []byte(made.Secret)) || len(made.Sealed) > 256 {
			t.Errorf("%d bytes, the secret among them", len(made.Sealed))
		}
		if err := a.ConfirmTOTP(of("bert"), made.Sealed, "123456"); !errors.Is(err, secret.ErrSealed) {
			t.Errorf("for another: %v", err)
		}
	})
}
