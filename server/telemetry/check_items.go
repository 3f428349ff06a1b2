package telemetry

import (
	"strings"

	"commandhub/ent/deviceevent"
	"commandhub/ent/quarantine"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/station"
)

// Longest texts, in bytes, as the schema keeps them.
const (
	maxWaybill = 64
	maxDetail  = 500
)

func (c *checker) tank(r *rawTank) TankReading {
	tank := c.tankOf("tank", r.tank)
	var kept struct { // in one piece, which costs a fifth
		level, waterLevel     measure.Millimetres
		volume20, waterVolume measure.Litres
		temperature           measure.Celsius
	}
	out := TankReading{
		MeasuredAt:  c.time("time", r.time),
		Volume:      required(c, "volumeL", r.volume, litres),
		Level:       optional(c, "levelMm", r.level, millimetres, &kept.level),
		Volume20:    optional(c, "volume20L", r.volume20, litres, &kept.volume20),
		Temperature: optional(c, "temperatureC", r.temperature, celsius, &kept.temperature),
		WaterLevel:  optional(c, "waterMm", r.water, millimetres, &kept.waterLevel),
		WaterVolume: optional(c, "waterL", r.waterL, litres, &kept.waterVolume),
	}
	if c.bad != nil {
		return out
	}
	out.TankID = tank.ID
	positive(c, "volumeL", out.Volume)
	positive(c, "levelMm", orZero(out.Level))
	positive(c, "volume20L", orZero(out.Volume20))
	positive(c, "waterMm", orZero(out.WaterLevel))
	positive(c, "waterL", orZero(out.WaterVolume))
	water := orZero(out.WaterVolume)
	if out.Volume > tank.Capacity-water {
		c.refuse(quarantine.ReasonABOVE_CAPACITY, "volumeL", "%v L and %v L of water; tank %s holds %v L",
			out.Volume, water, tank.Number, tank.Capacity)
	}
	c.height("levelMm", out.Level, tank)
	c.height("waterMm", out.WaterLevel, tank)
	if out.Volume20 != nil && !rule.Volume20Plausible(int64(*out.Volume20), int64(out.Volume)) {
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "volume20L", "%v L; within %d %% of the observed %v L it must be",
			*out.Volume20, rule.MaxExpansion, out.Volume)
	}
	if out.Temperature != nil && !rule.TemperaturePlausible(int64(*out.Temperature)) {
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "temperatureC", "%v °C; from %v to %v is possible",
			*out.Temperature, measure.Celsius(rule.LowestTemperature), measure.Celsius(rule.HighestTemperature))
	}
	return out
}

func (c *checker) height(field string, v *measure.Millimetres, tank *station.Tank) {
	if v != nil && *v > tank.Height {
		c.refuse(quarantine.ReasonOUT_OF_RANGE, field, "%v mm; tank %s is %v mm high", *v, tank.Number, tank.Height)
	}
}

func (c *checker) sale(r *rawSale) Sale {
	nozzle := c.nozzleOf("nozzle", r.nozzle)
	var totalizer measure.Litres
	out := Sale{
		SoldAt:    c.time("time", r.time),
		Volume:    required(c, "volumeL", r.volume, litres),
		Price:     required(c, "priceFenPerL", r.price, fen),
		Amount:    required(c, "amountFen", r.amount, fen),
		Totalizer: optional(c, "totalizerL", r.totalizer, litres, &totalizer),
	}
	if c.bad != nil {
		return out
	}
	out.NozzleID, out.TankID = nozzle.ID, nozzle.Tank.ID
	positive(c, "volumeL", out.Volume)
	positive(c, "priceFenPerL", out.Price)
	positive(c, "amountFen", out.Amount)
	positive(c, "totalizerL", orZero(out.Totalizer))
	switch {
	case out.Volume > rule.MaxSale:
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "volumeL", "%v L; one sale is at most %v L", out.Volume, measure.Litres(rule.MaxSale))
	case !rule.PricePlausible(int64(out.Price)):
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "priceFenPerL", "%v; from %d to %d fen is possible", out.Price, rule.MinPrice, rule.MaxPrice)
	case !rule.AmountPlausible(int64(out.Amount), int64(out.Volume), int64(out.Price)):
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "amountFen", "%v; %v L at %v fen are about %d",
			out.Amount, out.Volume, out.Price, (int64(out.Volume)*int64(out.Price)+50)/100)
	case orZero(out.Totalizer) > rule.MaxTotalizer:
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "totalizerL", "no counter has so many digits")
	}
	return out
}

