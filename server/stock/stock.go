// Package stock computes what the county holds and how long it lasts.
package stock

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/dailysales"
	"commandhub/server/live"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/station"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// Stock is the stock of an area by product.
type Stock struct {
	Sequence   int64
	ComputedAt time.Time
	Products   []*Product
}

// Product is stock and supply of one product; see the contract for each field.
type Product struct {
	Product               string
	Volume, Usable        measure.Litres
	Capacity, StaleVolume measure.Litres
	FreshTanks            int
	SilentTanks           int
	OldestReadingAt       *time.Time
	MeanDailySales        *measure.Litres
	DaysOfSupply          *float64
	NoSupplyReason        *rule.NoSupply
	SoldToday             *measure.Litres
	SoldTodayAmount       *measure.Fen
}

// Books computes stock from the live readings and the sums of daily sales.
type Books struct {
	Store    *store.Store
	Registry *station.Registry
	Live     *live.Live
	Clock    clockwork.Clock
	Location *time.Location // of the county's calendar

	memo memo
}

func filter(area *string) *station.Filter { return &station.Filter{Area: area} }

// Of computes the stock of an area, or of the county where area is nil, at an
// instant, of the stations that the viewer's stock:read reaches. Sums of sales
// are left out where sales:read reaches not all of them. It fails with
// *station.Unknown on an area that is not there.
func (b *Books) Of(ctx context.Context, area *string, now time.Time) (*Stock, error) {
	snapshot := b.Registry.Now()
	selection, err := snapshot.Select(ctx, viewer.StockRead, filter(area))
	if err != nil {
		return nil, err
	}
	out := &Stock{ComputedAt: now}
	byCode := map[string]*Product{}
	for _, p := range snapshot.Products {
		row := &Product{Product: p.Code}
		out.Products, byCode[p.Code] = append(out.Products, row), row
	}
	for _, st := range selection.Stations {
		if !st.Operating() {
			continue
		}
		for _, t := range st.Tanks {
			byCode[t.Product].count(t, b.Live.Board.Tank(t.ID), b.Live.Fresh(t, now))
		}
	}
	if err := b.addSales(ctx, selection, byCode, now); err != nil {
		return nil, err
	}
	if !salesReached(viewer.From(ctx), snapshot, selection) {
		for _, p := range out.Products {
			p.SoldToday, p.SoldTodayAmount, p.MeanDailySales = nil, nil, nil
		}
	}
	return out, nil
}

// salesReached tells whether a viewer's sales:read reaches a whole selection.
func salesReached(who viewer.Viewer, of *station.Snapshot, sel station.Selection) bool {
	return !slices.ContainsFunc(sel.Stations, func(st *station.Station) bool {
		return !of.Reached(who, viewer.SalesRead, st)
	})
}

func (p *Product) count(t *station.Tank, r *ent.TankReading, fresh bool) {
	p.Capacity += t.Capacity
	if !fresh {
		p.SilentTanks++
		if r != nil {
			p.StaleVolume += r.Volume
		}
		return
	}
	p.FreshTanks++
	p.Volume += r.Volume
	p.Usable += measure.Litres(rule.Usable(int64(r.Volume), int64(t.UnusableBottom)))
	if p.OldestReadingAt == nil || r.MeasuredAt.Before(*p.OldestReadingAt) {
		p.OldestReadingAt = &r.MeasuredAt
	}
}

// addSales adds what was sold today and over the full days of the mean. The hub
// itself reads the sums: days of supply are for all who see the stock.
func (b *Books) addSales(ctx context.Context, sel station.Selection, byCode map[string]*Product, now time.Time) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("stock"))
	today := now.In(b.Location)
	first := today.AddDate(0, 0, -rule.SupplyDays).Format(time.DateOnly)
	sums, err := b.sales(ctx, sel, first)
	if err != nil {
		return err
	}
	for code, p := range byCode {
		s := sums[code]
		soldToday := s.day[today.Format(time.DateOnly)]
		p.SoldToday, p.SoldTodayAmount = &soldToday.volume, &soldToday.amount
		var sold measure.Litres
		for day, of := range s.day {
			if day < today.Format(time.DateOnly) {
				sold += of.volume
			}
		}
		p.supply(rule.SupplyOf(int64(p.Usable), p.FreshTanks, int64(sold), daysBetween(s.firstDay, today)))
	}
	return nil
}

func (p *Product) supply(s rule.Supply) {
	if s.MeanDaily > 0 {
		mean := measure.Litres(s.MeanDaily)
		p.MeanDailySales = &mean
	}
	if s.Missing != rule.SupplyKnown {
		p.NoSupplyReason = &s.Missing
		return
	}
	p.DaysOfSupply = &s.Days
}

// daysBetween is how many full calendar days lie from the first day with sales
// until today, today itself not counted.
func daysBetween(first string, today time.Time) int {
	begin, err := time.ParseInLocation(time.DateOnly, first, today.Location())
	if err != nil {
		return 0
	}
	midnight := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, today.Location())
	return int(midnight.Sub(begin).Hours()+12) / 24 // twelve hours even out a change of clocks
}

type sold struct {
	volume measure.Litres
	amount measure.Fen
}

type salesOf struct {
	firstDay string // of all that is stored
	day      map[string]sold
}

func (b *Books) sales(ctx context.Context, sel station.Selection, from string) (map[string]*salesOf, error) {
	out := map[string]*salesOf{}
	for _, p := range b.Registry.Now().Products {
		out[p.Code] = &salesOf{day: map[string]sold{}}
	}
	product, ids := map[int]string{}, []any{}
	for _, t := range sel.Tanks {
		product[t.ID], ids = t.Product, append(ids, t.ID)
	}
	if len(ids) == 0 {
		return out, nil
	}
	var firsts []struct {
		TankID int    `sql:"tank_id"`
		Day    string `sql:"first_day"`
	}
	chosen := func(s *sql.Selector) { s.Where(sql.In(s.C(dailysales.FieldTankID), ids...)) }
	err := b.Store.Client.DailySales.Query().Where(chosen).Modify(func(s *sql.Selector) {
		s.Select(s.C(dailysales.FieldTankID), sql.As(sql.Min(s.C(dailysales.FieldDay)), "first_day")).GroupBy(s.C(dailysales.FieldTankID))
	}).Scan(ctx, &firsts)
	if err != nil {
		return nil, err
	}
	for _, f := range firsts {
		s := out[product[f.TankID]]
		if s.firstDay == "" || f.Day < s.firstDay {
			s.firstDay = f.Day
		}
	}
	rows, err := b.Store.Client.DailySales.Query().Where(chosen, dailysales.DayGTE(from)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		of := out[product[r.TankID]].day
		of[r.Day] = sold{of[r.Day].volume + r.Volume, of[r.Day].amount + r.Amount}
	}
	return out, nil
}
