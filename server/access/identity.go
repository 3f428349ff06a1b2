package access

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/ent/user"
	"commandhub/server/oidc"
	"commandhub/server/timeline"
)

// Stranger is somebody whom the county's sign-in service knows and this hub does
// not.
type Stranger struct{ Name string }

func (s *Stranger) Error() string {
	return fmt.Sprintf("there is no account for %q: ask the system administrator for one", s.Name)
}

// AuthenticateIdentity lets in whom the county's sign-in service vouches for: the
// person that it was for the first time, else – the first time – the one of that
// user name, who keeps it from then on. It makes no account. A second factor that
// the person has here is still needed.
func (a *Access) AuthenticateIdentity(ctx context.Context, who oidc.Identity) (Pending, error) {
	row, err := a.personOf(ctx, who)
	if ent.IsNotFound(err) {
		stranger := &Stranger{shorten(who.UserName, 64)}
		err = a.record(asHub(ctx), timeline.Entry{
			Action: "user.refused", SubjectType: "User", After: map[string]any{"name": stranger.Name, "step": "oidc"},
		})
		if err != nil {
			return Pending{}, err
		}
		return Pending{}, stranger
	}
	if err != nil {
		return Pending{}, err
	}
	return a.admit(ctx, &attempt{name: row.Name}, row, "oidc")
}

// personOf finds the account of an identity, and pins it the first time.
func (a *Access) personOf(ctx context.Context, who oidc.Identity) (*ent.User, error) {
	const longest = 512 // bytes
	subject := who.Issuer + "|" + who.Subject
	if len(subject) > longest {
		return nil, fmt.Errorf("the sign-in service's subject has %d bytes, %d at most are taken", len(subject), longest)
	}
	users := a.store.Client.User.Query
	pinned, err := users().Where(user.OidcSubject(subject)).Only(asHub(ctx))
	if err == nil && pinned.DisabledAt != nil {
		return nil, &ent.NotFoundError{}
	}
	if !ent.IsNotFound(err) {
		return pinned, err
	}
	row, err := users().Where(user.Name(who.UserName), user.OidcSubjectIsNil(), user.DisabledAtIsNil()).Only(asHub(ctx))
	if err != nil {
		return nil, err
	}
	err = a.timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.User.Update().Where(user.ID(row.ID), user.OidcSubjectIsNil()).SetOidcSubject(subject).Save(ctx)
		if err == nil && n != 1 {
			err = &ent.NotFoundError{}
		}
		return timeline.Entry{
			Action: "user.oidc-linked", SubjectType: "User", SubjectID: row.ID, After: map[string]any{"issuer": who.Issuer},
		}, err
	})
	return row, err
}
