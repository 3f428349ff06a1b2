package store

import "context"

// Probe asks whether the database answers or, with write, whether it also
// stores: a full disk and a standby answer, too.
func (s *Store) Probe(ctx context.Context, write bool) error {
	if !write {
		var sequence int64
		return s.DB.QueryRowContext(ctx, `SELECT sequence FROM stream_heads WHERE stream = $1`, StationStream).Scan(&sequence)
	}
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	if _, err := tx.ExecContext(ctx, `UPDATE stream_heads SET sequence = sequence WHERE stream = $1`, StationStream); err != nil {
		return err
	}
	return tx.Commit()
}
