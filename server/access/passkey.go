package access

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"commandhub/ent"
	"commandhub/ent/passkey"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// ErrNoPasskeys is a hub whose address browsers keep no passkeys for.
var ErrNoPasskeys = errors.New("passkeys need a host name and TLS (or localhost): this hub's public address has neither; use one-time codes, or set public-url")

// longestPasskeys is how many passkeys one person keeps.
const longestPasskeys = 10

// UsePasskeys lets people use passkeys at the hub's public address, where
// browsers keep any: at a host name over TLS, or at localhost.
func (a *Access) UsePasskeys(publicURL string) error {
	at, err := url.Parse(publicURL)
	if err != nil {
		return fmt.Errorf("public-url: %w", err)
	}
	host := at.Hostname()
	if net.ParseIP(host) != nil || at.Scheme != "https" && host != "localhost" {
		a.passkeys = nil
		return nil
	}
	a.passkeys, err = webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: "Command Hub", RPOrigins: []string{at.Scheme + "://" + at.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementDiscouraged, UserVerification: protocol.VerificationPreferred,
		},
	})
	return err
}

// PasskeyAddress is the address at which passkeys work; empty where they do at none.
func (a *Access) PasskeyAddress() string {
	if a.passkeys == nil {
		return ""
	}
	return a.passkeys.Config.RPOrigins[0]
}

// owner is a person with their passkeys as the library wants them.
type owner struct {
	*ent.User
	keys []webauthn.Credential
}

func (o owner) WebAuthnID() []byte          { return binary.BigEndian.AppendUint64(nil, uint64(o.ID)) }
func (o owner) WebAuthnName() string        { return o.Name }
func (o owner) WebAuthnDisplayName() string { return o.Name }

func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.keys }

func (a *Access) ownerOf(ctx context.Context, row *ent.User) (owner, error) {
	o := owner{User: row}
	if a.passkeys == nil {
		return o, ErrNoPasskeys
	}
	rows, err := row.QueryPasskeys().Order(ent.Asc(passkey.FieldID)).All(asHub(ctx))
	for _, r := range rows {
		var key webauthn.Credential
		if err := json.Unmarshal(r.Credential, &key); err != nil {
			return o, fmt.Errorf("passkey %d: %w", r.ID, err)
		}
		o.keys = append(o.keys, key)
	}
	return o, err
}

// ceremony is what the session keeps between begin and finish of a passkey.
type ceremony struct {
	Data webauthn.SessionData
	Name string // of a new one
	At   time.Time
}

func (a *Access) kept(data *webauthn.SessionData, name string) ([]byte, error) {
	return json.Marshal(ceremony{*data, name, a.now()})
}

func (a *Access) ceremonyOf(kept []byte) (ceremony, error) {
	var c ceremony
	if json.Unmarshal(kept, &c) != nil || a.now().Sub(c.At) >= PendingLife {
		return c, ErrPending
	}
	return c, nil
}

// BeginNewPasskey makes what a browser needs to make a passkey of a name for the
// context's viewer, who gives their present password, and what the session keeps.
func (a *Access) BeginNewPasskey(ctx context.Context, from Origin, current, name string) (options any, session []byte, err error) {
	if a.passkeys == nil {
		return nil, nil, ErrNoPasskeys
	}
	if n := utf8.RuneCountInString(name); n == 0 || n > 100 {
		return nil, nil, &Invalid{"name", "a name of 1 to 100 characters is needed, to know the passkey by"}
	}
	row, err := a.confirmed(ctx, from, current)
	if err != nil {
		return nil, nil, err
	}
	o, err := a.ownerOf(ctx, row)
	if err != nil {
		return nil, nil, err
	}
	if len(o.keys) >= longestPasskeys {
		return nil, nil, &Invalid{"name", "ten passkeys are enough; remove one first"}
	}
	var known []protocol.CredentialDescriptor
	for _, k := range o.keys {
		known = append(known, k.Descriptor())
	}
	creation, data, err := a.passkeys.BeginRegistration(o, webauthn.WithExclusions(known))
	if err != nil {
		return nil, nil, err
	}
	session, err = a.kept(data, name)
	return creation, session, err
}

