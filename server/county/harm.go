package county

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/device"
	"commandhub/ent/devicemark"
	"commandhub/ent/incident"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/ent/tankreading"
	"commandhub/server/measure"
	"commandhub/server/profile"
)

// HarmKind is what an import would do that hurts, so that whoever imports looks
// first. None of it forbids the import.
type HarmKind string

// The kinds. What Before and After say stands beside each.
const (
	IncidentAtStation HarmKind = "INCIDENT_AT_STATION"  // changed, closed or left out; Incidents are open there
	StationInUse      HarmKind = "STATION_IN_USE"       // closed, suspended or left out; Before: devices let in, After: when one was last heard
	CapacityBelow     HarmKind = "CAPACITY_BELOW_LEVEL" // Before: litres in the tank, After: its new capacity
	ProductWithStock  HarmKind = "PRODUCT_WITH_STOCK"   // Before: litres of the old product, After: code of the new one
	PlanInIncident    HarmKind = "PLAN_DURING_INCIDENT" // Incidents are open
	ShareChanged      HarmKind = "SHARE_CHANGED"        // of an organisation: its people's and programs' rights
	ReachChanged      HarmKind = "REACH_CHANGED"        // a station's area or owner: who sees it
	ExerciseChanged   HarmKind = "EXERCISE_CHANGED"     // a station becomes real, or made up
	LeftOut           HarmKind = "LEFT_OUT"             // was in the files and is not: it stays as it is; close it by its status
	SimulatedLater    HarmKind = "SIMULATED_LATER"      // simulated stations follow at the next start
)

// Harm is one of them.
type Harm struct {
	Kind          HarmKind
	Part          PartName
	Code          string // empty where it is the whole part
	Name, NameEn  string
	Before, After string
	Incidents     []string // numbers
}

type harming struct {
	ctx       context.Context
	db        *ent.Client
	was, next *profile.County
	changes   profile.Changes
	names     names
	simulated bool

	harms []*Harm
}

func (h *harming) add(kind HarmKind, part PartName, code, before, after string, incidents ...string) {
	called := h.names.of(part, code)
	h.harms = append(h.harms, &Harm{Kind: kind, Part: part, Code: code, Name: called[0], NameEn: called[1], Before: before, After: after, Incidents: incidents})
}

// all finds them; parts are those of the preview.
func (h *harming) all(parts []*Part) ([]*Harm, error) {
	open, err := h.db.Incident.Query().Where(incident.StageNotIn(incident.StageCLOSED, incident.StageREJECTED)).
		Order(ent.Asc(incident.FieldNumber)).WithStation().All(h.ctx)
	if err != nil {
		return nil, err
	}
	h.plan(parts, open)
	for _, step := range []func() error{func() error { return h.stations(open) }, h.tanks} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	h.shares()
	if h.simulated && h.touchesStations() {
		h.add(SimulatedLater, StationsPart, "", "", "")
	}
	return h.harms, nil
}

func (h *harming) touchesStations() bool {
	for _, c := range []profile.Change{h.changes.Stations, h.changes.Tanks, h.changes.Nozzles, h.changes.Devices, h.changes.Products} {
		if len(c.Created)+len(c.Updated) > 0 {
			return true
		}
	}
	return false
}

// plan tells of a plan or of grades that change under an open incident.
func (h *harming) plan(parts []*Part, open []*ent.Incident) {
	if len(open) == 0 {
		return
	}
	numbers := make([]string, len(open))
	for i, o := range open {
		numbers[i] = o.Number
	}
	for _, p := range parts {
		grades := p.Part == CountyPart && slices.ContainsFunc(p.Rows, func(r *Row) bool { return strings.HasPrefix(r.Code, "severities") })
		if p.Part == PlanPart && len(p.Rows) > 0 || grades {
			h.add(PlanInIncident, p.Part, "", "", "", numbers...)
		}
	}
}

