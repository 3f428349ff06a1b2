package simulate

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"commandhub/ent/product"
)

func TestTheHourCurveHasAMeanOfOneAndItsPeaksByDay(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	sum := 0.0
	for minute := range 24 * 60 {
		sum += busyness(day.Add(time.Duration(minute) * time.Minute))
	}
	if mean := sum / (24 * 60); math.Abs(mean-1) > 1e-9 {
		t.Errorf("mean %v", mean)
	}
	at := func(hour int) float64 { return busyness(day.Add(time.Duration(hour)*time.Hour + 30*time.Minute)) }
	for hour := range 24 {
		if at(hour) > at(17) || at(hour) < at(2) {
			t.Errorf("hour %d is busier than the evening or quieter than the night: %v", hour, at(hour))
		}
	}
	if before, after := busyness(day.Add(-time.Second)), busyness(day); math.Abs(before-after) > 0.01 {
		t.Errorf("midnight jumps from %v to %v", before, after)
	}
}

func TestArrivalsDoNotDependOnHowTimeIsCut(t *testing.T) {
	start := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	run := func(step time.Duration) (times []time.Time) {
		r, a := rand.New(rand.NewPCG(7, 7)), arrivals{}
		for at := start; at.Before(start.Add(6 * time.Hour)); at = at.Add(step) {
			times = append(times, a.next(at, at.Add(step), 0.01, r)...)
		}
		return times
	}
	fine, coarse := run(10*time.Second), run(time.Hour)
	if len(fine) != len(coarse) || len(fine) < 150 || len(fine) > 280 {
		t.Fatalf("%d and %d arrivals, about 216 expected", len(fine), len(coarse))
	}
	if !slices.EqualFunc(fine, coarse, func(a, b time.Time) bool { return a.Sub(b).Abs() < time.Millisecond }) {
		t.Error("they come at different times")
	}
	if !slices.IsSortedFunc(fine, time.Time.Compare) {
		t.Error("they are out of order")
	}
}

func TestArrivalsArePoisson(t *testing.T) {
	r, a := rand.New(rand.NewPCG(1, 2)), arrivals{}
	const spans, mean = 4000, 5.0
	var sum, squares float64
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for range spans {
		n := float64(len(a.next(at, at.Add(time.Minute), mean/60, r)))
		at = at.Add(time.Minute)
		sum, squares = sum+n, squares+n*n
	}
	average := sum / spans
	variance := squares/spans - average*average
	if math.Abs(average-mean) > 0.15 || math.Abs(variance-mean) > 0.5 {
		t.Errorf("mean %v and variance %v, both %v expected", average, variance, mean)
	}
}

func TestHabitsStayWithinWhatATankTakes(t *testing.T) {
	for category, h := range habits {
		r := rand.New(rand.NewPCG(3, 4))
		sum := 0.0
		for range 20_000 {
			litres := h.draw(r).Float()
			if litres < h.least || litres > h.most {
				t.Fatalf("%s: %v L", category, litres)
			}
			sum += litres
		}
		if mean := sum / 20_000; math.Abs(mean-h.mean()) > 0.05*h.mean() {
			t.Errorf("%s: mean %v L, %v expected", category, mean, h.mean())
		}
	}
	if len(habits) != 2 || habits[product.CategoryDIESEL].median <= habits[product.CategoryPETROL].median {
		t.Error("lorries take more than cars")
	}
}
