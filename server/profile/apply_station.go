package profile

import (
	"fmt"

	"commandhub/ent"
)

func (a *applier) stations() error {
	rows, err := a.db.Station.Query().WithArea().WithOwner().
		WithTanks(func(q *ent.TankQuery) { q.WithProduct() }).
		WithNozzles(func(q *ent.NozzleQuery) { q.WithTank() }).
		WithDevices().All(a.ctx)
	if err != nil {
		return err
	}
	have, change := byCode(rows, func(r *ent.Station) string { return r.Code }), &a.changes.Stations
	done, speaks := map[string]int{}, map[string]string{} // speaks is a device's station
	for _, row := range rows {
		for _, d := range row.Edges.Devices {
			speaks[d.Code] = row.Code
		}
	}
	for i, want := range a.county.Stations {
		a.checkDevices(i, want, speaks)
	}
	if len(a.problems) > 0 {
		return nil
	}
	for _, want := range a.county.Stations {
		row, found := have[want.Code]
		areaID, ownerID := a.areaID[want.Area], a.organisationID[want.Owner]
		exercise := want.Exercise || a.county.Exercise
		var d difference
		id := 0
		if found {
			id = row.ID
			differs(&d, "name", row.Name, want.Name)
			differs(&d, "nameEn", row.NameEn, want.NameEn)
			differs(&d, "licence", row.Licence, want.Licence)
			differs(&d, "address", row.Address, want.Address)
			differs(&d, "position", Position{row.Latitude, row.Longitude}, want.Position)
			differs(&d, "status", row.Status, want.Status)
			differs(&d, "exercise", row.Exercise, exercise)
			differs(&d, "area", row.Edges.Area.Code, want.Area)
			differs(&d, "owner", row.Edges.Owner.Code, want.Owner)
		} else {
			row = &ent.Station{}
		}
		id, err := a.settle(change, want.Code, id, found, d, func() (int, error) {
			r, err := a.db.Station.Create().SetCode(want.Code).SetName(want.Name).SetNameEn(want.NameEn).
				SetLicence(want.Licence).SetAddress(want.Address).
				SetLatitude(want.Position.Lat).SetLongitude(want.Position.Lon).
				SetStatus(want.Status).SetExercise(exercise).SetAreaID(areaID).SetOwnerID(ownerID).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Station.UpdateOneID(id).SetName(want.Name).SetNameEn(want.NameEn).
				SetLicence(want.Licence).SetAddress(want.Address).
				SetLatitude(want.Position.Lat).SetLongitude(want.Position.Lon).
				SetStatus(want.Status).SetExercise(exercise).SetAreaID(areaID).SetOwnerID(ownerID).Exec(a.ctx)
		})
		if err == nil {
			err = a.equipment(want, id, row)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", want.Code, err)
		}
		done[want.Code] = id
	}
	leave(change, have, done)
	return nil
}

func (a *applier) equipment(want Station, id int, row *ent.Station) error {
	tanks, err := a.tanks(want, id, row.Edges.Tanks)
	if err != nil {
		return err
	}
	if err := a.nozzles(want, id, row.Edges.Nozzles, tanks); err != nil {
		return err
	}
	return a.devices(want, id, row.Edges.Devices)
}

// tanks returns the ids of the station's tanks by number.
func (a *applier) tanks(s Station, stationID int, rows []*ent.Tank) (map[string]int, error) {
	have, change := byCode(rows, func(r *ent.Tank) string { return s.Code + "/" + r.Number }), &a.changes.Tanks
	ids, done := map[string]int{}, map[string]int{}
	for _, want := range s.Tanks {
		code, productID := s.Code+"/"+want.Number, a.productID[want.Product]
		row, found := have[code]
		var d difference
		id := 0
		if found {
			id = row.ID
			differs(&d, "capacity", row.Capacity, want.Capacity)
			differs(&d, "unusableBottom", row.UnusableBottom, want.UnusableBottom)
			differs(&d, "height", row.Height, want.Diameter)
			differs(&d, "product", row.Edges.Product.Code, want.Product)
		}
		id, err := a.settle(change, code, id, found, d, func() (int, error) {
			r, err := a.db.Tank.Create().SetNumber(want.Number).SetStationID(stationID).SetProductID(productID).
				SetCapacity(want.Capacity).SetUnusableBottom(want.UnusableBottom).SetHeight(want.Diameter).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Tank.UpdateOneID(id).SetProductID(productID).
				SetCapacity(want.Capacity).SetUnusableBottom(want.UnusableBottom).SetHeight(want.Diameter).Exec(a.ctx)
		})
		if err != nil {
			return nil, fmt.Errorf("tank %s: %w", code, err)
		}
		ids[want.Number], done[code] = id, id
	}
	leave(change, have, done)
	return ids, nil
}

func (a *applier) nozzles(s Station, stationID int, rows []*ent.Nozzle, tanks map[string]int) error {
	have, change := byCode(rows, func(r *ent.Nozzle) string { return s.Code + "/" + r.Number }), &a.changes.Nozzles
	done := map[string]int{}
	for _, want := range s.Nozzles {
		code, tankID := s.Code+"/"+want.Number, tanks[want.Tank]
		row, found := have[code]
		var d difference
		id := 0
		if found {
			id = row.ID
			differs(&d, "tank", row.Edges.Tank.Number, want.Tank)
		}
		id, err := a.settle(change, code, id, found, d, func() (int, error) {
			r, err := a.db.Nozzle.Create().SetNumber(want.Number).SetStationID(stationID).SetTankID(tankID).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Nozzle.UpdateOneID(id).SetTankID(tankID).Exec(a.ctx)
		})
		if err != nil {
			return fmt.Errorf("nozzle %s: %w", code, err)
		}
		done[code] = id
	}
	leave(change, have, done)
	return nil
}

// checkDevices refuses what another station's device is called.
func (a *applier) checkDevices(i int, s Station, speaks map[string]string) {
	for j, d := range s.Devices {
		if at, known := speaks[d.Code]; known && at != s.Code {
			field := fmt.Sprintf("stations[%d].devices[%d].code", i, j)
			a.problems = append(a.problems, Problem{stationsFile, a.county.sources[stationsFile].line(field), field, deviceMoved.With(d.Code, at)})
		}
	}
}

// devices never touches a credential.
func (a *applier) devices(s Station, stationID int, rows []*ent.Device) error {
	have, change := byCode(rows, func(r *ent.Device) string { return r.Code }), &a.changes.Devices
	done := map[string]int{}
	for _, want := range s.Devices {
		row, found := have[want.Code]
		var d difference
		id := 0
		if found {
			id = row.ID
			differs(&d, "kind", row.Kind, want.Kind)
			differs(&d, "expectedIntervalSeconds", row.ExpectedIntervalSeconds, want.ExpectedInterval)
		}
		id, err := a.settle(change, want.Code, id, found, d, func() (int, error) {
			r, err := a.db.Device.Create().SetCode(want.Code).SetStationID(stationID).SetKind(want.Kind).
				SetExpectedIntervalSeconds(want.ExpectedInterval).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Device.UpdateOneID(id).SetKind(want.Kind).SetExpectedIntervalSeconds(want.ExpectedInterval).Exec(a.ctx)
		})
		if err != nil {
			return fmt.Errorf("device %s: %w", want.Code, err)
		}
		done[want.Code] = id
	}
	leave(change, have, done)
	return nil
}
