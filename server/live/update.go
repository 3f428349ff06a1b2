package live

import (
	"time"

	"commandhub/ent"
)

// Kind is what an update holds.
type Kind string

// The kinds of updates.
const (
	Snapshot Kind = "SNAPSHOT" // the latest value of every sensor
	Change   Kind = "CHANGE"   // the sensors that spoke since
)

// Update is one item of live telemetry.
type Update struct {
	Sequence         int64
	Kind             Kind
	ServerTime       time.Time
	StorageAvailable bool
	Tanks            []*ent.TankReading
	Sales            []*ent.Sale
	Devices          []*Link
}

// Link is whether a device speaks.
type Link struct {
	DeviceID, StationID int
	LastHeardAt         *time.Time // nil before the first word
	StaleAfterSeconds   int
}

// Fresh tells whether what the device said is not stale.
func (l *Link) Fresh(now time.Time) bool {
	return l.LastHeardAt != nil && now.Sub(*l.LastHeardAt) <= time.Duration(l.StaleAfterSeconds)*time.Second
}

// Storage is whether the hub can store what devices send.
type Storage struct {
	Available bool
	Since     time.Time
}

// Status is the hub's own state.
type Status struct {
	Sequence   int64
	ServerTime time.Time
	Exercise   bool
	Storage    *Storage
}
