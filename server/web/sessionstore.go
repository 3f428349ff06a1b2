package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/alexedwards/scs/v2"

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
		kept, now := contentOf(data), time.Now().UTC().Truncate(time.Microsecond)
		return tx.Session.Create().SetTokenHash(token).SetData(data).SetExpiresAt(expiry.UTC()).
			SetUserID(kept.user).SetAddress(kept.address).SetAgent(kept.agent).SetBeganAt(now).SetSeenAt(now).
			OnConflictColumns(session.FieldTokenHash).Update(func(u *ent.SessionUpsert) {
			u.SetData(data).SetExpiresAt(expiry.UTC()).SetUserID(kept.user).SetSeenAt(now)
		}).Exec(hub(ctx))
	})
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Session.Delete().Where(session.TokenHash(token)).Exec(hub(ctx))
		return err
	})
}

// content is what the columns beside a session's data tell of it.
type content struct {
	user           int
	address, agent string
}

// contentOf reads a session's data; what cannot be read is nobody's.
func contentOf(data []byte) content {
	_, values, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		return content{}
	}
	var out content
	out.user, _ = values[userKey].(int)
	out.address, _ = values[addressKey].(string)
	out.agent, _ = values[agentKey].(string)
	return out
}

// hashed is a session's token as the store has it: the library's own form.
func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
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
