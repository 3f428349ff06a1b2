package weather

import (
	"errors"
	"time"
	"unicode/utf8"
)

// observation is what a gateway sends.
type observation struct {
	ObservedAt    *time.Time `json:"observedAt"`
	Temperature   *float64   `json:"temperatureC"`
	WindSpeed     *float64   `json:"windMps"`
	WindDirection *float64   `json:"windDirectionDeg"`
	Humidity      *float64   `json:"humidityPct"`
	Precipitation *float64   `json:"precipitationMmPerH"`
	Text          string     `json:"text"`
}

// Report is an observation that can be; nil is not known.
type Report struct {
	Source                 string
	ObservedAt, ReceivedAt time.Time
	GoodUntil              time.Time
	Temperature            *float64 // °C
	WindSpeed              *float64 // m/s
	WindDirection          *float64 // degrees clockwise from north, where it comes from
	Humidity               *float64 // %
	Precipitation          *float64 // mm/h
	Text                   string
}

const (
	// Lasts is for how long an observation may be shown as the weather: stations
	// report each hour, and wind turns.
	Lasts = 90 * time.Minute
	// ahead is how far a gateway's clock may be ahead.
	ahead       = 5 * time.Minute
	longestText = 40
)

// Beyond these nothing was ever observed on land.
const (
	coldest, hottest = -70, 60
	stormiest        = 110
	wettest          = 500
)

// check leaves out what cannot be, and names it as the gateway does. Without a time
// nothing of it can be used.
func (o observation) check(source string, now time.Time) (*Report, []string, error) {
	if o.ObservedAt == nil || o.ObservedAt.IsZero() {
		return nil, []string{"observedAt"}, errors.New("the observation has no observedAt")
	}
	if o.ObservedAt.After(now.Add(ahead)) {
		return nil, []string{"observedAt"}, errors.New("the observation is of the future")
	}
	var refused []string
	within := func(field string, v *float64, least, most float64) *float64 {
		if v != nil && (*v < least || *v > most) {
			refused = append(refused, field)
			return nil
		}
		return v
	}
	r := &Report{
		Source: source, ObservedAt: o.ObservedAt.UTC(), ReceivedAt: now.UTC(), GoodUntil: o.ObservedAt.Add(Lasts).UTC(),
		Temperature:   within("temperatureC", o.Temperature, coldest, hottest),
		WindSpeed:     within("windMps", o.WindSpeed, 0, stormiest),
		WindDirection: within("windDirectionDeg", o.WindDirection, 0, 360),
		Humidity:      within("humidityPct", o.Humidity, 0, 100),
		Precipitation: within("precipitationMmPerH", o.Precipitation, 0, wettest),
		Text:          o.Text,
	}
	if utf8.RuneCountInString(o.Text) > longestText {
		refused, r.Text = append(refused, "text"), ""
	}
	return r, refused, nil
}
