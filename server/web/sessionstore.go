package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/session"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// seenEvery is how exactly it is kept when a session was used. One that is used
// is written at most so often, and ends by so much sooner than its idle limit.
const seenEvery = time.Minute

// sessionStore keeps sessions in the database, so that they outlive a restart
// and hold on every hub, and ends those that lie idle. The session library hands
// it hashed tokens only.
type sessionStore struct {
	store *store.Store
	clock clockwork.Clock
}

func hub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("sessions"))
}

func (s sessionStore) now() time.Time { return s.clock.Now().UTC().Truncate(time.Microsecond) }

type unusedKey struct{}

// unused is a context in which finding a session is no use of it: a socket comes
// back by itself, and is looked at while nobody does anything.
func unused(ctx context.Context) context.Context { return context.WithValue(ctx, unusedKey{}, true) }

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	now := s.now()
	row, err := s.store.Client.Session.Query().
		Where(session.TokenHash(token), session.ExpiresAtGT(now)).Only(hub(ctx))
	if ent.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if ctx.Value(unusedKey{}) == nil && now.Sub(row.SeenAt) >= seenEvery {
		if err := s.use(ctx, row, now); err != nil {
			return nil, false, err
		}
	}
	return row.Data, true, nil
}

// use keeps a session for another idle time, within its life. One that was ended
// meanwhile stays ended.
func (s sessionStore) use(ctx context.Context, row *ent.Session, now time.Time) error {
	deadline, _, err := scs.GobCodec{}.Decode(row.Data)
	if err != nil {
		return err
	}
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Session.Update().Where(session.ID(row.ID)).
			SetSeenAt(now).SetExpiresAt(idleFrom(now, deadline)).Save(hub(ctx))
		return err
	})
}

func idleFrom(now, deadline time.Time) time.Time {
	if idle := now.Add(sessionIdle); idle.Before(deadline) {
		return idle
	}
	return deadline.UTC()
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, deadline time.Time) error {
	return s.store.WithTx(ctx, func(tx *ent.Tx) error {
		kept, now := contentOf(data), s.now()
		expiry := idleFrom(now, deadline)
		return tx.Session.Create().SetTokenHash(token).SetData(data).SetExpiresAt(expiry).
			SetUserID(kept.user).SetAddress(kept.address).SetAgent(kept.agent).SetBeganAt(now).SetSeenAt(now).
			OnConflictColumns(session.FieldTokenHash).Update(func(u *ent.SessionUpsert) {
			u.SetData(data).SetExpiresAt(expiry).SetUserID(kept.user).SetSeenAt(now)
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
		_, err := tx.Session.Delete().Where(session.ExpiresAtLT(s.now())).Exec(hub(ctx))
		return err
	})
}
