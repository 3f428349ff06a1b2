package access

import (
	"context"
	"fmt"
	"time"

	"commandhub/ent"
	"commandhub/ent/lockout"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// Locked is a refusal after too many failures.
type Locked struct {
	Until time.Time
	For   time.Duration // from now on
}

func (l *Locked) Error() string {
	return fmt.Sprintf("there were too many failures; try again in %d minutes", int((l.For+time.Minute-1)/time.Minute))
}

// Origin is where a sign-in comes from.
type Origin struct {
	Address string
	Known   bool // a browser that this person signed in with before: the address's lock does not hold it
}

// attempt is one try at signing in. It counts as failed until it is known
// better, so that many at once get no more tries than one after another.
type attempt struct {
	name    string
	counted []counter
	locks   map[string]time.Time // what this try locks if it fails, and until when
}

type counter struct {
	subject string
	bound   int
}

// begin counts a try of an account and an address, or refuses it with Locked.
// An account that does not exist is counted like any other.
func (a *Access) begin(ctx context.Context, from Origin, name string) (*attempt, error) {
	t := &attempt{name: shorten(name, 64), locks: map[string]time.Time{}}
	t.counted = []counter{accountOf(t.name)}
	if !from.Known && from.Address != "" {
		t.counted = append(t.counted, counter{"address:" + from.Address, rule.LockAddressFailures})
	}
	err := a.store.WithTx(ctx, func(tx *ent.Tx) error {
		for _, c := range t.counted {
			after, err := a.change(ctx, tx, c, func(f rule.Failures) (rule.Failures, error) {
				if now := a.now(); f.Locked(now) {
					return f, &Locked{f.Until, f.Until.Sub(now)}
				}
				return f.Plus(a.now(), c.bound), nil
			})
			if err != nil {
				return err
			}
			if after.Locked(a.now()) {
				t.locks[c.subject] = after.Until
			}
		}
		return nil
	})
	return t, err
}

func accountOf(name string) counter { return counter{"account:" + name, rule.LockFailures} }

// change reads a counter under a lock and writes what becomes of it.
func (a *Access) change(ctx context.Context, tx *ent.Tx, c counter, to func(rule.Failures) (rule.Failures, error)) (rule.Failures, error) {
	ctx = asHub(ctx)
	// The insertion locks the row that is there, on Postgres too.
	err := tx.Lockout.Create().SetSubject(c.subject).SetFailures(0).SetFailedAt(a.now()).
		OnConflictColumns(lockout.FieldSubject).Ignore().Exec(ctx)
	if err != nil {
		return rule.Failures{}, fmt.Errorf("count a sign-in: %w", err)
	}
	row, err := tx.Lockout.Query().Where(lockout.Subject(c.subject)).Only(ctx)
	if err != nil {
		return rule.Failures{}, fmt.Errorf("count a sign-in: %w", err)
	}
	f := rule.Failures{Count: row.Failures, Last: row.FailedAt}
	if row.LockedUntil != nil {
		f.Until = *row.LockedUntil
	}
	if f, err = to(f); err != nil {
		return f, err
	}
	update := tx.Lockout.UpdateOne(row).SetFailures(f.Count).SetFailedAt(f.Last)
	if f.Until.IsZero() {
		update.ClearLockedUntil()
	} else {
		update.SetLockedUntil(f.Until)
	}
	return f, update.Exec(ctx)
}

// takeBack uncounts a try that did not fail.
func (a *Access) takeBack(ctx context.Context, tx *ent.Tx, t *attempt) error {
	for _, c := range t.counted {
		_, err := a.change(ctx, tx, c, func(f rule.Failures) (rule.Failures, error) { return f.Minus(c.bound), nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// clearFailures forgets an account's failures: its person is in.
func clearFailures(ctx context.Context, tx *ent.Tx, name string) error {
	_, err := tx.Lockout.Delete().Where(lockout.Subject(accountOf(name).subject)).Exec(asHub(ctx))
	return err
}

// undecided uncounts a try that the hub itself could not finish.
func (a *Access) undecided(ctx context.Context, t *attempt, err error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_ = a.store.WithTx(ctx, func(tx *ent.Tx) error { return a.takeBack(ctx, tx, t) }) // it counts, at worst
	return err
}

// failed records a try that failed, and what it locked.
func (a *Access) failed(ctx context.Context, t *attempt, of *ent.User, step string) error {
	id := 0
	if of != nil {
		id = of.ID
	}
	err := a.record(asHub(ctx), timeline.Entry{
		Action: "user.refused", SubjectType: "User", SubjectID: id, After: map[string]any{"name": t.name, "step": step},
	})
	for _, c := range t.counted {
		until, locks := t.locks[c.subject]
		if !locks || err != nil {
			continue
		}
		err = a.record(asHub(ctx), timeline.Entry{
			Action: "user.locked", SubjectType: "User", SubjectID: id,
			After: map[string]any{"name": t.name, "what": c.subject, "until": until},
		})
	}
	return err
}

// Sweep forgets failures that count no more.
func (a *Access) Sweep(ctx context.Context) error {
	return a.store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Lockout.Delete().Where(lockout.FailedAtLT(a.now().Add(-rule.LockTime))).Exec(asHub(ctx))
		return err
	})
}
