package web

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/session"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// sessionStore keeps sessions in the database, so that they outlive a restart
// and hold on every hub. The session library hands it hashed tokens only.
type sessionStore struct{ store *store.Store }

func hub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("sessions"))
}

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	row, err := s.store.Client.Session.Query().
		Where(session.TokenHash(token), session.ExpiresAtGT(time.Now().UTC())).Only(hub(ctx))
	if ent.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return row.Data, true, nil
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		return tx.Session.Create().SetTokenHash(token).SetData(data).SetExpiresAt(expiry.UTC()).
			OnConflictColumns(session.FieldTokenHash).Update(func(u *ent.SessionUpsert) {
			u.SetData(data).SetExpiresAt(expiry.UTC())
		}).Exec(hub(ctx))
	})
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Session.Delete().Where(session.TokenHash(token)).Exec(hub(ctx))
		return err
	})
}

// The library asks for the forms without a context too and never calls them.

func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s sessionStore) Delete(token string) error {
	return s.DeleteCtx(context.Background(), token)
}

// sweep deletes sessions that have expired.
func (s sessionStore) sweep(ctx context.Context) error {
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Session.Delete().Where(session.ExpiresAtLT(time.Now().UTC())).Exec(hub(ctx))
		return err
	})
}
