package viewer

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Role is a post of the county's plan or of the hub's administration.
type Role string

// The roles. The first three keep each other in check (GB/T 22239 level 3:
// system, security and audit administration are apart).
const (
	SystemAdministrator   Role = "SYSTEM_ADMINISTRATOR"
	SecurityAdministrator Role = "SECURITY_ADMINISTRATOR"
	Auditor               Role = "AUDITOR"

	DutyOfficer     Role = "DUTY_OFFICER"
	OfficeDirector  Role = "OFFICE_DIRECTOR"
	DeputyCommander Role = "DEPUTY_COMMANDER"
	Commander       Role = "COMMANDER"
	GroupLead       Role = "GROUP_LEAD"

	TownshipOfficer    Role = "TOWNSHIP_OFFICER"
	FieldLeader        Role = "FIELD_LEADER"
	BureauAnalyst      Role = "BUREAU_ANALYST"
	EnterpriseReporter Role = "ENTERPRISE_REPORTER"
)

// Roles lists all roles.
var Roles = []Role{
	SystemAdministrator, SecurityAdministrator, Auditor,
	DutyOfficer, OfficeDirector, DeputyCommander, Commander, GroupLead,
	TownshipOfficer, FieldLeader, BureauAnalyst, EnterpriseReporter,
}

// Values lists the roles for the database.
func (Role) Values() []string {
	words := make([]string, len(Roles))
	for i, r := range Roles {
		words[i] = string(r)
	}
	return words
}

// Administrators keep each other in check: nobody holds two of them.
var Administrators = []Role{SystemAdministrator, SecurityAdministrator, Auditor}

// Binding is what an appointment to a role must name.
type Binding string

// The bindings.
const (
	ToNothing      Binding = ""             // the whole county
	ToArea         Binding = "area"         // a township or zone
	ToOrganisation Binding = "organisation" // a bureau or an owner of stations
)

// Binding of the role.
func (r Role) Binding() Binding {
	switch r {
	case TownshipOfficer:
		return ToArea
	case BureauAnalyst, EnterpriseReporter:
		return ToOrganisation
	}
	return ToNothing
}

var (
	// watching is what the stations say and do, and what has happened.
	watching = []Scope{
		StationRead, StockRead, SalesRead, DeliveryRead, EventRead, EquipmentRead, TamperRead, SpillRead, IncidentRead,
		DutyRead, AlarmRead,
	}
	// calling is by which numbers units and who is on duty are reached, to be read
	// alone: who leads at a scene calls the unit that the scene needs with one tap,
	// and has no desk to ask for the number. They are the ways that each unit filed
	// for being called at any hour (§6.7), so none of them is masked.
	calling = []Scope{DutyRead, ContactRead}
	// commanding is what the posts of headquarters and its office hold.
	commanding = append(slices.Clone(watching), OwnWrite, DeviceRead, QuarantineRead, TimelineRead, AccountRead, PersonRead, HubWrite,
		IncidentWrite, TaskWrite, CasualtyRead, CasualtyWrite, DutyWrite, ContactRead, ContactWrite, NoticeRead, NoticeWrite, InstallationRead,
		AlarmWrite, AlarmSilence)
	// keeping is what the two posts of the office hold beside: they look after the
	// county's devices, commanders do not.
	keeping = append(slices.Clone(commanding), QuarantineReview)
)

// held are the scopes that a role holds within its reach.
var held = map[Role][]Scope{
	SystemAdministrator: {
		OwnWrite, StationRead, EventRead, EquipmentRead, DeviceRead, DeviceWrite, QuarantineRead, QuarantineReview, TimelineRead,
		AccountRead, AccountWrite, HubWrite, InstallationRead, InstallationWrite, ProfileWrite,
	},
	SecurityAdministrator: {OwnWrite, StationRead, AccountRead, RoleWrite, ClientRead, ClientWrite},
	Auditor:               {OwnWrite, StationRead, TimelineRead, AuditRead, AccountRead, ClientRead},

	DutyOfficer:     keeping,
	OfficeDirector:  keeping,
	DeputyCommander: commanding,
	Commander:       commanding,
	GroupLead:       slices.Concat(watching, calling, []Scope{OwnWrite, TaskWrite, AlarmWrite}),

	TownshipOfficer:    slices.Concat(watching, calling, []Scope{OwnWrite, TaskWrite, InstallationRead}),
	FieldLeader:        append(slices.Clone(calling), OwnWrite, StationRead, StockRead, DeliveryRead, EventRead, EquipmentRead, SpillRead, IncidentRead, TaskWrite, AlarmRead, AlarmWrite),
	BureauAnalyst:      {OwnWrite}, // and what its organisation's share holds
	EnterpriseReporter: {StationRead, StockRead, SalesRead, DeliveryRead, EventRead, EquipmentRead, OwnWrite, InstallationRead},
}

// Place is what an appointment is bound to: codes of the profile, and the share
// of the organisation.
type Place struct {
	Area         string
	Organisation string
	Share        []string
}

// Grants are what a person gets by an appointment to the role at a place. One
// that lacks what its role must be bound to gives nothing.
func (r Role) Grants(at Place) []Grant {
	all := Grant{Scopes: held[r]}
	switch r.Binding() {
	case ToArea:
		if at.Area == "" {
			return nil
		}
		all.Reach.Area = at.Area
	case ToOrganisation:
		if at.Organisation == "" {
			return nil
		}
		if r == BureauAnalyst {
			return []Grant{
				all, {Scopes: Shared(at.Share)},
				{Scopes: []Scope{ClientRead, ClientWrite}, Reach: Reach{Organisation: at.Organisation}},
			}
		}
		all.Reach.Organisation = at.Organisation
	case ToNothing:
	}
	return []Grant{all}
}

// WallGrants is what every display may see.
func WallGrants() []Grant { return []Grant{{Scopes: watching}} }

// PhoneGrants is what every phone in the field may do beside what its person may.
func PhoneGrants() []Grant { return []Grant{{Scopes: []Scope{PushWrite}}} }

// DeviceGrants is what every device may do; where, is its station's.
func DeviceGrants() []Grant { return []Grant{{Scopes: []Scope{TelemetryWrite}}} }

// ClientGrants is what a program gets: what it asked for and its organisation
// shares. The register of stations comes with everything else.
func ClientGrants(asked, share []string) []Grant {
	var both []Scope
	for _, s := range SharedWithPrograms(share) {
		if s == StationRead && len(asked) > 0 || slices.Contains(asked, string(s)) {
			both = append(both, s)
		}
	}
	return []Grant{{Scopes: both}}
}

// MarshalGQL writes the role as the contract does.
func (r Role) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(r))) }

// UnmarshalGQL reads a role of the contract.
func (r *Role) UnmarshalGQL(v any) error {
	word, ok := v.(string)
	if !ok || !slices.Contains(Roles, Role(word)) {
		return fmt.Errorf("%v is no role", v)
	}
	*r = Role(word)
	return nil
}

// Excludes tells whether nobody may hold both roles.
func (r Role) Excludes(other Role) bool {
	return r != other && slices.Contains(Administrators, r) && slices.Contains(Administrators, other)
}
