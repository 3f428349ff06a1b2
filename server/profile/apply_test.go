package profile

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"commandhub/ent"
	"commandhub/ent/device"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

func TestApplyTwiceChangesNothing(t *testing.T) {
	for name, dir := range map[string]string{"embedded": "", "made up": "testdata/haixing"} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, ctx context.Context, s *store.Store) {
				county := load(t, dir)
				first := apply(t, ctx, s, county)
				if len(first.Stations.Created) != len(county.Stations) || len(first.Areas.Created) != len(county.Areas)+1 {
					t.Errorf("created %d stations and %d areas", len(first.Stations.Created), len(first.Areas.Created))
				}
				if first.None() {
					t.Error("a first time reports no change")
				}
				second := apply(t, ctx, s, county)
				if !second.None() {
					t.Errorf("a second time reports %+v", second)
				}
				if second.Tanks.Unchanged != len(first.Tanks.Created) || second.Nozzles.Unchanged != len(first.Nozzles.Created) {
					t.Errorf("%d tanks unchanged of %d", second.Tanks.Unchanged, len(first.Tanks.Created))
				}
			})
		})
	}
}

func TestApplyStoresWhatTheProfileSays(t *testing.T) {
	each(t, func(t *testing.T, ctx context.Context, s *store.Store) {
		county := load(t, "testdata/haixing")
		apply(t, ctx, s, county)
		b := s.Client.Tank.Query().Where(tank.Number("B")).WithStation().WithProduct().WithNozzles().OnlyX(ctx)
		if b.Capacity != 40_000_00 || b.UnusableBottom != 800_00 || b.Height != 2600_5 {
			t.Errorf("tank B holds %s L above %s L, %s mm high", b.Capacity, b.UnusableBottom, b.Height)
		}
		if b.Edges.Product.Code != "B5" || b.Edges.Station.Code != "HX-1" || b.Edges.Nozzles[0].Number != "2" {
			t.Errorf("tank B: %+v", b.Edges)
		}
		stations := s.Client.Station.Query().Order(station.ByCode()).WithArea().WithOwner().AllX(ctx)
		if one := stations[0]; !one.Exercise || one.Edges.Owner.Code != "HARBOUR" || one.Edges.Area.Name != "东岛镇" {
			t.Errorf("HX-1: %+v", one)
		}
		if two := stations[1]; two.Exercise || two.Status != station.StatusPLANNED {
			t.Errorf("HX-2: %+v", two)
		}
		if parent := stations[0].Edges.Area.QueryParent().OnlyX(ctx); parent.Code != county.Code {
			t.Errorf("the area belongs to %s", parent.Code)
		}
	})
}