// stations tells of what happens to stations that are not idle.
func (h *harming) stations(open []*ent.Incident) error {
	at := map[string][]string{}
	for _, o := range open {
		if o.Edges.Station != nil {
			at[o.Edges.Station.Code] = append(at[o.Edges.Station.Code], o.Number)
		}
	}
	before := map[string]bool{}
	for _, s := range h.was.Stations {
		before[s.Code] = true
	}
	ends := []string{} // who is closed, suspended or left out
	touched := map[string]bool{}
	for _, code := range h.changes.Stations.LeftAlone {
		if before[code] {
			h.add(LeftOut, StationsPart, code, "", "")
			ends, touched[code] = append(ends, code), true
		}
	}
	for _, u := range h.changes.Stations.Updated {
		touched[u.Code] = true
		if f, ok := u.Field("status"); ok && f.Before == string(station.StatusOPERATING) {
			ends = append(ends, u.Code)
		}
		for _, name := range []string{"area", "owner"} {
			if f, ok := u.Field(name); ok {
				h.add(ReachChanged, StationsPart, u.Code, f.Before, f.After)
			}
		}
		if f, ok := u.Field("exercise"); ok {
			h.add(ExerciseChanged, StationsPart, u.Code, f.Before, f.After)
		}
	}
	for _, u := range slices.Concat(h.changes.Tanks.Updated, h.changes.Nozzles.Updated) {
		code, _, _ := strings.Cut(u.Code, "/")
		touched[code] = true
	}
	for _, s := range h.next.Stations { // and those that were left out come after
		if touched[s.Code] && len(at[s.Code]) > 0 {
			h.add(IncidentAtStation, StationsPart, s.Code, "", "", at[s.Code]...)
		}
	}
	for _, code := range h.changes.Stations.LeftAlone {
		if touched[code] && len(at[code]) > 0 {
			h.add(IncidentAtStation, StationsPart, code, "", "", at[code]...)
		}
	}
	return h.inUse(ends)
}

// inUse tells of stations whose devices are let in or were heard.
func (h *harming) inUse(codes []string) error {
	for _, code := range codes {
		devices, err := h.db.Device.Query().Where(device.HasStationWith(station.Code(code))).All(h.ctx)
		if err != nil {
			return err
		}
		letIn, ids := 0, make([]int, len(devices))
		for i, d := range devices {
			ids[i] = d.ID
			if d.CredentialID != nil && d.RevokedAt == nil {
				letIn++
			}
		}
		heard := ""
		mark, err := h.db.DeviceMark.Query().Where(devicemark.DeviceIDIn(ids...)).Order(ent.Desc(devicemark.FieldUpdatedAt)).First(h.ctx)
		switch {
		case err == nil:
			heard = mark.UpdatedAt.UTC().Format(time.RFC3339)
		case !ent.IsNotFound(err):
			return err
		}
		if letIn > 0 || heard != "" {
			h.add(StationInUse, StationsPart, code, strconv.Itoa(letIn), heard)
		}
	}
	return nil
}

// tanks compares what would hold with what is in them.
func (h *harming) tanks() error {
	for _, u := range h.changes.Tanks.Updated {
		capacity, smaller := u.Field("capacity")
		product, other := u.Field("product")
		if !smaller && !other {
			continue
		}
		code, number, _ := strings.Cut(u.Code, "/")
		row, err := h.db.Tank.Query().Where(tank.Number(number), tank.HasStationWith(station.Code(code))).Only(h.ctx)
		if err != nil {
			return err
		}
		last, err := h.db.TankReading.Query().Where(tankreading.TankID(row.ID)).Order(ent.Desc(tankreading.FieldMeasuredAt)).First(h.ctx)
		if ent.IsNotFound(err) {
			continue
		}
		if err != nil {
			return err
		}
		var holds measure.Litres
		for _, s := range h.next.Stations {
			for _, t := range s.Tanks {
				if s.Code == code && t.Number == number {
					holds = t.Capacity
				}
			}
		}
		if smaller && holds < last.Volume {
			h.add(CapacityBelow, TanksPart, u.Code, last.Volume.String(), capacity.After)
		}
		if other && last.Volume > 0 {
			h.add(ProductWithStock, TanksPart, u.Code, last.Volume.String(), product.After)
		}
	}
	return nil
}

func (h *harming) shares() {
	for _, u := range h.changes.Organisations.Updated {
		if f, ok := u.Field("share"); ok {
			h.add(ShareChanged, OrganisationsPart, u.Code, f.Before, f.After)
		}
	}
}
