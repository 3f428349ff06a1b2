package simulate

import (
	"math"
	"time"

	"commandhub/server/profile"
)

// The waves of temperature peak here, and the ground follows the air late and
// weakly, as it does a few metres down.
const (
	warmestDay    = 205 // of the year, late July
	warmestHour   = 15
	groundLagDays = 50
	groundPart    = 0.45 // of the air's yearly wave
	airPart       = 0.25 // of the air in what a buried tank feels, through its pipes and manhole
	tankLag       = 36 * time.Hour
)

// airAt is the outdoor temperature in °C.
func airAt(c profile.Climate, t time.Time) float64 {
	hour := float64(t.Hour()) + float64(t.Minute())/60 + float64(t.Second())/3600
	return c.Mean.Float() +
		c.YearlyAmplitude.Float()*math.Cos(2*math.Pi*(float64(t.YearDay())-warmestDay)/365.25) +
		c.DailyAmplitude.Float()*math.Cos(2*math.Pi*(hour-warmestHour)/24)
}

// aroundTank is the temperature towards which a buried tank drifts.
func aroundTank(c profile.Climate, t time.Time) float64 {
	ground := c.Mean.Float() + groundPart*c.YearlyAmplitude.Float()*
		math.Cos(2*math.Pi*(float64(t.YearDay())-warmestDay-groundLagDays)/365.25)
	return (1-airPart)*ground + airPart*airAt(c, t)
}

// drift moves a tank's temperature towards its surroundings.
func drift(temperature, around float64, elapsed time.Duration) float64 {
	return around + (temperature-around)*math.Exp(-elapsed.Seconds()/tankLag.Seconds())
}
