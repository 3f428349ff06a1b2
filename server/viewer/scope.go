package viewer

import "slices"

// Scope is a right, named after the domain it opens and what it lets one do.
type Scope string

// The scopes. Every field of the SDL names the one that it needs.
const (
	Public         Scope = "public"          // everybody, signed in or not
	OwnWrite       Scope = "own:write"       // one's own account: password, second factor, sign-ins, a stand-in for one's post
	StationRead    Scope = "station:read"    // stations, tanks, nozzles, products, areas, organisations
	StockRead      Scope = "stock:read"      // tank readings, their history, stock and days of supply
	SalesRead      Scope = "sales:read"      // sales with prices and totalizers, sums by day
	DeliveryRead   Scope = "delivery:read"   // unloadings with their waybills
	EventRead      Scope = "event:read"      // the stream of station events; of which kinds is told by the next three and delivery:read
	EquipmentRead  Scope = "equipment:read"  // whether devices speak; events of faults and power
	TamperRead     Scope = "tamper:read"     // events of interference: seals, covers, power
	SpillRead      Scope = "spill:read"      // events of leaks, overfill and water
	TelemetryWrite Scope = "telemetry:write" // say what was measured: devices only
	DeviceRead     Scope = "device:read"     // credentials' names and state
	DeviceWrite    Scope = "device:write"    // issue and revoke credentials
	QuarantineRead Scope = "quarantine:read" // what was refused, with excerpts and verdicts
	TimelineRead   Scope = "timeline:read"   // who did what, but for access
	AuditRead      Scope = "audit:read"      // all of the timeline: access too
	AccountRead    Scope = "account:read"    // people, their appointments, phones, walls, one-time codes
	AccountWrite   Scope = "account:write"   // let people and displays in and out
	RoleWrite      Scope = "role:write"      // appoint people, and end appointments
	PersonRead     Scope = "person:read"     // personal data unmasked; each reading is recorded
	ClientRead     Scope = "client:read"     // programs of bureaus with their keys, webhooks and use
	ClientWrite    Scope = "client:write"    // make and end those
	HubWrite       Scope = "hub:write"       // exercise mode
	IncidentRead   Scope = "incident:read"   // incidents: grade, clocks, reports, responses, tasks, counts of casualties
	IncidentWrite  Scope = "incident:write"  // enter and change incidents, report, order responses as far as one's post may
	TaskWrite      Scope = "task:write"      // acknowledge tasks and say how they go, head counts, samples
	CasualtyRead   Scope = "casualty:read"   // the roster of casualties by name
	CasualtyWrite  Scope = "casualty:write"  // keep that roster
	DutyRead       Scope = "duty:read"       // who is on duty, and how shifts changed
	DutyWrite      Scope = "duty:write"      // keep the roster of duty, hand a shift over and take it
	ContactRead    Scope = "contact:read"    // by which numbers units and who is on duty are reached
	ContactWrite   Scope = "contact:write"   // keep those
	NoticeRead     Scope = "notice:read"     // what was told to whom, and who answered
	NoticeWrite    Scope = "notice:write"    // tell people, and enter what they answered
	AlarmRead      Scope = "alarm:read"      // what alarms now, as far as one sees its cause, and who took note of it
	AlarmWrite     Scope = "alarm:write"     // acknowledge alarms: they ring no more
	AlarmSilence   Scope = "alarm:silence"   // silence all alarms of the county for a time, with a reason

	QuarantineReview Scope = "quarantine:review" // give verdicts on what was refused: people at the desk only

	InstallationRead  Scope = "installation:read"  // supervision equipment coming to stations, with its costs
	InstallationWrite Scope = "installation:write" // say how far that is: people only

	// ProfileWrite is of the system administrator alone: a profile says who is there
	// at all, and what bureaus are shown.
	ProfileWrite Scope = "profile:write" // the county's profile: take it as a file, preview and import another

	PushWrite Scope = "push:write" // be told while the page is closed: each phone for itself
)

// Scopes lists all scopes, for the check that the SDL names no other.
var Scopes = []Scope{
	Public, OwnWrite, StationRead, StockRead, SalesRead, DeliveryRead, EventRead, EquipmentRead, TamperRead, SpillRead,
	TelemetryWrite, DeviceRead, DeviceWrite, QuarantineRead, TimelineRead, AuditRead, AccountRead, AccountWrite,
	RoleWrite, PersonRead, ClientRead, ClientWrite, HubWrite,
	IncidentRead, IncidentWrite, TaskWrite, CasualtyRead, CasualtyWrite,
	DutyRead, DutyWrite, ContactRead, ContactWrite, NoticeRead, NoticeWrite,
	AlarmRead, AlarmWrite, AlarmSilence,
	QuarantineReview,
	InstallationRead, InstallationWrite, ProfileWrite, PushWrite,
}

// Shareable are the scopes that an organisation's share may hold, and so its
// analysts and programs: what the county's stations say and its incidents, and
// nothing of who may do what. Of what changes things it may hold one: the bureau
// that has equipment installed says how far that is, by its analysts alone.
var Shareable = []Scope{
	StationRead, StockRead, SalesRead, DeliveryRead, EventRead, EquipmentRead, TamperRead, SpillRead,
	DeviceRead, QuarantineRead, IncidentRead, InstallationRead, InstallationWrite,
}

// Shared are the scopes of a list of words that a share may hold; others are
// left out.
func Shared(words []string) []Scope {
	var out []Scope
	for _, s := range Shareable {
		if slices.Contains(words, string(s)) {
			out = append(out, s)
		}
	}
	return out
}

// SharedWithPrograms are those of them that a program may ask for.
func SharedWithPrograms(words []string) []Scope {
	return slices.DeleteFunc(Shared(words), func(s Scope) bool { return s == InstallationWrite })
}
