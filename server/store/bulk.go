package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Bulk writes many rows at a time, in explicit transactions on a connection of
// its own, so that readers cannot starve the devices. It is for one goroutine.
type Bulk struct {
	store *Store
	conn  *sql.Conn
	sqlite
}

// Bulk makes a bulk writer; it connects when it is first used.
func (s *Store) Bulk() *Bulk { return &Bulk{store: s} }

// Close gives the connection back.
func (b *Bulk) Close() {
	if b.conn != nil {
		b.closeStatements()
		_ = b.conn.Close()
		b.conn = nil
	}
}

// Do runs fn in one transaction. A failure, also of the commit, rolls back and
// drops the connection when that may be at fault; FailureOf tells the kind. Do
// never repeats by itself: what failed at the commit may yet be stored.
func (b *Bulk) Do(ctx context.Context, fn func(*BulkTx) error) (err error) {
	if b.conn == nil {
		if b.conn, err = b.store.DB.Conn(ctx); err != nil {
			return err
		}
	}
	defer func() {
		if f := FailureOf(err); f == Away || f == OtherFailure {
			b.Close()
		}
	}()
	tx, err := b.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(&BulkTx{ctx: ctx, bulk: b, tx: tx}); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

// BulkTx is a transaction of a Bulk, valid within Do.
type BulkTx struct {
	ctx  context.Context
	bulk *Bulk
	tx   *sql.Tx
}

// Insert adds n rows to a table; fill appends the values of row i in the order
// of the columns.
func (t *BulkTx) Insert(table string, columns []string, n int, fill func(i int, row *Row)) error {
	switch {
	case n == 0:
		return nil
	case t.bulk.store.Postgres():
		return t.copyIn(table, columns, n, fill)
	default:
		return t.insertMany(table, columns, n, fill)
	}
}

// MarkKey names what a device has sent since one of its starts.
type MarkKey struct {
	DeviceID int
	Boot     string
}

// Mark is a row of device_marks.
type Mark struct {
	ID int
	MarkKey
	High int64
	Gaps string
}

// Marks reads the marks with the given keys, which must be sorted and distinct,
// and keeps other writers from them until the end of the transaction. Those
// that were missing are made, with nothing stored.
func (t *BulkTx) Marks(keys []MarkKey, now time.Time) (map[MarkKey]Mark, error) {
	if t.bulk.store.Postgres() {
		return t.postgresMarks(keys, now)
	}
	return t.sqliteMarks(keys, now)
}

// SetMarks writes marks back.
func (t *BulkTx) SetMarks(marks []Mark, now time.Time) error {
	if len(marks) == 0 {
		return nil
	}
	if t.bulk.store.Postgres() {
		return t.postgresSetMarks(marks, now)
	}
	return t.sqliteSetMarks(marks, now)
}

// DaySum is what is added to a row of daily_sales.
type DaySum struct {
	TankID                int
	Day                   string // ISO date
	Volume, Amount, Count int64
}

// AddDailySales adds sums to the days' rows; they must be sorted by tank and
// day, and distinct, so that two writers cannot wait for each other.
func (t *BulkTx) AddDailySales(sums []DaySum) error {
	if len(sums) == 0 {
		return nil
	}
	if t.bulk.store.Postgres() {
		return t.postgresAddDailySales(sums)
	}
	return t.sqliteAddDailySales(sums)
}

// Sequences takes the next n sequences of a stream and returns the first. Other
// writers of the stream wait until the end of the transaction: take them last.
func (t *BulkTx) Sequences(stream string, n int) (first int64, err error) {
	var last int64
	err = t.tx.QueryRowContext(t.ctx,
		`UPDATE stream_heads SET sequence = sequence + $1 WHERE stream = $2 RETURNING sequence`, n, stream).Scan(&last)
	return last - int64(n) + 1, err
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
