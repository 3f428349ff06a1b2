package access

import (
	"context"
	"errors"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/ent/wall"
	"commandhub/server/secret"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// ErrUnknown is a credential or an id that nobody has.
var ErrUnknown = errors.New("unknown")

// EnrolWall exchanges a code for the credential of a new display.
func (a *Access) EnrolWall(ctx context.Context, code string) (token string, row *ent.Wall, err error) {
	return a.enrolWall(ctx, func(ctx context.Context, tx *ent.Tx) (*ent.Enrolment, error) {
		return a.use(ctx, tx, code, enrolment.KindWALL)
	})
}

// enrolWall gives a new display its credential, against an invitation that is used up
// by it.
func (a *Access) enrolWall(ctx context.Context, use func(context.Context, *ent.Tx) (*ent.Enrolment, error)) (token string, row *ent.Wall, err error) {
	token = secret.Token()
	err = a.timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		invitation, err := use(ctx, tx)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.Wall.Create().SetName(invitation.Name).SetTokenSha256(secret.Hash(token)).SetEnrolledAt(a.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "wall.enrolled", SubjectType: "Wall", SubjectID: row.ID, After: map[string]any{"name": row.Name},
		}, nil
	})
	return token, row, err
}

// Wall is the viewer whose credential the token is.
func (a *Access) Wall(ctx context.Context, token string) (viewer.Viewer, error) {
	row, err := a.store.Client.Wall.Query().
		Where(wall.TokenSha256(secret.Hash(token)), wall.RevokedAtIsNil()).Only(asHub(ctx))
	if ent.IsNotFound(err) {
		return viewer.Viewer{}, ErrUnknown
	}
	if err != nil {
		return viewer.Viewer{}, err
	}
	return viewer.New(viewer.Wall, row.ID, row.Name, "", viewer.WallGrants()...), nil
}

// WallIsGood fails with ErrUnknown where a display's credential was taken.
func (a *Access) WallIsGood(ctx context.Context, id int) error {
	good, err := a.store.Client.Wall.Query().Where(wall.ID(id), wall.RevokedAtIsNil()).Exist(asHub(ctx))
	if err == nil && !good {
		return ErrUnknown
	}
	return err
}

// RevokeWall takes a display's credential, as the context's viewer, who needs
// account:write. Taking it again changes nothing.
func (a *Access) RevokeWall(ctx context.Context, id int, idempotencyKey string) (*ent.Wall, error) {
	var row *ent.Wall
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.Wall.Update().Where(wall.ID(id), wall.RevokedAtIsNil()).SetRevokedAt(a.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if row, err = tx.Wall.Get(ctx, id); err != nil {
			return timeline.Entry{}, err
		}
		if n == 0 {
			return timeline.Entry{}, timeline.ErrRepeated
		}
		return timeline.Entry{
			Action: "wall.revoked", SubjectType: "Wall", SubjectID: id, IdempotencyKey: idempotencyKey,
			After: map[string]any{"name": row.Name, "revokedAt": row.RevokedAt},
		}, nil
	})
	if errors.Is(err, timeline.ErrRepeated) {
		return row, nil
	}
	if err != nil {
		return nil, err
	}
	row.Unwrap()
	a.Withdrawn(viewer.Wall, id)
	return row, nil
}
