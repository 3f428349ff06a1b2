package mqtt

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/devicesession"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// sessionsKept is how many sessions of one device are kept; one more drops the
// one that would expire first.
const sessionsKept = 16

// Sessions are those that devices want kept beyond their connections. They are
// in the database, so that a device finds its session after a restart of the
// hub: without it an MQTT 5 client drops what it had not been answered. They
// are in memory too, so that a known one costs no statement when a whole county
// connects again; one that began at another hub is looked up.
type Sessions struct {
	store *store.Store
	clock clockwork.Clock
	log   *slog.Logger

	mu   sync.Mutex
	kept map[sessionKey]kept
}

type sessionKey struct {
	deviceID int
	clientID string
}

type kept struct {
	errors    bool
	expiresAt time.Time
}

// NewSessions keeps sessions in a database.
func NewSessions(s *store.Store, clock clockwork.Clock, log *slog.Logger) *Sessions {
	return &Sessions{store: s, clock: clock, log: log, kept: map[sessionKey]kept{}}
}

func (k *Sessions) now() time.Time { return k.clock.Now().UTC().Truncate(time.Microsecond) }

// load reads the sessions and drops those that have expired.
func (k *Sessions) load(ctx context.Context) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("mqtt"))
	var rows []*ent.DeviceSession
	err := k.store.WithTx(ctx, func(tx *ent.Tx) error {
		if _, err := tx.DeviceSession.Delete().Where(devicesession.ExpiresAtLTE(k.now())).Exec(ctx); err != nil {
			return err
		}
		var err error
		rows, err = tx.DeviceSession.Query().All(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the sessions of devices: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range rows {
		k.kept[sessionKey{r.DeviceID, r.ClientID}] = kept{r.Errors, r.ExpiresAt}
	}
	return nil
}

// open finds or begins a session as the client wants it: clean is without what
// there was. It sets whether it was present, and returns whether the device
// listens to its errors. What it promises is stored when it returns.
func (k *Sessions) open(ctx context.Context, s *session, clean bool) (errors bool, err error) {
	key := sessionKey{s.device.ID, s.clientID}
	now := k.now()
	k.mu.Lock()
	old, known := k.kept[key]
	k.mu.Unlock()
	if !known && !clean && s.expiry > 0 {
		if old, known, err = k.find(ctx, key); err != nil {
			return false, err
		}
	}
	s.present = known && !clean && now.Before(old.expiresAt)
	fresh := kept{errors: s.present && old.errors, expiresAt: now.Add(s.expiry)}
	switch {
	case s.expiry == 0 && !known:
		return false, nil
	case s.expiry == 0:
		k.forget(s)
		return fresh.errors, nil
	case s.present && old.expiresAt.Sub(now) > s.expiry/2 && !old.expiresAt.After(fresh.expiresAt):
		return old.errors, nil // good enough, and no write for each that connects again
	}
	return fresh.errors, k.save(ctx, key, fresh)
}

// find looks for a session in the database.
func (k *Sessions) find(ctx context.Context, key sessionKey) (found kept, known bool, err error) {
	ctx = viewer.NewContext(ctx, viewer.Hub("mqtt"))
	row, err := k.store.Client.DeviceSession.Query().
		Where(devicesession.DeviceID(key.deviceID), devicesession.ClientID(key.clientID)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return kept{}, false, nil
	case err != nil:
		return kept{}, false, err
	}
	return kept{row.Errors, row.ExpiresAt}, true, nil
}

func (k *Sessions) save(ctx context.Context, key sessionKey, as kept) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("mqtt"))
	var dropped *ent.DeviceSession
	err := k.store.WithTx(ctx, func(tx *ent.Tx) error {
		err := tx.DeviceSession.Create().SetDeviceID(key.deviceID).SetClientID(key.clientID).
			SetErrors(as.errors).SetExpiresAt(as.expiresAt).
			OnConflictColumns(devicesession.FieldDeviceID, devicesession.FieldClientID).
			Update(func(u *ent.DeviceSessionUpsert) { u.UpdateErrors().UpdateExpiresAt() }).Exec(ctx)
		if err != nil {
			return err
		}
		dropped, err = tx.DeviceSession.Query().Where(devicesession.DeviceID(key.deviceID)).
			Order(ent.Desc(devicesession.FieldExpiresAt, devicesession.FieldID)).Offset(sessionsKept).First(ctx)
		if ent.IsNotFound(err) {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.DeviceSession.DeleteOne(dropped).Exec(ctx)
	})
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept[key] = as
	if dropped != nil {
		delete(k.kept, sessionKey{dropped.DeviceID, dropped.ClientID})
	}
	return nil
}

// listens notes whether the device listens to its errors. Where that cannot be
// stored, it holds until the next restart.
func (k *Sessions) listens(s *session, on bool) {
	key := sessionKey{s.device.ID, s.clientID}
	k.mu.Lock()
	as, known := k.kept[key]
	as.errors = on
	if known {
		k.kept[key] = as
	}
	k.mu.Unlock()
	if !known {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, connectWithin)
	defer cancel()
	if err := k.save(ctx, key, as); err != nil {
		k.log.Warn("mqtt: a subscription cannot be kept", "error", err)
	}
}

// forget drops a session. Where the database does not answer, it comes back
// with the next restart and expires then.
func (k *Sessions) forget(s *session) {
	k.mu.Lock()
	delete(k.kept, sessionKey{s.device.ID, s.clientID})
	k.mu.Unlock()
	ctx, cancel := context.WithTimeout(viewer.NewContext(s.ctx, viewer.Hub("mqtt")), connectWithin)
	defer cancel()
	err := k.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.DeviceSession.Delete().
			Where(devicesession.DeviceID(s.device.ID), devicesession.ClientID(s.clientID)).Exec(ctx)
		return err
	})
	if err != nil {
		k.log.Warn("mqtt: a session cannot be forgotten", "error", err)
	}
}
