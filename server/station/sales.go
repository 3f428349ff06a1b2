package station

import (
	"context"
	"slices"
	"strings"
	"time"

	"commandhub/ent/dailysales"
	"commandhub/server/measure"
	"commandhub/server/store"
)

// DailySales is the sales of one product at one station on one day.
type DailySales struct {
	Day     string // ISO date of the county's calendar
	Product string // code
	Volume  measure.Litres
	Amount  measure.Fen
	Count   int
}

// MostDays is the longest period of daily sales.
const MostDays = 31

// SalesOf sums a station's sales by product over the last days, today included,
// ordered by day and product. Days without sales are left out.
func SalesOf(ctx context.Context, s *store.Store, st *Station, days int, today time.Time) ([]*DailySales, error) {
	if days < 1 || days > MostDays {
		return nil, &Unfit{"days", "1 to 31 days are kept ready"}
	}
	product, ids := map[int]string{}, []int{}
	for _, t := range st.Tanks {
		product[t.ID], ids = t.Product, append(ids, t.ID)
	}
	rows, err := s.Client.DailySales.Query().
		Where(dailysales.TankIDIn(ids...), dailysales.DayGTE(today.AddDate(0, 0, 1-days).Format(time.DateOnly))).
		All(ctx)
	if err != nil {
		return nil, err
	}
	type key struct{ day, product string }
	sums := map[key]*DailySales{}
	var out []*DailySales
	for _, r := range rows {
		k := key{r.Day, product[r.TankID]}
		if sums[k] == nil {
			sums[k] = &DailySales{Day: k.day, Product: k.product}
			out = append(out, sums[k])
		}
		sums[k].Volume += r.Volume
		sums[k].Amount += r.Amount
		sums[k].Count += r.Count
	}
	slices.SortFunc(out, func(a, b *DailySales) int {
		return strings.Compare(a.Day+a.Product, b.Day+b.Product)
	})
	return out, nil
}
