package access

import (
	"context"
	"errors"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/ent/fielddevice"
	"commandhub/ent/pushsubscription"
	"commandhub/ent/user"
	"commandhub/server/secret"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// EnrolFieldDevice exchanges a code for the credential of a person's phone.
func (a *Access) EnrolFieldDevice(ctx context.Context, code string) (token string, row *ent.FieldDevice, err error) {
	token = secret.Token()
	err = a.timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		invitation, err := a.use(ctx, tx, code, enrolment.KindFIELD_DEVICE)
		if err != nil {
			return timeline.Entry{}, err
		}
		owner := invitation.Edges.User
		name := invitation.Name
		if name == "" {
			name = owner.Name
		}
		row, err = tx.FieldDevice.Create().SetName(name).SetUserID(owner.ID).
			SetTokenSha256(secret.Hash(token)).SetEnrolledAt(a.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "field-device.enrolled", SubjectType: "FieldDevice", SubjectID: row.ID,
			After: map[string]any{"name": row.Name, "user": owner.Name},
		}, nil
	})
	return token, row, err
}

// FieldDevice is the viewer whose credential the token is: it has its person's
// name and what their posts allow, but for administration and their account.
func (a *Access) FieldDevice(ctx context.Context, token string) (viewer.Viewer, error) {
	return a.fieldDevice(ctx, a.store.Client.FieldDevice.Query().Where(fielddevice.TokenSha256(secret.Hash(token))))
}

// FieldDeviceNow is a phone's viewer as it would be admitted now.
func (a *Access) FieldDeviceNow(ctx context.Context, id int) (viewer.Viewer, error) {
	return a.fieldDevice(ctx, a.store.Client.FieldDevice.Query().Where(fielddevice.ID(id)))
}

func (a *Access) fieldDevice(ctx context.Context, q *ent.FieldDeviceQuery) (viewer.Viewer, error) {
	row, err := q.Where(fielddevice.RevokedAtIsNil(), fielddevice.HasUserWith(user.DisabledAtIsNil())).WithUser().Only(asHub(ctx))
	if ent.IsNotFound(err) {
		return viewer.Viewer{}, ErrUnknown
	}
	if err != nil {
		return viewer.Viewer{}, err
	}
	owner := row.Edges.User
	posts, err := a.Posts(ctx, owner.ID)
	if err != nil {
		return viewer.Viewer{}, err
	}
	grants := viewer.PhoneGrants()
	for _, p := range posts {
		if !administrator(p.Role) {
			grants = append(grants, p.Role.Grants(placeOf(p))...)
		}
	}
	return viewer.New(viewer.FieldDevice, row.ID, owner.Name, "", viewer.Without(grants, viewer.OwnWrite, viewer.ClientWrite)...), nil
}

// RevokeFieldDevice takes a phone's credential, as the context's viewer, who
// needs account:write. Taking it again changes nothing.
func (a *Access) RevokeFieldDevice(ctx context.Context, id int, idempotencyKey string) (*ent.FieldDevice, error) {
	var row *ent.FieldDevice
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.FieldDevice.Update().Where(fielddevice.ID(id), fielddevice.RevokedAtIsNil()).SetRevokedAt(a.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if row, err = tx.FieldDevice.Get(ctx, id); err != nil {
			return timeline.Entry{}, err
		}
		if n == 0 {
			return timeline.Entry{}, timeline.ErrRepeated
		}
		if _, err := tx.PushSubscription.Delete().Where(pushsubscription.HasFieldDeviceWith(fielddevice.ID(id))).Exec(asHub(ctx)); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "field-device.revoked", SubjectType: "FieldDevice", SubjectID: id, IdempotencyKey: idempotencyKey,
			After: map[string]any{"name": row.Name, "revokedAt": row.RevokedAt},
		}, nil
	})
	if errors.Is(err, timeline.ErrRepeated) && row != nil {
		return row.Unwrap(), nil
	}
	if err != nil {
		return nil, err
	}
	a.Withdrawn(viewer.FieldDevice, id)
	return row.Unwrap(), nil
}
