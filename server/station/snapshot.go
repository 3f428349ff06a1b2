package station

import (
	"cmp"
	"slices"

	"commandhub/ent"
	entstation "commandhub/ent/station"
	"commandhub/server/measure"
	"commandhub/server/rule"
)

// Snapshot is all stations at one time. Nothing in it is ever changed.
type Snapshot struct {
	Stations []*Station // by id
	Products []Product  // in the order of display

	byID         map[int]*Station
	byCode       map[string]*Station
	byCredential map[string]*Device
	devices      map[int]*Device
	byTank       map[int]*Station
	byNozzle     map[int]*Station
	parents      map[string]string // area code to its parent's
}

// Station is one station with all that belongs to it.
type Station struct {
	ID       int
	Code     string
	Area     string // code
	Owner    string // code of the organisation
	Status   entstation.Status
	Exercise bool
	Tanks    []*Tank    // by number
	Nozzles  []*Nozzle  // by number
	Devices  []*Device  // by code
	Class    rule.Class // 0 where ClassErr says why there is none
	ClassErr error

	tanks   map[string]*Tank
	nozzles map[string]*Nozzle
}

// Tank is one tank.
type Tank struct {
	ID, StationID  int
	Number         string
	Product        string // code
	Diesel         bool
	Capacity       measure.Litres
	UnusableBottom measure.Litres
	Height         measure.Millimetres
}

// Nozzle is one nozzle.
type Nozzle struct {
	ID, StationID int
	Number        string
	Tank          *Tank
}

// Device is what speaks for a station.
type Device struct {
	ID, StationID           int
	Code                    string
	Station                 *Station
	CredentialID            string
	SecretSHA256            []byte
	Revoked                 bool
	ExpectedIntervalSeconds int
}

// Product is one product.
type Product struct {
	ID     int
	Code   string
	Diesel bool
}

func newSnapshot() *Snapshot {
	return &Snapshot{
		byID: map[int]*Station{}, byCode: map[string]*Station{}, byCredential: map[string]*Device{},
		devices: map[int]*Device{}, byTank: map[int]*Station{}, byNozzle: map[int]*Station{}, parents: map[string]string{},
	}
}

// Credential is the device with a user name, revoked or not; nil for none.
func (s *Snapshot) Credential(id string) *Device { return s.byCredential[id] }

// Device is the device with an id; nil for none.
func (s *Snapshot) Device(id int) *Device { return s.devices[id] }

// Station is the station with an id; nil for none.
func (s *Snapshot) Station(id int) *Station { return s.byID[id] }

// Code is the station with a code; nil for none.
func (s *Snapshot) Code(code string) *Station { return s.byCode[code] }

// OfTank is the station of a tank; nil for none.
func (s *Snapshot) OfTank(id int) *Station { return s.byTank[id] }

// OfNozzle is the station of a nozzle; nil for none.
func (s *Snapshot) OfNozzle(id int) *Station { return s.byNozzle[id] }

// Tank is the station's tank with a number; nil for none.
func (s *Station) Tank(number string) *Tank { return s.tanks[number] }

// Nozzle is the station's nozzle with a number; nil for none.
func (s *Station) Nozzle(number string) *Nozzle { return s.nozzles[number] }

// Operating tells whether the station's readings count as the county's.
func (s *Station) Operating() bool { return s.Status == entstation.StatusOPERATING }

func (s *Snapshot) add(row *ent.Station) {
	st := &Station{
		ID: row.ID, Code: row.Code, Area: row.Edges.Area.Code, Owner: row.Edges.Owner.Code, Status: row.Status, Exercise: row.Exercise,
		tanks: map[string]*Tank{}, nozzles: map[string]*Nozzle{},
	}
	byID := map[int]*Tank{}
	var volumes []rule.StorageTank
	for _, t := range row.Edges.Tanks {
		p := t.Edges.Product
		tank := &Tank{
			ID: t.ID, StationID: row.ID, Number: t.Number, Product: p.Code, Diesel: p.Category == "DIESEL",
			Capacity: t.Capacity, UnusableBottom: t.UnusableBottom, Height: t.Height,
		}
		st.Tanks, st.tanks[t.Number], byID[t.ID] = append(st.Tanks, tank), tank, tank
		s.byTank[t.ID] = st
		volumes = append(volumes, rule.StorageTank{Diesel: tank.Diesel, Capacity: int64(tank.Capacity)})
	}
	for _, n := range row.Edges.Nozzles {
		nozzle := &Nozzle{ID: n.ID, StationID: row.ID, Number: n.Number, Tank: byID[n.Edges.Tank.ID]}
		st.Nozzles, st.nozzles[n.Number] = append(st.Nozzles, nozzle), nozzle
		s.byNozzle[n.ID] = st
	}
	for _, d := range row.Edges.Devices {
		device := &Device{
			ID: d.ID, StationID: row.ID, Code: d.Code, Station: st, ExpectedIntervalSeconds: d.ExpectedIntervalSeconds,
			Revoked: d.RevokedAt != nil,
		}
		if d.CredentialID != nil && d.SecretSha256 != nil {
			device.CredentialID, device.SecretSHA256 = *d.CredentialID, *d.SecretSha256
			s.byCredential[device.CredentialID] = device
		}
		st.Devices, s.devices[d.ID] = append(st.Devices, device), device
	}
	slices.SortFunc(st.Tanks, func(a, b *Tank) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortFunc(st.Nozzles, func(a, b *Nozzle) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortFunc(st.Devices, func(a, b *Device) int { return cmp.Compare(a.Code, b.Code) })
	st.Class, st.ClassErr = rule.StationClass(volumes)
	s.Stations, s.byID[st.ID], s.byCode[st.Code] = append(s.Stations, st), st, st
}
