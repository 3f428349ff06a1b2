// Package profile is a county as data: its organisations, areas, products and
// fuel stations, read from a folder of YAML files and applied to the database.
// The code knows no county by name; the folders beside it are embedded, and
// another county's folder is given by path.
package profile

import (
	"encoding/json"
	"fmt"

	"commandhub/ent/area"
	"commandhub/ent/organisation"
	"commandhub/ent/product"
	"commandhub/server/measure"
)

// County is a whole profile, checked: every reference in it resolves.
type County struct {
	Code     string `yaml:"code"` // GB/T 2260, six digits
	Name     string `yaml:"name"` // in Chinese
	NameEn   string `yaml:"nameEn"`
	City     Region `yaml:"city"`
	Province Region `yaml:"province"`
	// TimeZone is an IANA name: the county's calendar days begin by it.
	TimeZone string   `yaml:"timeZone"`
	Centre   Position `yaml:"centre"`
	Bounds   Bounds   `yaml:"bounds"`
	// OutlineFile is the GeoJSON beside the YAML, longitude before latitude.
	OutlineFile string `yaml:"outline"`
	// Exercise marks the stations as made up: never counted as real.
	Exercise bool    `yaml:"exercise"`
	Climate  Climate `yaml:"climate"`
	// SampleWords is what sample devices say of what happens, in the county's language.
	SampleWords SampleWords `yaml:"sampleWords"`
	// Severities maps each grade of accident to its colour, gravest first.
	Severities []Severity `yaml:"severities"`

	Outline       json.RawMessage `yaml:"-"`
	Areas         []Area          `yaml:"-"`
	Organisations []Organisation  `yaml:"-"`
	Products      []Product       `yaml:"-"`
	Stations      []Station       `yaml:"-"`
	Plan          Plan            `yaml:"-"`
	Supervision   Supervision     `yaml:"-"`
	// Warnings are what a supervisor should look into but the hub can live
	// with, such as a tank larger than its standard allows.
	Warnings Problems `yaml:"-"`

	sources map[string]source `yaml:"-"` // for the lines of what is found later
}

// Region is a unit above the county.
type Region struct {
	Code   string `yaml:"code"`
	Name   string `yaml:"name"`
	NameEn string `yaml:"nameEn"`
}

// Position is a place in CGCS2000 degrees, which agree with WGS-84's to
// within a metre.
type Position struct {
	Lat float64 `yaml:"lat"`
	Lon float64 `yaml:"lon"`
}

// String is north before east.
func (p Position) String() string { return fmt.Sprintf("%g, %g", p.Lat, p.Lon) }

// Bounds is the box that holds all of the county.
type Bounds struct {
	South float64 `yaml:"south"`
	West  float64 `yaml:"west"`
	North float64 `yaml:"north"`
	East  float64 `yaml:"east"`
}

// Climate is the air's temperature as two waves around a mean: the warmest day
// is in late July, the warmest hour about three in the afternoon.
type Climate struct {
	Mean            measure.Celsius `yaml:"meanC"`
	YearlyAmplitude measure.Celsius `yaml:"yearlyAmplitudeC"`
	DailyAmplitude  measure.Celsius `yaml:"dailyAmplitudeC"`
}

// SampleWords is what simulated devices add to their events; empty for nothing.
type SampleWords struct {
	NoEcho    string `yaml:"noEcho"`    // a probe that hears nothing of its float
	MainsLost string `yaml:"mainsLost"` // a station without power
	Unloading string `yaml:"unloading"` // a cover that is open for a tanker
}

// Severity is one grade of accident and how it is shown.
type Severity struct {
	Grade  string `yaml:"grade"` // EXTRAORDINARY, MAJOR, LARGER or GENERAL
	Name   string `yaml:"name"`
	NameEn string `yaml:"nameEn"`
	Colour string `yaml:"colour"` // #RRGGBB
}

// Area is a township or zone of the county.
type Area struct {
	Code   string    `yaml:"code"`
	Name   string    `yaml:"name"`
	NameEn string    `yaml:"nameEn"`
	Kind   area.Kind `yaml:"kind"`
	Centre Position  `yaml:"centre"`
}

// Organisation is a bureau, a township government, an owner of stations.
type Organisation struct {
	Code   string            `yaml:"code"`
	Name   string            `yaml:"name"`
	NameEn string            `yaml:"nameEn"`
	Kind   organisation.Kind `yaml:"kind"`
	// Share is the scopes that its analysts hold and its programs may ask for.
	Share []string `yaml:"share"`
}

// Product is a refined oil. Its place in the file is its order of display.
type Product struct {
	Code     string           `yaml:"code"`
	Name     string           `yaml:"name"`
	NameEn   string           `yaml:"nameEn"`
	Category product.Category `yaml:"category"`
	// Expansion is the part by which the volume grows per °C, around 20 °C.
	Expansion float64 `yaml:"expansionPerC"`
	// Price is what a station of the county asks for one litre.
	Price measure.Fen `yaml:"priceFenPerL"`
}
