package rule

import "testing"

func TestDaysOfSupply(t *testing.T) {
	for _, c := range []struct {
		name        string
		usable      int64
		fresh       int
		sold        int64
		days        int
		want        float64
		wantMissing NoSupply
		wantMean    int64
	}{
		{"seven full days", 70_000, 3, 7_000, 7, 70, SupplyKnown, 1_000},
		{"more than seven days of history", 5_000, 1, 7_000, 30, 5, SupplyKnown, 1_000},
		{"six full days are not enough", 70_000, 3, 6_000, 6, 0, NotEnoughHistory, 0},
		{"no history", 70_000, 3, 0, 0, 0, NotEnoughHistory, 0},
		{"nothing sold in seven days", 70_000, 3, 0, 7, 0, NoSales, 0},
		{"no tank speaks", 0, 0, 7_000, 7, 0, NoFreshReading, 1_000},
		{"an empty tank lasts no day", 0, 1, 7_000, 7, 0, SupplyKnown, 1_000},
		{"a fraction of a unit a day", 100, 1, 7, 7, 100, SupplyKnown, 1},
	} {
		got := SupplyOf(c.usable, c.fresh, c.sold, c.days)
		if got.Days != c.want || got.Missing != c.wantMissing || got.MeanDaily != c.wantMean {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestWhatLiesBelowTheBottomIsNoStock(t *testing.T) {
	for _, c := range [][3]int64{{1000, 300, 700}, {300, 300, 0}, {299, 300, 0}, {0, 300, 0}} {
		if got := Usable(c[0], c[1]); got != c[2] {
			t.Errorf("Usable(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}
