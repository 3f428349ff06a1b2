package rule

import (
	"testing"
	"time"
)

func TestTimePlausible(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for offset, want := range map[time.Duration]TimeFault{
		0:                   TimeSound,
		-7 * 24 * time.Hour: TimeSound, -7*24*time.Hour - time.Microsecond: TimeTooOld,
		5 * time.Minute: TimeSound, 5*time.Minute + time.Microsecond: TimeInFuture,
		-1000 * 24 * time.Hour: TimeTooOld, 1000 * 24 * time.Hour: TimeInFuture,
	} {
		if got := TimePlausible(now.Add(offset), now); got != want {
			t.Errorf("%v: %v, want %v", offset, got, want)
		}
	}
}

func TestQuantitiesAtTheirLimits(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want bool
	}{
		{"-50 °C", TemperaturePlausible(-500), true},
		{"-50.1 °C", TemperaturePlausible(-501), false},
		{"80 °C", TemperaturePlausible(800), true},
		{"80.1 °C", TemperaturePlausible(801), false},
		{"10 % and 1 L more at 20 °C", Volume20Plausible(11_100_00, 10_090_90), true},
		{"1,000 L: 1,101 L at 20 °C", Volume20Plausible(1_101_00, 1_000_00), true},
		{"1,000 L: 1,101.01 L at 20 °C", Volume20Plausible(1_101_01, 1_000_00), false},
		{"1,000 L: 899 L at 20 °C", Volume20Plausible(899_00, 1_000_00), true},
		{"1,000 L: 898.99 L at 20 °C", Volume20Plausible(898_99, 1_000_00), false},
		{"empty tank", Volume20Plausible(0, 0), true},
		{"free of charge", PricePlausible(0), false},
		{"1 fen", PricePlausible(1), true},
		{"30 CNY", PricePlausible(3000), true},
		{"30.01 CNY", PricePlausible(3001), false},
		{"no time", DeliveryPlausible(0), true},
		{"ends before it starts", DeliveryPlausible(-1), false},
		{"24 h", DeliveryPlausible(24 * time.Hour), true},
		{"more than 24 h", DeliveryPlausible(24*time.Hour + 1), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.name, c.got)
		}
	}
}

func TestAmountPlausible(t *testing.T) {
	for _, c := range []struct {
		litres, price, amount int64
		want                  bool
	}{
		{3250, 789, 25643, true}, // 25,642.5 fen
		// The litres may be off by 0.005: 3.945 fen, and the amount by 1.
		{3250, 789, 25647, true}, {3250, 789, 25648, false},
		{3250, 789, 25638, true}, {3250, 789, 25637, false},
		{0, 789, 0, true}, {0, 789, 4, true}, {0, 789, 5, false},
		{100, 1, 1, true}, {100, 1, 0, true}, {100, 1, 3, false},
		{MaxSale, MaxPrice, MaxSale / 100 * MaxPrice, true},
		{3250, 789, 256, false}, {3250, 789, 1 << 52, false},
	} {
		if got := AmountPlausible(c.amount, c.litres, c.price); got != c.want {
			t.Errorf("%d cL at %d: %d fen: %v, want %v", c.litres, c.price, c.amount, got, c.want)
		}
	}
}
