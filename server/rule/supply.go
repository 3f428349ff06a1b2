package rule

// SupplyDays is over how many full days the mean of sales is taken. The plan's
// platform (陵政办发〔2025〕9号) asks for stock and days of supply and names no
// period; seven days even out the week and are the hub's own choice.
const SupplyDays = 7

// NoSupply says why days of supply cannot be told.
type NoSupply string

// The reasons, in the order in which they are looked for.
const (
	SupplyKnown      NoSupply = ""
	NoFreshReading   NoSupply = "NO_FRESH_READING"
	NotEnoughHistory NoSupply = "NOT_ENOUGH_HISTORY"
	NoSales          NoSupply = "NO_SALES"
)

// Supply is how long a stock lasts.
type Supply struct {
	MeanDaily int64 // mean daily sales in the unit of the volumes
	Days      float64
	Missing   NoSupply // why Days is not known; MeanDaily is known with NoFreshReading
}

// SupplyOf divides the usable stock, which is the volume above the unusable
// bottom without water, by the mean of the last SupplyDays full days' sales.
// days is how many full days lie between the first stored sale and today.
func SupplyOf(usable int64, freshTanks int, soldInPeriod int64, days int) Supply {
	var s Supply
	if days >= SupplyDays {
		s.MeanDaily = soldInPeriod / SupplyDays
	}
	switch {
	case freshTanks == 0:
		s.Missing = NoFreshReading
	case days < SupplyDays:
		s.Missing = NotEnoughHistory
	case s.MeanDaily <= 0:
		s.Missing = NoSales
	default:
		s.Days = float64(usable) / (float64(soldInPeriod) / SupplyDays)
	}
	return s
}

// Usable is the part of a volume that pumps can reach.
func Usable(volume, unusableBottom int64) int64 { return max(0, volume-unusableBottom) }
