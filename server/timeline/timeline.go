// Package timeline appends what was done, in the transaction that did it. A row
// is at once the log of the domain, the audit trail and the outbox: its
// sequence follows the order of commits, its hash chains it to the row before,
// and subscribers are told of it after commit.
package timeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/streamhead"
	"commandhub/ent/timelineentry"
	"commandhub/server/store"
	"commandhub/server/stream"
	"commandhub/server/viewer"
)

// ErrRepeated is a request whose idempotency key was carried out before.
var ErrRepeated = errors.New("this idempotency key was carried out before")

// Repeated is ErrRepeated with what the request was carried out on.
type Repeated struct{ SubjectID int }

func (*Repeated) Error() string { return ErrRepeated.Error() }

// Unwrap lets errors.Is see ErrRepeated.
func (*Repeated) Unwrap() error { return ErrRepeated }

// Entry is one thing that was done. Who did it is the context's viewer.
type Entry struct {
	Action         string    // verb and noun, as device.credential.issued
	HappenedAt     time.Time // zero for now
	SubjectType    string    // ent's name of the entity; empty for the hub
	SubjectID      int
	Before, After  any    // written as JSON; nil where there is nothing
	IdempotencyKey string // empty where the action is its own key
}

// Timeline appends and reads entries.
type Timeline struct {
	store *store.Store
	clock clockwork.Clock
	chain chain

	grown *stream.Bell
}

// New makes a timeline whose hashes are keyed by key (32 bytes), so that who
// holds only the database cannot write a chain of his own.
func New(s *store.Store, clock clockwork.Clock, key []byte) (*Timeline, error) {
	if len(key) != 32 {
		return nil, fmt.Errorf("the timeline's key has %d bytes; 32 are needed", len(key))
	}
	return &Timeline{store: s, clock: clock, chain: chain{key}, grown: stream.NewBell()}, nil
}

// Do runs fn and appends the entry that it returns, in one transaction, as the
// context's viewer. The row is relayed after commit. A repeated idempotency key
// gives Repeated and changes nothing.
func (t *Timeline) Do(ctx context.Context, fn func(ctx context.Context, tx *ent.Tx) (Entry, error)) error {
	err := t.store.WithTx(ctx, func(tx *ent.Tx) error {
		entry, err := fn(ctx, tx)
		if err != nil {
			return err
		}
		return t.Append(ctx, tx, entry)
	})
	if err == nil {
		t.grown.Ring()
	}
	return err
}

// DoOnce is Do for a request with an idempotency key, which is looked for before fn.
func (t *Timeline) DoOnce(ctx context.Context, key string, fn func(ctx context.Context, tx *ent.Tx) (Entry, error)) error {
	return t.Do(ctx, func(ctx context.Context, tx *ent.Tx) (Entry, error) {
		if err := t.Once(ctx, tx, key); err != nil {
			return Entry{}, err
		}
		e, err := fn(ctx, tx)
		e.IdempotencyKey = key
		return e, err
	})
}

// Append adds an entry within a transaction. It takes the lock of the timeline,
// held until commit: append last. The caller rings Grown after commit.
func (t *Timeline) Append(ctx context.Context, tx *ent.Tx, e Entry) error {
	row, err := t.row(ctx, e)
	if err != nil {
		return err
	}
	system := viewer.NewContext(ctx, viewer.Hub("timeline"))
	head := tx.StreamHead.Query().Where(streamhead.Stream(store.TimelineStream))
	if t.store.Postgres() {
		head = head.ForUpdate()
	}
	last, err := head.Only(system)
	if err != nil {
		return fmt.Errorf("lock the timeline: %w", err)
	}
	if err := t.Once(ctx, tx, e.IdempotencyKey); err != nil {
		return err
	}
	row.Sequence, row.PrevHash = last.Sequence+1, append([]byte{}, last.Hash...) // empty for the first row, never NULL
	row.Hash = t.chain.hash(row)
	create := tx.TimelineEntry.Create().
		SetSequence(row.Sequence).SetHappenedAt(row.HappenedAt).SetRecordedAt(row.RecordedAt).
		SetActorKind(row.ActorKind).SetActorID(row.ActorID).SetActorName(row.ActorName).
		SetAction(row.Action).SetSubjectType(row.SubjectType).SetSubjectID(row.SubjectID).
		SetNillableIdempotencyKey(row.IdempotencyKey).SetBefore(row.Before).SetAfter(row.After).
		SetPrevHash(row.PrevHash).SetHash(row.Hash)
	if err := create.Exec(system); err != nil {
		return fmt.Errorf("append to the timeline: %w", err)
	}
	return tx.StreamHead.UpdateOne(last).SetSequence(row.Sequence).SetHash(row.Hash).Exec(system)
}

// Grown rings whenever rows were committed by this process.
func (t *Timeline) Grown() *stream.Bell { return t.grown }

func (t *Timeline) row(ctx context.Context, e Entry) (*ent.TimelineEntry, error) {
	who := viewer.From(ctx)
	now := t.clock.Now().UTC().Truncate(time.Microsecond)
	row := &ent.TimelineEntry{
		HappenedAt: e.HappenedAt.UTC().Truncate(time.Microsecond), RecordedAt: now,
		ActorKind: string(who.Kind), ActorID: who.ID, ActorName: who.Name,
		Action: e.Action, SubjectType: e.SubjectType, SubjectID: e.SubjectID,
	}
	if e.HappenedAt.IsZero() {
		row.HappenedAt = now
	}
	if e.IdempotencyKey != "" {
		row.IdempotencyKey = &e.IdempotencyKey
	}
	var err error
	if row.Before, err = text(e.Before); err != nil {
		return nil, err
	}
	row.After, err = text(e.After)
	return row, err
}

// Once gives Repeated where the context's viewer used the key before. Whoever asks
// before the change sees a repetition for what it is, and not as a conflict with
// what the first request did.
func (t *Timeline) Once(ctx context.Context, tx *ent.Tx, key string) error {
	if key == "" {
		return nil
	}
	who := viewer.From(ctx)
	first, err := tx.TimelineEntry.Query().Where(
		timelineentry.ActorKind(string(who.Kind)), timelineentry.ActorID(who.ID), timelineentry.IdempotencyKey(key),
	).First(viewer.NewContext(ctx, viewer.Hub("timeline")))
	switch {
	case ent.IsNotFound(err):
		return nil
	case err != nil:
		return err
	}
	return &Repeated{first.SubjectID}
}

func text(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}
