package station

import (
	"context"
	"errors"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/device"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/timeline"
)

// Credentials issues and revokes what devices prove themselves with.
type Credentials struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Registry *Registry
	Clock    clockwork.Clock
	// CutOff is called after a device's credential was taken or replaced: a
	// connection that was opened with it ends.
	CutOff func(deviceID int)
}

// Issue gives a device a new credential, whose user name is the device's code,
// and takes the old one from it. The context's viewer needs device:write. The
// secret is in the answer and nowhere else. It fails with *Unknown where there
// is no such device, and with timeline.ErrRepeated where the key was used: the
// secret cannot be shown again.
func (c *Credentials) Issue(ctx context.Context, code, idempotencyKey string) (row *ent.Device, secretOnce string, err error) {
	secretOnce = secret.Token()
	row, err = c.change(ctx, code, idempotencyKey, "device.credential.issued", func(u *ent.DeviceUpdateOne, now time.Time) {
		u.SetCredentialID(code).SetSecretSha256(secret.Hash(secretOnce)).SetCredentialIssuedAt(now).ClearRevokedAt()
	})
	return row, secretOnce, err
}

// Revoke takes a device's credential. The context's viewer needs device:write.
func (c *Credentials) Revoke(ctx context.Context, code, idempotencyKey string) (*ent.Device, error) {
	row, err := c.change(ctx, code, idempotencyKey, "device.credential.revoked", func(u *ent.DeviceUpdateOne, now time.Time) {
		u.SetRevokedAt(now)
	})
	if errors.Is(err, timeline.ErrRepeated) {
		return c.Store.Client.Device.Query().Where(device.Code(code)).Only(ctx)
	}
	return row, err
}

func (c *Credentials) change(
	ctx context.Context, code, idempotencyKey, action string, set func(*ent.DeviceUpdateOne, time.Time),
) (*ent.Device, error) {
	now := c.Clock.Now().UTC().Truncate(time.Microsecond)
	var row *ent.Device
	err := c.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		before, err := tx.Device.Query().Where(device.Code(code)).Only(ctx)
		if ent.IsNotFound(err) {
			return timeline.Entry{}, &Unknown{"input.device", code}
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		update := tx.Device.UpdateOne(before)
		set(update, now)
		if row, err = update.Save(ctx); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: action, SubjectType: "Device", SubjectID: row.ID, IdempotencyKey: idempotencyKey,
			Before: credentialState(before), After: credentialState(row),
		}, nil
	})
	if err != nil {
		return nil, err
	}
	row.Unwrap()
	if err := c.Registry.Reload(ctx); err != nil {
		return nil, err
	}
	c.CutOff(row.ID)
	return row, nil
}

// credentialState is what the timeline keeps of a device: never the secret.
func credentialState(d *ent.Device) map[string]any {
	return map[string]any{"code": d.Code, "issuedAt": d.CredentialIssuedAt, "revokedAt": d.RevokedAt}
}
