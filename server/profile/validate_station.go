package profile

import (
	"errors"
	"fmt"

	"commandhub/ent/device"
	"commandhub/ent/nozzle"
	"commandhub/ent/product"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/server/measure"
	"commandhub/server/rule"
)

// What no tank, nozzle or console of a fuel station exceeds: beyond these a
// figure is taken for a slip of the pen, not for a finding.
const (
	maxCapacity  measure.Litres      = 200_000_00 // 200 m³
	minDiameter  measure.Millimetres = 500_0
	maxDiameter  measure.Millimetres = 5_000_0
	maxFlow                          = 200 // L/min
	maxInterval                      = 86_400
	maxAddress                       = 200
	maxLicence                       = 64
	maxTankReach                     = 20 // a tank is at most so many times as long as wide
)

// references are the codes that a station may name, nil where their file
// could not be read.
type references struct {
	areas, owners map[string]bool
	products      map[string]product.Category
}

func (v *validator) references() (r references) {
	if v.good(areasFile) {
		r.areas = map[string]bool{}
		for _, a := range v.county.Areas {
			r.areas[a.Code] = true
		}
	}
	if v.good(organisationsFile) {
		r.owners = map[string]bool{}
		for _, o := range v.county.Organisations {
			r.owners[o.Code] = true
		}
	}
	if v.good(productsFile) {
		r.products = map[string]product.Category{}
		for _, p := range v.county.Products {
			r.products[p.Code] = p.Category
		}
	}
	return r
}

func (v *validator) checkStations() {
	refs := v.references()
	stations, devices := v.codes(stationsFile), v.codes(stationsFile)
	for i, s := range v.county.Stations {
		field := fmt.Sprintf("stations[%d]", i)
		stations.check(field, s.Code, station.CodeValidator)
		v.checkNames(stationsFile, field, s.Name, s.NameEn)
		if refs.owners != nil && !refs.owners[s.Owner] {
			v.wrong(stationsFile, field+".owner", notIn.With(s.Owner, organisationsFile))
		}
		if refs.areas != nil && !refs.areas[s.Area] {
			v.wrong(stationsFile, field+".area", notIn.With(s.Area, areasFile))
		}
		v.mostText(stationsFile, field+".address", s.Address, maxAddress)
		v.mostText(stationsFile, field+".licence", s.Licence, maxLicence)
		v.checkPosition(stationsFile, field+".position", s.Position)
		oneOf(v, stationsFile, field+".status", s.Status,
			station.StatusPLANNED, station.StatusOPERATING, station.StatusSUSPENDED, station.StatusCLOSED)
		v.checkTanks(field, s, refs)
		v.checkNozzles(field, s)
		for j, d := range s.Devices {
			at := fmt.Sprintf("%s.devices[%d]", field, j)
			devices.check(at, d.Code, device.CodeValidator)
			oneOf(v, stationsFile, at+".kind", d.Kind, device.KindCONSOLE, device.KindGATEWAY)
			inRange(v, stationsFile, at+".expectedIntervalSeconds", d.ExpectedInterval, 1, maxInterval)
		}
	}
	v.needSome(stationsFile, "stations", len(v.county.Stations))
}

func (v *validator) checkTanks(field string, s Station, refs references) {
	taken := map[string]bool{}
	for i, t := range s.Tanks {
		at := fmt.Sprintf("%s.tanks[%d]", field, i)
		v.checkNumber(at, t.Number, taken, tank.NumberValidator)
		if _, ok := refs.products[t.Product]; !ok && refs.products != nil {
			v.wrong(stationsFile, at+".product", notIn.With(t.Product, productsFile))
		}
		if t.Capacity <= 0 || t.Capacity > maxCapacity {
			v.wrong(stationsFile, at+".capacityL", badCapacity.With(t.Capacity, maxCapacity))
		}
		if t.UnusableBottom < 0 || t.UnusableBottom >= t.Capacity {
			v.wrong(stationsFile, at+".unusableBottomL", badBottom.With(t.UnusableBottom, t.Capacity))
		}
		fits := inRange(v, stationsFile, at+".diameterMm", t.Diameter, minDiameter, maxDiameter)
		if metre := t.Diameter.Float() / 1000; fits && t.Capacity.Float()/1000 > maxTankReach*metre*metre*metre {
			v.wrong(stationsFile, at+".diameterMm", tooNarrow.With(t.Diameter, t.Capacity, maxTankReach))
		}
	}
	if len(s.Tanks) > 0 && refs.products != nil {
		v.checkClass(field, s, refs)
	}
}

// checkClass warns of what the standard does not allow but a county may well
// have.
func (v *validator) checkClass(field string, s Station, refs references) {
	tanks := make([]rule.StorageTank, len(s.Tanks))
	for i, t := range s.Tanks {
		tanks[i] = rule.StorageTank{Diesel: refs.products[t.Product] == product.CategoryDIESEL, Capacity: int64(t.Capacity)}
	}
	class, err := rule.StationClass(tanks)
	if errors.Is(err, rule.ErrAboveClass1) {
		v.warn(stationsFile, field+".tanks", aboveClass1.With())
	} else if err != nil {
		return // a capacity that is no capacity is reported already
	}
	for i, t := range tanks {
		if limit := rule.TankLimit(class, t.Diesel); t.Capacity > limit {
			v.warn(stationsFile, fmt.Sprintf("%s.tanks[%d].capacityL", field, i),
				aboveLimit.With(measure.Litres(t.Capacity), measure.Litres(limit)))
		}
	}
}

func (v *validator) checkNozzles(field string, s Station) {
	tanks, taken := map[string]bool{}, map[string]bool{}
	for _, t := range s.Tanks {
		tanks[t.Number] = true
	}
	for i, n := range s.Nozzles {
		at := fmt.Sprintf("%s.nozzles[%d]", field, i)
		v.checkNumber(at, n.Number, taken, nozzle.NumberValidator)
		if !tanks[n.Tank] {
			v.wrong(stationsFile, at+".tank", noSuchTank.With(n.Tank))
		}
		if !(n.MaxFlow > 0 && n.MaxFlow <= maxFlow) {
			v.wrong(stationsFile, at+".maxFlowLPerMin", badFlow.With(n.MaxFlow, maxFlow))
		}
	}
}

func (v *validator) checkNumber(field, number string, taken map[string]bool, valid func(string) error) {
	if err := valid(number); err != nil {
		v.wrong(stationsFile, field+".number", badNumber.With(number))
	} else if taken[number] {
		v.wrong(stationsFile, field+".number", numberTaken.With(number))
	}
	taken[number] = true
}
