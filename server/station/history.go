package station

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent"
	"commandhub/ent/tankreading"
	"commandhub/server/store"
)

// Quantity is what a tank's gauge measures: the column and how many of its
// units make one of the contract's.
type Quantity struct {
	column string
	scale  float64
}

// The quantities.
var (
	Level       = Quantity{tankreading.FieldLevel, 10}
	Volume      = Quantity{tankreading.FieldVolume, 100}
	Volume20    = Quantity{tankreading.FieldVolume20, 100}
	Temperature = Quantity{tankreading.FieldTemperature, 10}
	WaterLevel  = Quantity{tankreading.FieldWaterLevel, 10}
)

// Limits of a history.
const (
	MinBuckets    = 10
	MaxBuckets    = 2000
	longestPeriod = 366 * 24 * time.Hour
)

// History is a quantity over a period in equal parts.
type History struct {
	BucketSeconds float64
	Points        []*HistoryPoint
}

// HistoryPoint is one part of a period that has readings.
type HistoryPoint struct {
	Start          time.Time
	Min, Mean, Max float64
	Count          int
}

// HistoryOf asks the database for a quantity of a tank between two instants in
// so many buckets. It fails with *Unfit on a period or number out of bounds.
func HistoryOf(ctx context.Context, s *store.Store, tank int, q Quantity, from, to time.Time, buckets int) (*History, error) {
	switch {
	case buckets < MinBuckets || buckets > MaxBuckets:
		return nil, &Unfit{"buckets", fmt.Sprintf("%d is outside %d to %d", buckets, MinBuckets, MaxBuckets)}
	case !to.After(from):
		return nil, &Unfit{"to", "it must be after from"}
	case to.Sub(from) > longestPeriod:
		return nil, &Unfit{"to", "it may be at most 366 days after from"}
	}
	width := to.Sub(from).Seconds() / float64(buckets)
	var rows []struct {
		Bucket int     `sql:"bucket"`
		Min    int64   `sql:"lowest"`
		Mean   float64 `sql:"mean"`
		Max    int64   `sql:"highest"`
		Count  int     `sql:"readings"`
	}
	err := s.Client.TankReading.Query().
		Where(tankreading.TankID(tank), tankreading.MeasuredAtGTE(from), tankreading.MeasuredAtLT(to), notNull(q.column)).
		Modify(func(sel *sql.Selector) {
			bucket := bucketOf(s, sel.C(tankreading.FieldMeasuredAt), from, width)
			value := sel.C(q.column)
			sel.Select(
				sql.As(bucket, "bucket"), sql.As(sql.Min(value), "lowest"), sql.As("AVG("+value+") * 1.0", "mean"),
				sql.As(sql.Max(value), "highest"), sql.As(sql.Count("*"), "readings"),
			).GroupBy("bucket").OrderBy("bucket")
		}).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	h := &History{BucketSeconds: width, Points: make([]*HistoryPoint, len(rows))}
	for i, r := range rows {
		h.Points[i] = &HistoryPoint{
			Start: from.Add(time.Duration(float64(r.Bucket) * width * float64(time.Second))).Truncate(time.Microsecond),
			Min:   float64(r.Min) / q.scale, Mean: r.Mean / q.scale, Max: float64(r.Max) / q.scale, Count: r.Count,
		}
	}
	return h, nil
}

// bucketOf is the SQL for the number of a bucket. Both numbers in it are the
// server's own, so they stand in the text.
func bucketOf(s *store.Store, column string, from time.Time, width float64) string {
	seconds := "EXTRACT(EPOCH FROM " + column + ")"
	if !s.Postgres() {
		seconds = "unixepoch(" + column + ", 'subsec')"
	}
	start := float64(from.UnixMicro()) / 1e6
	return fmt.Sprintf("CAST(FLOOR((%s - %.6f) / %.9f) AS INTEGER)", seconds, start, width)
}

func notNull(column string) func(*sql.Selector) {
	return func(s *sql.Selector) { s.Where(sql.NotNull(s.C(column))) }
}

// Unfit is an argument that a client can mend.
type Unfit struct{ Field, Message string }

func (u *Unfit) Error() string { return u.Field + ": " + u.Message }

// Latest is the newest stored reading of a tank, nil for none.
func Latest(ctx context.Context, s *store.Store, tank int) (*ent.TankReading, error) {
	row, err := s.Client.TankReading.Query().Where(tankreading.TankID(tank)).
		Order(ent.Desc(tankreading.FieldMeasuredAt)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}