func (c *checker) delivery(r *rawDelivery) Delivery {
	tank := c.tankOf("tank", r.tank)
	var start, end measure.Litres
	out := Delivery{
		StartedAt:   c.optionalTime("startedAt", r.started),
		EndedAt:     c.optionalTime("endedAt", r.ended),
		Volume:      required(c, "volumeL", r.volume, litres),
		StartVolume: optional(c, "startVolumeL", r.startVolume, litres, &start),
		EndVolume:   optional(c, "endVolumeL", r.endVolume, litres, &end),
		Waybill:     c.text("waybill", r.waybill, maxWaybill),
	}
	if out.StartedAt.IsZero() {
		c.refuse(quarantine.ReasonMALFORMED, "startedAt", "the field is missing")
	}
	if out.EndedAt.IsZero() {
		c.refuse(quarantine.ReasonMALFORMED, "endedAt", "the field is missing")
	}
	c.time("endedAt", r.ended)
	if c.bad != nil {
		return out
	}
	out.TankID = tank.ID
	if d := out.EndedAt.Sub(out.StartedAt); !rule.DeliveryPlausible(d) {
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "startedAt", "%v long; from 0 to %v is possible", d, rule.MaxDelivery)
	}
	c.held("volumeL", &out.Volume, tank)
	c.held("startVolumeL", out.StartVolume, tank)
	c.held("endVolumeL", out.EndVolume, tank)
	if out.StartVolume != nil && out.EndVolume != nil && *out.EndVolume < *out.StartVolume {
		c.refuse(quarantine.ReasonOUT_OF_RANGE, "endVolumeL", "%v L, less than before the delivery", *out.EndVolume)
	}
	return out
}

func (c *checker) held(field string, v *measure.Litres, tank *station.Tank) {
	positive(c, field, orZero(v))
	if v != nil && *v > tank.Capacity {
		c.refuse(quarantine.ReasonABOVE_CAPACITY, field, "%v L; tank %s holds %v L", *v, tank.Number, tank.Capacity)
	}
}

func (c *checker) event(r *rawEvent) Event {
	out := Event{HappenedAt: c.time("time", r.time), Detail: c.text("detail", r.detail, maxDetail)}
	if r.tank.kind != absent {
		if t := c.tankOf("tank", r.tank); t != nil {
			out.TankID = &t.ID
		}
	}
	if r.nozzle.kind != absent {
		if n := c.nozzleOf("nozzle", r.nozzle); n != nil {
			out.NozzleID = &n.ID
		}
	}
	out.Kind = deviceevent.Kind(r.kind.String())
	if r.kind.kind != text || deviceevent.KindValidator(out.Kind) != nil {
		c.refuse(quarantine.ReasonMALFORMED, "kind", "one of %s is needed", strings.Join(eventKinds, " "))
	}
	return out
}

var eventKinds = []string{
	"POWER_OFF", "POWER_ON", "COVER_OPENED", "COVER_CLOSED", "TAMPER", "PROBE_FAULT", "PROBE_RESTORED", "NOZZLE_FAULT",
	"NOZZLE_RESTORED", "LEAK_ALARM", "OVERFILL", "HIGH_WATER", "LOW_PRODUCT", "HEARTBEAT_LOST", "RESTARTED",
}