// FinishNewPasskey keeps the passkey that a browser made.
func (a *Access) FinishNewPasskey(ctx context.Context, session, response []byte) error {
	who := viewer.From(ctx)
	c, err := a.ceremonyOf(session)
	if err != nil {
		return err
	}
	row, err := a.store.Client.User.Get(asHub(ctx), who.ID)
	if err != nil {
		return err
	}
	o, err := a.ownerOf(ctx, row)
	if err != nil {
		return err
	}
	refused := &Invalid{"credential", "the browser's answer is not right; begin again"}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(response)
	if err != nil {
		return refused
	}
	key, err := a.passkeys.CreateCredential(o, c.Data, parsed)
	if err != nil {
		return refused
	}
	text, err := json.Marshal(key)
	if err != nil {
		return err
	}
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		err := tx.Passkey.Create().SetUserID(who.ID).SetName(c.Name).SetCredentialID(key.ID).SetCredential(text).
			SetCreatedAt(a.now()).Exec(asHub(ctx))
		return timeline.Entry{
			Action: "user.passkey-added", SubjectType: "User", SubjectID: who.ID, After: map[string]any{"name": c.Name},
		}, err
	})
	if ent.IsConstraintError(err) {
		return &Invalid{"credential", "this passkey is known already"}
	}
	return a.turned(ctx, who.ID, err)
}

// RemovePasskey ends a passkey of the context's viewer, who gives their present
// password.
func (a *Access) RemovePasskey(ctx context.Context, from Origin, current string, id int) error {
	row, err := a.confirmed(ctx, from, current)
	if err != nil {
		return err
	}
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		key, err := tx.Passkey.Query().Where(passkey.ID(id), passkey.HasUserWith(user.ID(row.ID))).Only(asHub(ctx))
		if ent.IsNotFound(err) {
			return timeline.Entry{}, &Invalid{"id", "there is no such passkey of yours"}
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.passkey-removed", SubjectType: "User", SubjectID: row.ID, Before: map[string]any{"name": key.Name},
		}, tx.Passkey.DeleteOne(key).Exec(asHub(ctx))
	})
	return a.turned(ctx, row.ID, err)
}

// BeginPasskey makes what a browser needs for a sign-in's second step by a
// passkey, and what the session keeps.
func (a *Access) BeginPasskey(ctx context.Context, p Pending) (options any, session []byte, err error) {
	row, err := a.waiting(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	o, err := a.ownerOf(ctx, row)
	if err != nil {
		return nil, nil, err
	}
	if len(o.keys) == 0 {
		return nil, nil, ErrPending
	}
	assertion, data, err := a.passkeys.BeginLogin(o)
	if err != nil {
		return nil, nil, err
	}
	session, err = a.kept(data, "")
	return assertion, session, err
}

// FinishPasskey takes a sign-in's second step by a passkey.
func (a *Access) FinishPasskey(ctx context.Context, from Origin, p Pending, session, response []byte) error {
	c, err := a.ceremonyOf(session)
	if err != nil {
		return err
	}
	return a.second(ctx, from, p, Passkey, func(row *ent.User) (func(context.Context, *ent.Tx) error, error) {
		o, err := a.ownerOf(ctx, row)
		if err != nil {
			return nil, err
		}
		parsed, err := protocol.ParseCredentialRequestResponseBytes(response)
		if err != nil {
			return nil, ErrFactor
		}
		key, err := a.passkeys.ValidateLogin(o, c.Data, parsed)
		if err != nil || key.Authenticator.CloneWarning {
			return nil, ErrFactor
		}
		text, err := json.Marshal(key)
		return func(ctx context.Context, tx *ent.Tx) error {
			n, err := tx.Passkey.Update().Where(passkey.CredentialID(key.ID), passkey.HasUserWith(user.ID(row.ID))).
				SetCredential(text).SetUsedAt(a.now()).Save(ctx)
			if err == nil && n != 1 {
				return ErrFactor // taken a moment ago
			}
			return err
		}, err
	})
}
