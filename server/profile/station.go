package profile

import (
	"commandhub/ent/device"
	"commandhub/ent/station"
	"commandhub/server/measure"
)

// Station is a fuel station with its equipment. Owner and Area are codes of
// the same profile.
type Station struct {
	Code     string         `yaml:"code"`
	Name     string         `yaml:"name"`
	NameEn   string         `yaml:"nameEn"`
	Owner    string         `yaml:"owner"`
	Area     string         `yaml:"area"`
	Licence  string         `yaml:"licence"`
	Address  string         `yaml:"address"`
	Position Position       `yaml:"position"`
	Status   station.Status `yaml:"status"`
	// Exercise marks this station alone as made up; the county's mark holds
	// for all of its stations.
	Exercise bool     `yaml:"exercise"`
	Tanks    []Tank   `yaml:"tanks"`
	Nozzles  []Nozzle `yaml:"nozzles"`
	Devices  []Device `yaml:"devices"`
}

// Tank is a lying cylinder with flat ends: its capacity and diameter give the
// volume at every level.
type Tank struct {
	Number         string              `yaml:"number"`
	Product        string              `yaml:"product"`
	Capacity       measure.Litres      `yaml:"capacityL"`
	UnusableBottom measure.Litres      `yaml:"unusableBottomL"`
	Diameter       measure.Millimetres `yaml:"diameterMm"`
}

// Nozzle draws from one tank of its station.
type Nozzle struct {
	Number string `yaml:"number"`
	Tank   string `yaml:"tank"`
	// MaxFlow is in litres per minute; a sale runs somewhat slower.
	MaxFlow float64 `yaml:"maxFlowLPerMin"`
}

// Device speaks for the station.
type Device struct {
	Code             string      `yaml:"code"`
	Kind             device.Kind `yaml:"kind"`
	ExpectedInterval int         `yaml:"expectedIntervalSeconds"`
}
