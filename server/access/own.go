package access

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/passkey"
	"commandhub/server/viewer"
)

// Own is a person's own account.
type Own struct {
	User     *ent.User
	TOTP     bool
	Passkeys []*ent.Passkey
}

// Own is the account of the context's viewer, who is a person.
func (a *Access) Own(ctx context.Context) (Own, error) {
	row, err := a.store.Client.User.Get(asHub(ctx), viewer.From(ctx).ID)
	if err != nil {
		return Own{}, err
	}
	keys, err := row.QueryPasskeys().Order(ent.Asc(passkey.FieldID)).All(asHub(ctx))
	return Own{row, hasTOTP(row), keys}, err
}
