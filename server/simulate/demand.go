package simulate

import (
	"math"
	"math/rand/v2"
	"time"

	"commandhub/ent/product"
	"commandhub/server/measure"
)

// hourly is how busy a station is by the hour of its day, the mean being 1:
// quiet at night, a peak before work, a lower one at noon, the highest after.
var hourly = normalised([24]float64{
	2, 1.5, 1, 1, 1.5, 3, 6, 10, 12, 10, 9, 9.5, 9, 8, 8, 9, 10.5, 12.5, 12, 9, 7, 5, 4, 3,
})

func normalised(weights [24]float64) [24]float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	for i := range weights {
		weights[i] *= 24 / sum
	}
	return weights
}

// busyness is the hour curve at an instant, joined by straight lines between
// the middles of the hours.
func busyness(t time.Time) float64 {
	at := float64(t.Hour()) + float64(t.Minute())/60 + float64(t.Second())/3600 - 0.5
	below := math.Floor(at)
	part := at - below
	return hourly[(int(below)+24)%24]*(1-part) + hourly[(int(below)+25)%24]*part
}

// habit is how customers of one kind of fuel buy: litres are lognormal.
type habit struct {
	median, spread, least, most float64
}

var habits = map[product.Category]habit{
	product.CategoryPETROL: {median: 30, spread: 0.45, least: 5, most: 80},
	product.CategoryDIESEL: {median: 70, spread: 0.65, least: 8, most: 400},
}

func (h habit) mean() float64 { return h.median * math.Exp(h.spread*h.spread/2) }

func (h habit) draw(r *rand.Rand) measure.Litres {
	litres := h.median * math.Exp(h.spread*r.NormFloat64())
	return measure.LitresOf(math.Min(math.Max(litres, h.least), h.most))
}

// arrivals is a Poisson process of changing rate. It waits for a unit of risk
// drawn beforehand, so that the draws do not depend on how time is cut.
type arrivals struct {
	left float64 // risk until the next arrival; not above 0 before the first draw
}

// next gives the instants within a span of constant rate (per second), in
// order.
func (a *arrivals) next(from, to time.Time, rate float64, r *rand.Rand) (times []time.Time) {
	if a.left <= 0 {
		a.left = r.ExpFloat64()
	}
	risk := rate * to.Sub(from).Seconds()
	at := 0.0
	for risk-at >= a.left {
		at += a.left
		times = append(times, from.Add(time.Duration(at/rate*float64(time.Second))))
		a.left = r.ExpFloat64()
	}
	a.left -= risk - at
	return times
}
