package simulate

import (
	"math"
	"math/rand/v2"
	"time"

	"commandhub/server/measure"
	"commandhub/server/profile"
)

// How stock is kept.
const (
	turnover    = 1.0 / 8 // of a tank's capacity sold on a mean day
	fullest     = 0.90    // GB 50156 and practice leave room for expansion
	orderBelow  = 0.32    // of the capacity: a tanker is sent for
	lowBelow    = 0.12    // of the capacity: the console warns
	leastTanker = 12_000.0
	mostTanker  = 20_000.0
	unloading   = 700.0 // L/min through the hose, by gravity
	warmerLoad  = 1.5   // °C that a tanker's load is warmer than the air
)

// Noise of a magnetostrictive probe, standard deviations.
const (
	levelNoiseMm      = 0.15
	temperatureNoiseC = 0.03
	mostWaterMm       = 25.0
	waterDriftMm      = 0.25 // per square root of an hour
)

// tank is one tank in motion. What is conserved is the volume at 20 °C.
type tank struct {
	spec        profile.Tank
	expansion   float64
	shape       cylinder
	stock20     float64 // litres at 20 °C
	temperature float64
	waterMm     float64

	tanker   *tanker
	warned   bool // of low stock, until it is filled again
	failing  time.Time
	failures arrivals
}

// tanker is a delivery from the order to its end.
type tanker struct {
	Arrives time.Time       `json:"arrives"`
	Started time.Time       `json:"started,omitzero"` // once the hose runs
	Ends    time.Time       `json:"ends,omitzero"`
	Litres  float64         `json:"litres,omitempty"` // as they are in the tanker
	Warmth  float64         `json:"temperatureC,omitempty"`
	Before  *measure.Litres `json:"before,omitempty"`
	Settled float64         `json:"settled20L,omitempty"` // in the tank already, at 20 °C
}

func newTank(spec profile.Tank, product profile.Product, r *rand.Rand, around float64) *tank {
	t := &tank{spec: spec, expansion: product.Expansion, temperature: around,
		shape:   newCylinder(spec.Capacity.Float(), spec.Diameter.Float()),
		waterMm: r.Float64() * mostWaterMm / 2,
	}
	t.stock20 = (0.4 + 0.48*r.Float64()) * spec.Capacity.Float() / t.growth(t.temperature)
	return t
}

// growth is how much larger a volume is than at 20 °C.
func (t *tank) growth(temperature float64) float64 { return 1 + t.expansion*(temperature-20) }

// stock is the litres of product as they are.
func (t *tank) stock() float64 { return t.stock20 * t.growth(t.temperature) }

// take draws litres as they are.
func (t *tank) take(litres float64) { t.stock20 -= litres / t.growth(t.temperature) }

// pour fills in what a tanker gives up to an instant, and mixes the heat.
func (t *tank) pour(to time.Time) {
	d := t.tanker
	if d == nil || d.Started.IsZero() {
		return
	}
	part := 1.0
	if to.Before(d.Ends) {
		part = to.Sub(d.Started).Seconds() / d.Ends.Sub(d.Started).Seconds()
	}
	added := part*d.Litres/t.growth(d.Warmth) - d.Settled
	d.Settled += added
	t.temperature = (t.temperature*t.stock20 + d.Warmth*added) / (t.stock20 + added)
	t.stock20 += added
}

// age lets time pass over heat and water.
func (t *tank) age(elapsed time.Duration, around float64, r *rand.Rand) {
	t.temperature = drift(t.temperature, around, elapsed)
	t.waterMm = math.Abs(t.waterMm + waterDriftMm*math.Sqrt(elapsed.Hours())*r.NormFloat64())
	if t.waterMm > mostWaterMm {
		t.waterMm = 2*mostWaterMm - t.waterMm
	}
}

// open tells whether a nozzle may start to draw: not from when a tanker stands
// there until it leaves.
func (t *tank) open(at time.Time) bool { return t.tanker == nil || at.Before(t.tanker.Arrives) }

// read is what the probe says, with its noise.
func (t *tank) read(at time.Time, r *rand.Rand) reading {
	water := t.shape.volume(t.waterMm)
	level := t.shape.level(t.stock()+water) + levelNoiseMm*r.NormFloat64()
	temperature := measure.CelsiusOf(t.temperature + temperatureNoiseC*r.NormFloat64())
	height := measure.MillimetresOf(level)
	volume := math.Max(t.shape.volume(height.Float())-water, 0)
	return reading{
		Tank: t.spec.Number, Time: instant(at), Level: height, Temperature: temperature,
		Volume: measure.LitresOf(volume), Volume20: measure.LitresOf(volume / t.growth(temperature.Float())),
		WaterLevel: measure.MillimetresOf(t.waterMm), WaterVolume: measure.LitresOf(water),
	}
}

// gauged is the stock as the probe knows it, or nil while it fails.
func (t *tank) gauged(at time.Time) *measure.Litres {
	if at.Before(t.failing) {
		return nil
	}
	return new(measure.LitresOf(t.stock()))
}
