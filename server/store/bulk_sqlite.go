package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// sqliteRows is how many rows one insert takes: enough to spare the parsing,
// below the 32,766 arguments of a statement.
const sqliteRows = 100

// sqlite keeps the full-sized inserts prepared, by their text. A transaction
// has the database to itself from its beginning (_txlock=immediate): nothing
// needs a lock of its own.
type sqlite struct{ statements map[string]*sql.Stmt }

func (c *sqlite) closeStatements() {
	for _, s := range c.statements {
		_ = s.Close()
	}
	c.statements = nil
}

func (t *BulkTx) insertMany(table string, columns []string, n int, fill func(int, *Row)) error {
	row := Row{args: make([]any, 0, min(n, sqliteRows)*len(columns))}
	for i := range n {
		fill(i, &row)
		rows := i%sqliteRows + 1
		if rows < sqliteRows && i < n-1 {
			continue
		}
		query := insertQuery(table, columns, rows)
		var err error
		if rows == sqliteRows {
			err = t.execPrepared(query, row.args)
		} else {
			_, err = t.tx.ExecContext(t.ctx, query, row.args...)
		}
		if err != nil {
			return err
		}
		row.args = row.args[:0]
	}
	return nil
}

func insertQuery(table string, columns []string, rows int) string {
	values := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	return fmt.Sprintf("INSERT INTO `%s` (`%s`) VALUES %s", table, strings.Join(columns, "`,`"),
		values+strings.Repeat(","+values, rows-1))
}

func (t *BulkTx) execPrepared(query string, args []any) error {
	s := t.bulk.statements[query]
	if s == nil {
		var err error
		if s, err = t.bulk.conn.PrepareContext(t.ctx, query); err != nil {
			return err
		}
		if t.bulk.statements == nil {
			t.bulk.statements = map[string]*sql.Stmt{}
		}
		t.bulk.statements[query] = s
	}
	// The statement is the connection's, and so takes part in its transaction;
	// tx.Stmt would prepare it again.
	_, err := s.ExecContext(t.ctx, args...)
	return err
}

func (t *BulkTx) sqliteMarks(keys []MarkKey, now time.Time) (map[MarkKey]Mark, error) {
	marks := make(map[MarkKey]Mark, len(keys))
	for _, k := range keys {
		m := Mark{MarkKey: k}
		err := t.tx.QueryRowContext(t.ctx,
			"SELECT id, high, gaps FROM device_marks WHERE device_id = ? AND boot = ?", k.DeviceID, k.Boot).
			Scan(&m.ID, &m.High, &m.Gaps)
		if errors.Is(err, sql.ErrNoRows) {
			err = t.tx.QueryRowContext(t.ctx,
				"INSERT INTO device_marks (device_id, boot, high, gaps, updated_at) VALUES (?, ?, 0, '', ?) RETURNING id",
				k.DeviceID, k.Boot, now).Scan(&m.ID)
		}
		if err != nil {
			return nil, err
		}
		marks[k] = m
	}
	return marks, nil
}

func (t *BulkTx) sqliteSetMarks(marks []Mark, now time.Time) error {
	for _, m := range marks {
		result, err := t.tx.ExecContext(t.ctx,
			"UPDATE device_marks SET high = ?, gaps = ?, updated_at = ? WHERE id = ?", m.High, m.Gaps, now, m.ID)
		if err := expectRows(result, err, 1); err != nil {
			return err
		}
	}
	return nil
}

func (t *BulkTx) sqliteAddDailySales(sums []DaySum) error {
	for _, s := range sums {
		_, err := t.tx.ExecContext(t.ctx,
			`INSERT INTO daily_sales (tank_id, day, volume, amount, count) VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (tank_id, day) DO UPDATE SET volume = volume + excluded.volume,
				amount = amount + excluded.amount, count = count + excluded.count`,
			s.TankID, s.Day, s.Volume, s.Amount, s.Count)
		if err != nil {
			return err
		}
	}
	return nil
}
