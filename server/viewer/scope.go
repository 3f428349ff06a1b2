package viewer

import "slices"

// Scope is a right, named after the domain it opens and what it lets one do.
type Scope string

// The scopes. Every field of the SDL names the one that it needs.
const (
	Public         Scope = "public"          // everybody, signed in or not
	StationRead    Scope = "station:read"    // stations, tanks, nozzles, products, areas, organisations
	TelemetryRead  Scope = "telemetry:read"  // readings, sales, deliveries, device events, stock
	TelemetryWrite Scope = "telemetry:write" // say what was measured: devices only
	DeviceRead     Scope = "device:read"     // credentials' names and state
	DeviceWrite    Scope = "device:write"    // issue and revoke credentials
	QuarantineRead Scope = "quarantine:read" // what was refused, with excerpts
	TimelineRead   Scope = "timeline:read"   // who did what
	AccessRead     Scope = "access:read"     // operators, walls, enrolments
	AccessWrite    Scope = "access:write"    // enrol and revoke them
	HubWrite       Scope = "hub:write"       // exercise mode
)

// Scopes lists all scopes, for the check that the SDL names no other.
var Scopes = []Scope{
	Public, StationRead, TelemetryRead, TelemetryWrite, DeviceRead, DeviceWrite,
	QuarantineRead, TimelineRead, AccessRead, AccessWrite, HubWrite,
}

// grants are the scopes of each kind of viewer.
var grants = map[Kind][]Scope{
	Operator: slices.DeleteFunc(slices.Clone(Scopes), func(s Scope) bool { return s == TelemetryWrite }),
	Wall:     {StationRead, TelemetryRead},
	Device:   {TelemetryWrite},
}
