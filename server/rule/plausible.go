package rule

import "time"

// Limits of what a device may be believed. Where no source is named they are
// the hub's own: wide enough for any sound equipment, narrow enough to keep
// nonsense out of sums. Volumes are in 0.01 L, temperatures in 0.1 °C, heights
// in 0.1 mm, money in fen.
const (
	// OldestTime and LatestTime bound an item's time around its receipt, both
	// ends included: a week covers a long outage with backfill, five minutes a
	// clock that is set by hand.
	OldestTime = -7 * 24 * time.Hour
	LatestTime = 5 * time.Minute

	// Liquid in a buried or open tank; far beyond Lingchuan's −28 to 37 °C.
	LowestTemperature  = -500
	HighestTemperature = 800

	// MaxExpansion bounds the volume at 20 °C against the observed one, in
	// percent: petrol changes by about 0.12 % a degree (GB/T 1885), so by 8.4 %
	// from −50 °C. MaxExpansionSlack is always allowed.
	MaxExpansion      = 10
	MaxExpansionSlack = 100

	// MaxSale is one transaction: a lorry's tanks hold less than 2,000 L.
	MaxSale  = 2_000_00
	MinPrice = 1
	MaxPrice = 30_00

	// AmountSlack is how far an amount may be from litres × price beside the
	// rounding of the litres to 0.01 L: the least step of a dispenser's display
	// (GB/T 9081 lets it round the amount to its least step).
	AmountSlack = 1

	// MaxTotalizer is beyond the digits of any dispenser's counter.
	MaxTotalizer = 10_000_000_000_00

	// MaxDelivery is the longest unloading.
	MaxDelivery = 24 * time.Hour
)

// TimeFault says why a time cannot be right.
type TimeFault int

// The faults.
const (
	TimeSound TimeFault = iota
	TimeTooOld
	TimeInFuture
)

// TimePlausible judges an item's time by the time of its receipt.
func TimePlausible(at, receivedAt time.Time) TimeFault {
	switch d := at.Sub(receivedAt); {
	case d < OldestTime:
		return TimeTooOld
	case d > LatestTime:
		return TimeInFuture
	}
	return TimeSound
}

// TemperaturePlausible judges a product's temperature.
func TemperaturePlausible(t int64) bool { return t >= LowestTemperature && t <= HighestTemperature }

// Volume20Plausible judges a volume at 20 °C by the observed volume.
func Volume20Plausible(volume20, volume int64) bool {
	d := volume20 - volume
	return max(d, -d) <= volume/100*MaxExpansion+MaxExpansionSlack
}

// PricePlausible judges a price a litre.
func PricePlausible(price int64) bool { return price >= MinPrice && price <= MaxPrice }

// AmountPlausible judges an amount by the litres, up to MaxSale, and a
// plausible price. Litres that are rounded to 0.01 L stand for half of that
// more or less.
func AmountPlausible(amount, litres, price int64) bool {
	d := 100*amount - litres*price // in 0.01 fen
	return max(d, -d) <= 100*AmountSlack+(price+1)/2
}

// DeliveryPlausible judges the time that an unloading took.
func DeliveryPlausible(d time.Duration) bool { return d >= 0 && d <= MaxDelivery }
