package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"
	"unsafe"

	"github.com/lib/pq"
)

// copyStatement is what lib/pq prepares for COPY. CopyData takes ready lines;
// Exec with typed values would cost 1.4 µs a row.
type copyStatement interface {
	CopyData(ctx context.Context, line string) (driver.Result, error)
	Exec([]driver.Value) (driver.Result, error)
	Close() error
}

// copyChunk is how much text goes to CopyData at a time: less than the driver's
// buffer of 64 KiB, which so never grows.
const copyChunk = 56 << 10

func (t *BulkTx) copyIn(table string, columns []string, n int, fill func(int, *Row)) error {
	query := fmt.Sprintf(`COPY %s (%s) FROM STDIN`, pq.QuoteIdentifier(table), strings.Join(columns, ","))
	return t.bulk.conn.Raw(func(raw any) error {
		preparer, ok := raw.(driver.ConnPrepareContext)
		if !ok {
			return errors.New("the Postgres driver cannot prepare")
		}
		prepared, err := preparer.PrepareContext(t.ctx, query)
		if err != nil {
			return err
		}
		statement, ok := prepared.(copyStatement)
		if !ok {
			_ = prepared.Close()
			return errors.New("the Postgres driver cannot copy")
		}
		return errors.Join(t.copyRows(statement, n, fill), statement.Close())
	})
}

func (t *BulkTx) copyRows(statement copyStatement, n int, fill func(int, *Row)) error {
	row := Row{asText: true, text: make([]byte, 0, copyChunk+(8<<10))}
	for i := range n {
		fill(i, &row)
		row.endLine()
		if len(row.text) > copyChunk || i == n-1 {
			// The driver appends the last line's end, and copies the text
			// before it returns: the bytes may be used again.
			text := row.text[:len(row.text)-1]
			if _, err := statement.CopyData(t.ctx, unsafe.String(unsafe.SliceData(text), len(text))); err != nil {
				return err
			}
			row.text = row.text[:0]
		}
	}
	_, err := statement.Exec(nil)
	return err
}

func (t *BulkTx) postgresMarks(keys []MarkKey, now time.Time) (map[MarkKey]Mark, error) {
	marks := make(map[MarkKey]Mark, len(keys))
	if err := t.lockMarks(keys, marks); err != nil || len(marks) == len(keys) {
		return marks, err
	}
	var missing []MarkKey
	for _, k := range keys {
		if _, ok := marks[k]; !ok {
			missing = append(missing, k)
		}
	}
	// Another hub may be making the same: the insert waits for its commit, and
	// the lock is then taken on its row.
	devices, boots := columnsOf(missing)
	_, err := t.tx.ExecContext(t.ctx,
		`INSERT INTO device_marks (device_id, boot, high, gaps, updated_at)
		 SELECT device_id, boot, 0, '', $3 FROM unnest($1::bigint[], $2::text[]) AS k (device_id, boot)
		 ORDER BY device_id, boot ON CONFLICT (device_id, boot) DO NOTHING`, devices, boots, now)
	if err != nil {
		return nil, err
	}
	return marks, t.lockMarks(missing, marks)
}

func (t *BulkTx) lockMarks(keys []MarkKey, into map[MarkKey]Mark) error {
	devices, boots := columnsOf(keys)
	rows, err := t.tx.QueryContext(t.ctx,
		`SELECT m.id, m.device_id, m.boot, m.high, m.gaps
		 FROM unnest($1::bigint[], $2::text[]) AS k (device_id, boot)
		 JOIN device_marks m ON m.device_id = k.device_id AND m.boot = k.boot
		 ORDER BY m.device_id, m.boot FOR UPDATE OF m`, devices, boots)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m Mark
		if err := rows.Scan(&m.ID, &m.DeviceID, &m.Boot, &m.High, &m.Gaps); err != nil {
			return err
		}
		into[m.MarkKey] = m
	}
	return rows.Err()
}

func columnsOf(keys []MarkKey) (devices pq.Int64Array, boots pq.StringArray) {
	for _, k := range keys {
		devices, boots = append(devices, int64(k.DeviceID)), append(boots, k.Boot)
	}
	return devices, boots
}

func (t *BulkTx) postgresSetMarks(marks []Mark, now time.Time) error {
	var ids, highs pq.Int64Array
	var gaps pq.StringArray
	for _, m := range marks {
		ids, highs, gaps = append(ids, int64(m.ID)), append(highs, m.High), append(gaps, m.Gaps)
	}
	result, err := t.tx.ExecContext(t.ctx,
		`UPDATE device_marks m SET high = u.high, gaps = u.gaps, updated_at = $4
		 FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS u (id, high, gaps) WHERE m.id = u.id`, ids, highs, gaps, now)
	return expectRows(result, err, len(marks))
}

// postgresAddDailySales updates the rows that are there, locked in order, and
// inserts only the others: an insert that ends as an update burns an id.
func (t *BulkTx) postgresAddDailySales(sums []DaySum) error {
	added, err := t.updateDailySales(sums)
	if err != nil || len(added) == len(sums) {
		return err
	}
	var missing []DaySum
	for _, s := range sums {
		if !added[DaySum{TankID: s.TankID, Day: s.Day}] {
			missing = append(missing, s)
		}
	}
	// A row that another writer made meanwhile is added to.
	_, err = t.tx.ExecContext(t.ctx,
		`INSERT INTO daily_sales (tank_id, day, volume, amount, count) `+givenSums+` ORDER BY tank_id, day
		 ON CONFLICT (tank_id, day) DO UPDATE SET volume = daily_sales.volume + excluded.volume,
			amount = daily_sales.amount + excluded.amount, count = daily_sales.count + excluded.count`, arraysOf(missing)...)
	return err
}

const givenSums = `SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
	AS g (tank_id, day, volume, amount, count)`

// updateDailySales returns the keys of the rows that were there.
func (t *BulkTx) updateDailySales(sums []DaySum) (map[DaySum]bool, error) {
	rows, err := t.tx.QueryContext(t.ctx,
		`WITH g AS (`+givenSums+`), there AS (
			SELECT d.id, g.volume, g.amount, g.count FROM g
			JOIN daily_sales d ON d.tank_id = g.tank_id AND d.day = g.day
			ORDER BY d.tank_id, d.day FOR UPDATE OF d)
		 UPDATE daily_sales d SET volume = d.volume + t.volume, amount = d.amount + t.amount, count = d.count + t.count
		 FROM there t WHERE d.id = t.id RETURNING d.tank_id, d.day`, arraysOf(sums)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	added := map[DaySum]bool{}
	for rows.Next() {
		var key DaySum
		if err := rows.Scan(&key.TankID, &key.Day); err != nil {
			return nil, err
		}
		added[key] = true
	}
	return added, rows.Err()
}

func arraysOf(sums []DaySum) []any {
	var tanks, volumes, amounts, counts pq.Int64Array
	var days pq.StringArray
	for _, s := range sums {
		tanks, days = append(tanks, int64(s.TankID)), append(days, s.Day)
		volumes, amounts, counts = append(volumes, s.Volume), append(amounts, s.Amount), append(counts, s.Count)
	}
	return []any{tanks, days, volumes, amounts, counts}
}

func expectRows(result sql.Result, err error, want int) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && int(n) != want {
		err = fmt.Errorf("%d rows changed instead of %d", n, want)
	}
	return err
}
