package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// The columns that a row of the hub's is made of; ids are given by the table.
var columnsOf = []struct{ table, columns string }{
	{"tank_readings", "tank_id, device_id, measured_at, received_at, level, volume, volume20, temperature, water_level, water_volume"},
	{"sales", "nozzle_id, device_id, sold_at, received_at, volume, price, amount, totalizer"},
}

// copyAgain writes what the hub stored to files and copies it with psql into
// tables of the same shape and indexes. The result is of the
// second step alone.
func (b *bench) copyAgain(ctx context.Context, folder string) (r result, err error) {
	var took time.Duration
	for _, c := range columnsOf {
		file := filepath.Join(folder, c.table+".copy")
		err := b.cluster.Psql(ctx, "postgres",
			"-c", fmt.Sprintf("CREATE TABLE copy_of_%s (LIKE %s INCLUDING ALL)", c.table, c.table),
			"-c", fmt.Sprintf(`\copy (SELECT %s FROM %s ORDER BY id) TO '%s'`, c.columns, c.table, file),
			"-c", "CHECKPOINT")
		if err != nil {
			return r, err
		}
		began, before := time.Now(), b.usage()
		err = b.cluster.Psql(ctx, "postgres", "-c", fmt.Sprintf(`\copy copy_of_%s (%s) FROM '%s'`, c.table, c.columns, file))
		if err != nil {
			return r, err
		}
		took += time.Since(began)
		r.spent.database += b.usage().since(before).database
		var n int64
		if err = b.db.DB.QueryRowContext(ctx, "SELECT count(*) FROM copy_of_"+c.table).Scan(&n); err != nil {
			return r, err
		}
		r.rows += n
		if err = os.Remove(file); err != nil {
			return r, err
		}
		if err = b.cluster.Psql(ctx, "postgres", "-c", "DROP TABLE copy_of_"+c.table); err != nil {
			return r, err
		}
	}
	r.rate = float64(r.rows) / took.Seconds()
	return r, nil
}
