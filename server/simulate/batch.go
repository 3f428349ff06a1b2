package simulate

import (
	"strconv"
	"time"

	"commandhub/server/measure"
)

// batch is what a console sends at once: the published wire form, written out
// here anew because a foreign device has no other source either.
type batch struct {
	Boot       string     `json:"boot"`
	Seq        int64      `json:"seq"`
	Time       instant    `json:"time"`
	Tanks      []reading  `json:"tanks,omitempty"`
	Sales      []sale     `json:"sales,omitempty"`
	Deliveries []delivery `json:"deliveries,omitempty"`
	Events     []event    `json:"events,omitempty"`
}

type reading struct {
	Tank        string              `json:"tank"`
	Time        instant             `json:"time"`
	Level       measure.Millimetres `json:"levelMm"`
	Volume      measure.Litres      `json:"volumeL"`
	Volume20    measure.Litres      `json:"volume20L"`
	Temperature measure.Celsius     `json:"temperatureC"`
	WaterLevel  measure.Millimetres `json:"waterMm"`
	WaterVolume measure.Litres      `json:"waterL"`
}

type sale struct {
	Nozzle    string         `json:"nozzle"`
	Time      instant        `json:"time"`
	Volume    measure.Litres `json:"volumeL"`
	Price     measure.Fen    `json:"priceFenPerL"`
	Amount    measure.Fen    `json:"amountFen"`
	Totalizer measure.Litres `json:"totalizerL"`
}

type delivery struct {
	Tank    string          `json:"tank"`
	Started instant         `json:"startedAt"`
	Ended   instant         `json:"endedAt"`
	Before  *measure.Litres `json:"startVolumeL,omitempty"` // unknown while the probe fails
	After   *measure.Litres `json:"endVolumeL,omitempty"`
	Volume  measure.Litres  `json:"volumeL"`
	Waybill string          `json:"waybill"`
}

type event struct {
	Kind   string  `json:"kind"`
	Time   instant `json:"time"`
	Tank   string  `json:"tank,omitempty"`
	Detail string  `json:"detail,omitempty"`
}

// instant is written in UTC to the millisecond, as consoles do.
type instant time.Time

func (i instant) MarshalJSON() ([]byte, error) {
	return []byte(strconv.Quote(time.Time(i).UTC().Format("2006-01-02T15:04:05.000Z"))), nil
}

// amountOf is the price of so many litres, to the nearest fen.
func amountOf(litres measure.Litres, price measure.Fen) measure.Fen {
	return measure.Fen((int64(litres)*int64(price) + 50) / 100)
}
