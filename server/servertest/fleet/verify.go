package fleet

import (
	"context"

	"commandhub/server/store"
)

// Found is what a database holds of a fleet, against what it was answered.
type Found struct {
	Rows   int64 // readings and sales that must be there
	Lost   int64 // of them, those that are not
	Double int64 // rows that are there more than once
	Sums   int64 // how much the daily sums differ from the sales, in sales
	Marks  int64 // device marks with a gap or another height than was sent
}

// Verify compares the database with what the senders sent and were answered,
// all of it: call it after they have run to their end. Several senders of one
// station have sent the same. No other stations may have sent.
func Verify(ctx context.Context, s *store.Store, senders []*Sender) (Found, error) {
	var f Found
	var readings, sales int64
	high := map[int]int64{}
	for _, sender := range senders {
		_, sent := sender.Answered()
		high[sender.station.Device] = max(sent, high[sender.station.Device])
	}
	for _, sent := range high {
		for seq := int64(1); seq <= sent; seq++ {
			readings += 2 * Tanks
			sales += int64(Sales(seq))
		}
	}
	f.Rows = readings + sales
	for table, want := range map[string]int64{"tank_readings": readings, "sales": sales} {
		key := map[string]string{"tank_readings": "tank_id, measured_at", "sales": "nozzle_id, sold_at"}[table]
		var all, distinct int64
		err := s.DB.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM "+table+"), "+
			"(SELECT count(*) FROM (SELECT DISTINCT "+key+" FROM "+table+") AS d)").Scan(&all, &distinct)
		if err != nil {
			return f, err
		}
		f.Lost += max(0, want-distinct)
		f.Double += all - distinct
	}
	var counted int64
	if err := s.DB.QueryRowContext(ctx, "SELECT COALESCE(SUM(count), 0) FROM daily_sales").Scan(&counted); err != nil {
		return f, err
	}
	f.Sums = counted - sales
	rows, err := s.DB.QueryContext(ctx, "SELECT device_id, high, gaps FROM device_marks")
	if err != nil {
		return f, err
	}
	defer rows.Close()
	for rows.Next() {
		var device int
		var reached int64
		var gaps string
		if err := rows.Scan(&device, &reached, &gaps); err != nil {
			return f, err
		}
		if gaps != "" || reached != high[device] {
			f.Marks++
		}
		delete(high, device)
	}
	for _, sent := range high {
		if sent > 0 {
			f.Marks++
		}
	}
	return f, rows.Err()
}
