// Package fleet is many small stations that send over MQTT and remember what
// was answered: the load of benchmarks, and the witness of crash tests. It
// speaks the published protocol and shares no code with the hub's doors.
package fleet

import (
	"context"
	"fmt"
	"time"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/device"
	entstation "commandhub/ent/station"
	"commandhub/server/measure"
	"commandhub/server/profile"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// Tanks is how many tanks a station of the fleet has; it has one nozzle.
const Tanks = 5

// Station is one station of the fleet with its only device's credential.
type Station struct {
	ID, Device int
	Tanks      []int
	Nozzle     int
	User       string
	Secret     string
}

// Seed migrates an empty database, applies the embedded county and adds n
// stations to it. It fails when the database does.
func Seed(ctx context.Context, s *store.Store, n int) ([]Station, error) {
	ctx = viewer.NewContext(ctx, viewer.Hub("fleet"))
	if _, err := s.Migrate(ctx); err != nil {
		return nil, err
	}
	files, err := profile.Open("")
	if err != nil {
		return nil, err
	}
	county, err := profile.Load(files)
	if err != nil {
		return nil, err
	}
	var fleet []Station
	err = s.WithTx(ctx, func(tx *ent.Tx) error {
		if _, err := profile.Apply(ctx, tx, county); err != nil {
			return err
		}
		fleet, err = add(ctx, tx, n)
		return err
	})
	return fleet, err
}

// batch is how many rows one insert makes.
const batch = 500

func add(ctx context.Context, tx *ent.Tx, n int) ([]Station, error) {
	township, err := tx.Area.Query().Where(area.KindEQ(area.KindTOWNSHIP)).First(ctx)
	if err != nil {
		return nil, err
	}
	owner, err := tx.Organisation.Query().First(ctx)
	if err != nil {
		return nil, err
	}
	product, err := tx.Product.Query().First(ctx)
	if err != nil {
		return nil, err
	}
	fleet := make([]Station, 0, n)
	for len(fleet) < n {
		some, err := addSome(ctx, tx, township, owner, product, len(fleet), min(n-len(fleet), batch))
		if err != nil {
			return nil, err
		}
		fleet = append(fleet, some...)
	}
	return fleet, nil
}

func addSome(
	ctx context.Context, tx *ent.Tx, township *ent.Area, owner *ent.Organisation, product *ent.Product, from, n int,
) ([]Station, error) {
	some := make([]Station, n)
	stations, err := tx.Station.MapCreateBulk(some, func(c *ent.StationCreate, i int) {
		c.SetCode(fmt.Sprintf("FLEET%05d", from+i)).SetName("负载站").SetLatitude(35.8).SetLongitude(113.3).
			SetStatus(entstation.StatusOPERATING).SetExercise(true).SetArea(township).SetOwner(owner)
	}).Save(ctx)
	if err != nil {
		return nil, err
	}
	devices, err := tx.Device.MapCreateBulk(some, func(c *ent.DeviceCreate, i int) {
		some[i].User, some[i].Secret = stations[i].Code+"-C1", secret.Token()
		c.SetCode(some[i].User).SetKind(device.KindCONSOLE).SetExpectedIntervalSeconds(30).SetStation(stations[i]).
			SetCredentialID(some[i].User).SetSecretSha256(secret.Hash(some[i].Secret)).SetCredentialIssuedAt(time.Now().UTC())
	}).Save(ctx)
	if err != nil {
		return nil, err
	}
	tanks, err := tx.Tank.MapCreateBulk(make([]struct{}, n*Tanks), func(c *ent.TankCreate, i int) {
		c.SetNumber(fmt.Sprint(i%Tanks + 1)).SetCapacity(measure.LitresOf(30_000)).SetUnusableBottom(measure.LitresOf(600)).
			SetHeight(measure.MillimetresOf(2_400)).SetStation(stations[i/Tanks]).SetProduct(product)
	}).Save(ctx)
	if err != nil {
		return nil, err
	}
	nozzles, err := tx.Nozzle.MapCreateBulk(some, func(c *ent.NozzleCreate, i int) {
		c.SetNumber("1").SetStation(stations[i]).SetTank(tanks[i*Tanks])
	}).Save(ctx)
	if err != nil {
		return nil, err
	}
	for i := range some {
		some[i].ID, some[i].Device, some[i].Nozzle = stations[i].ID, devices[i].ID, nozzles[i].ID
		for _, t := range tanks[i*Tanks : (i+1)*Tanks] {
			some[i].Tanks = append(some[i].Tanks, t.ID)
		}
	}
	return some, nil
}
