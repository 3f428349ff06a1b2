package push

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"github.com/SherClockHolmes/webpush-go"

	"commandhub/ent"
	"commandhub/ent/setting"
	"commandhub/server/timeline"
)

// keySetting is the setting that holds the sealed private key.
const keySetting = "push.key"

// keyPair is by which push services know the hub (VAPID, RFC 8292): P-256 in
// base64url, the public key as an uncompressed point.
type keyPair struct{ private, public string }

// CheckContact refuses whom a push service could not ask about this hub.
func CheckContact(contact string) error {
	if address, ok := strings.CutPrefix(contact, "mailto:"); ok {
		if one, err := mail.ParseAddress(address); err == nil && one.Address == address {
			return nil
		}
	}
	if u, err := url.Parse(contact); err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil {
		return nil
	}
	return fmt.Errorf("push-contact: %q is no address to be asked at; write it as mailto:duty@county.example or https://county.example", contact)
}

// Open takes the hub's key pair from the database, where the first hub with push
// makes it. Without a contact there is no push.
func (p *Pushes) Open(ctx context.Context) error {
	if p.Contact == "" {
		return nil
	}
	if err := CheckContact(p.Contact); err != nil {
		return err
	}
	ctx = asHub(ctx)
	key, err := p.load(ctx)
	if ent.IsNotFound(err) {
		if err = p.make(ctx); err == nil || ent.IsConstraintError(err) { // or another hub made it just now
			key, err = p.load(ctx)
		}
	}
	if err != nil {
		return fmt.Errorf("push: the hub's key pair: %w", err)
	}
	p.key = key
	return nil
}

func (p *Pushes) load(ctx context.Context) (*keyPair, error) {
	row, err := p.Store.Client.Setting.Query().Where(setting.Name(keySetting)).Only(ctx)
	if err != nil {
		return nil, err
	}
	sealed, err := base64.StdEncoding.DecodeString(row.Value)
	if err != nil {
		return nil, err
	}
	plain, err := p.Sealer.OpenFor(keySetting, sealed)
	if err != nil {
		return nil, err
	}
	private, public, ok := strings.Cut(string(plain), " ")
	if !ok {
		return nil, errors.New("it is not whole")
	}
	return &keyPair{private, public}, nil
}

func (p *Pushes) make(ctx context.Context) error {
	private, public, err := webpush.GenerateVAPIDKeys()
	if err != nil {
		return err
	}
	sealed := p.Sealer.SealFor(keySetting, []byte(private+" "+public))
	return p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		err := tx.Setting.Create().SetName(keySetting).SetValue(base64.StdEncoding.EncodeToString(sealed)).Exec(ctx)
		return timeline.Entry{Action: "push.key-made", SubjectType: "Access", After: map[string]string{"publicKey": public}}, err
	})
}