func TestApplyReportsEachChangeAndDeletesNothing(t *testing.T) {
	each(t, func(t *testing.T, ctx context.Context, s *store.Store) {
		county := load(t, "testdata/haixing")
		apply(t, ctx, s, county)
		s.Client.Device.Update().SetCredentialID("kept").SetSecretSha256([]byte("kept")).ExecX(ctx)

		changed := *county
		changed.Stations = slices.Clone(county.Stations[:1]) // HX-2 is gone from the profile
		one := &changed.Stations[0]
		one.Status, one.Licence = station.StatusSUSPENDED, "L-7"
		one.Tanks = slices.Clone(one.Tanks)
		one.Tanks[0].Capacity += 100
		one.Nozzles = slices.Clone(one.Nozzles)
		one.Nozzles[1].Tank = "A"
		one.Devices = []Device{{Code: "HX-1.console", Kind: device.KindGATEWAY, ExpectedInterval: 60}}
		changed.Areas = slices.Clone(county.Areas)
		changed.Areas[0].Centre.Lat += 0.01
		changed.Organisations = slices.Concat(county.Organisations, []Organisation{{Code: "TAX", Name: "税务局", NameEn: "Tax", Kind: "BUREAU"}})
		changed.Products = []Product{county.Products[1], county.Products[0]}

		foretold, err := Compare(ctx, s.Client, &changed)
		if err != nil {
			t.Fatal(err)
		}
		did := apply(t, ctx, s, &changed)
		if !reflect.DeepEqual(foretold, did) {
			t.Errorf("foretold %+v\ndid %+v", foretold, did)
		}
		got, err := json.Marshal(did)
		if err != nil {
			t.Fatal(err)
		}
		want := `{"areas":{"updated":[{"code":"999901001","fields":[{"field":"centre","before":"-1.4, 91.7","after":"-1.39, 91.7"}]}],"unchanged":2},` +
			`"organisations":{"created":["TAX"],"unchanged":4},` +
			`"products":{"updated":[{"code":"B5","fields":[{"field":"position","before":"1","after":"0"}]},{"code":"E10","fields":[{"field":"position","before":"0","after":"1"}]}],"unchanged":0},` +
			`"stations":{"updated":[{"code":"HX-1","fields":[{"field":"licence","before":"","after":"L-7"},{"field":"status","before":"OPERATING","after":"SUSPENDED"}]}],"unchanged":0,"leftAlone":["HX-2"]},` +
			`"tanks":{"updated":[{"code":"HX-1/A","fields":[{"field":"capacity","before":"25000.5","after":"25001.5"}]}],"unchanged":1},` +
			`"nozzles":{"updated":[{"code":"HX-1/2","fields":[{"field":"tank","before":"B","after":"A"}]}],"unchanged":1},` +
			`"devices":{"updated":[{"code":"HX-1.console","fields":[{"field":"kind","before":"CONSOLE","after":"GATEWAY"},{"field":"expectedIntervalSeconds","before":"30","after":"60"}]}],"unchanged":0},"installations":{"unchanged":1}}`
		if string(got) != want {
			t.Errorf("changes\n%s\nwant\n%s", got, want)
		}
		if n := s.Client.Station.Query().CountX(ctx); n != 2 {
			t.Errorf("%d stations are left of 2", n)
		}
		if d := s.Client.Device.Query().OnlyX(ctx); *d.CredentialID != "kept" || string(*d.SecretSha256) != "kept" || d.ExpectedIntervalSeconds != 60 {
			t.Errorf("device %+v", d)
		}
		if second := apply(t, ctx, s, &changed); !second.None() {
			t.Errorf("a second time reports %+v", second)
		}
	})
}

func TestApplyRefusesADeviceOfAnotherStationAndKeepsAllAsItWas(t *testing.T) {
	each(t, func(t *testing.T, ctx context.Context, s *store.Store) {
		county := load(t, "testdata/haixing")
		apply(t, ctx, s, county)
		moved := *county
		moved.Stations = slices.Clone(county.Stations)
		moved.Stations[1].Devices, moved.Stations[0].Devices = moved.Stations[0].Devices, nil
		moved.Stations[0].Name = "改名"
		err := s.WithTx(ctx, func(tx *ent.Tx) error {
			_, err := Apply(ctx, tx, &moved)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "HX-1.console") {
			t.Errorf("error %v", err)
		}
		if n := s.Client.Station.Query().Where(station.Name("改名")).CountX(ctx); n != 0 {
			t.Error("a failed profile is applied in part")
		}
	})
}

func TestOnlyTheHubAppliesAProfile(t *testing.T) {
	each(t, func(t *testing.T, ctx context.Context, s *store.Store) {
		operator := viewer.NewContext(ctx, viewer.New(viewer.Person, 1, "", ""))
		err := s.WithTx(operator, func(tx *ent.Tx) error {
			_, err := Apply(operator, tx, load(t, "testdata/haixing"))
			return err
		})
		if err == nil {
			t.Error("an operator may apply a profile")
		}
	})
}

// each runs a test as the hub itself on both databases.
func each(t *testing.T, test func(t *testing.T, ctx context.Context, s *store.Store)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		test(t, viewer.NewContext(t.Context(), viewer.Hub("test")), s)
	})
}

func apply(t *testing.T, ctx context.Context, s *store.Store, county *County) (changes Changes) {
	t.Helper()
	err := s.WithTx(ctx, func(tx *ent.Tx) (err error) {
		changes, err = Apply(ctx, tx, county)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return changes
}
