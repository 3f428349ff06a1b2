package matrix_test

import (
	"encoding/json"
	"slices"
	"testing"

	"commandhub/server/servertest"
)

// stationOf is what tells to whom a row belongs.
const stationOf = `station{code area{code} owner{code}}`

type place struct {
	Code        string
	Area, Owner struct{ Code string }
}

// bounded are the parties who see a part of the county, and what tells that a
// station is in it.
var bounded = map[string]func(place) bool{
	"TOWNSHIP_OFFICER":    func(p place) bool { return p.Area.Code == nearArea },
	"ENTERPRISE_REPORTER": func(p place) bool { return p.Owner.Code == nearOwner },
}

func listsNothingOutOfReach(t *testing.T, county *assembly) {
	whole := county.places(t, county.parties["DUTY_OFFICER"].client, `{x:stations(first:100){edges{node{code area{code} owner{code}}}}}`)
	for who, within := range bounded {
		client := county.parties[who].client
		for what, query := range map[string]string{
			"stations": `{x:stations(first:100){edges{node{code area{code} owner{code}}}}}`,
			"tanks":    `{x:tanks(first:100){edges{node{` + stationOf + `}}}}`,
			"nozzles":  `{x:nozzles(first:100){edges{node{` + stationOf + `}}}}`,
			"events":   `{x:stationEvents(first:100){... on Delivery{` + stationOf + `}... on DeviceEvent{` + stationOf + `}}}`,
		} {
			seen := county.places(t, client, query)
			if len(seen) == 0 {
				t.Errorf("%s sees no %s", who, what)
			}
			for _, p := range seen {
				if !within(p) {
					t.Errorf("%s sees %s of %s, which is %s in %s", who, what, p.Code, p.Owner.Code, p.Area.Code)
				}
			}
			if what == "stations" {
				inReach := len(slices.DeleteFunc(slices.Clone(whole), func(p place) bool { return !within(p) }))
				if len(seen) != inReach || len(seen) == len(whole) {
					t.Errorf("%s sees %d stations; %d of %d are theirs", who, len(seen), inReach, len(whole))
				}
			}
		}
	}
}

// places are the stations named anywhere in an answer.
func (c *assembly) places(t *testing.T, client *servertest.Client, query string) []place {
	t.Helper()
	_, body := client.Post(t, "/graphql", map[string]any{"query": query})
	a := decode(t, body)
	if a.errors != nil {
		t.Fatalf("%s: %s", query, body)
	}
	var out []place
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			if _, ok := v["owner"]; ok {
				var p place
				text, _ := json.Marshal(v)
				_ = json.Unmarshal(text, &p)
				out = append(out, p)
				return
			}
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(a.data)
	return out
}

func findsNothingOutOfReach(t *testing.T, county *assembly) {
	var ids struct {
		Station struct {
			ID      string
			Tanks   []struct{ ID string }
			Nozzles []struct{ ID string }
			Devices []struct{ ID string }
		}
		StationEvents []struct {
			ID      string
			Station struct{ Code string }
		}
	}
	everything := county.parties["DUTY_OFFICER"].client
	if errs := everything.Query(t, &ids, `{station(code:"`+far+`"){id tanks{id} nozzles{id} devices{id}}
		stationEvents(first:100){... on Delivery{id station{code}}... on DeviceEvent{id station{code}}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	rows := []string{ids.Station.ID, ids.Station.Tanks[0].ID, ids.Station.Nozzles[0].ID, ids.Station.Devices[0].ID}
	for _, e := range ids.StationEvents {
		if e.Station.Code == far {
			rows = append(rows, e.ID)
		}
	}
	for who := range bounded {
		client := county.parties[who].client
		for _, id := range rows {
			var data struct{ Node *struct{ ID string } }
			if errs := client.Query(t, &data, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}); errs != nil || data.Node != nil {
				t.Errorf("%s asked for node %s: %+v %+v", who, id, data.Node, errs)
			}
		}
		var data struct{ Station *struct{ Code string } }
		if errs := client.Query(t, &data, `{station(code:"`+far+`"){code}}`, nil); errs != nil || data.Station != nil {
			t.Errorf("%s asked for the station: %+v %+v", who, data.Station, errs)
		}
		for _, query := range []string{
			`{stations(first:1,filter:{stations:["` + far + `"]}){totalCount}}`,
			`{stationEvents(filter:{stations:["` + far + `"]}){__typename}}`,
		} {
			if errs := client.Query(t, nil, query, nil); len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" {
				t.Errorf("%s asked %s: %+v", who, query, errs)
			}
		}
		first := client.Subscribe(t, `subscription{stationTelemetry(filter:{stations:["`+far+`"]}){sequence}}`, nil)
		if errs := first.Refused(); errs[0].Extensions["code"] != "INVALID" {
			t.Errorf("%s subscribed to it: %+v", who, errs)
		}
	}
}

func followsNothingOutOfReach(t *testing.T, county *assembly) {
	everything := county.parties["DUTY_OFFICER"].client
	for who, within := range bounded {
		client := county.parties[who].client
		own := map[string]bool{}
		var capacity float64
		var all struct {
			Tanks struct {
				Edges []struct {
					Node struct {
						ID       string
						Capacity float64
						Station  struct {
							place
							Status string
						}
					}
				}
				PageInfo struct{ HasNextPage bool }
			}
		}
		if errs := everything.Query(t, &all, `{tanks(first:100){edges{node{id capacity station{code status area{code} owner{code}}}} pageInfo{hasNextPage}}}`, nil); errs != nil || all.Tanks.PageInfo.HasNextPage {
			t.Fatal(errs, all.Tanks.PageInfo)
		}
		for _, e := range all.Tanks.Edges {
			if within(e.Node.Station.place) {
				own[e.Node.ID] = true
				if e.Node.Station.Status == "OPERATING" {
					capacity += e.Node.Capacity
				}
			}
		}
		var item struct {
			StationTelemetry struct{ Tanks []struct{ TankID string } }
		}
		client.Subscribe(t, `subscription{stationTelemetry{tanks{tankId}}}`, nil).Next(&item)
		if len(item.StationTelemetry.Tanks) == 0 {
			t.Errorf("%s sees no live tank", who)
		}
		for _, tank := range item.StationTelemetry.Tanks {
			if !own[tank.TankID] {
				t.Errorf("%s sees the live tank %s", who, tank.TankID)
			}
		}
		for _, operation := range []string{"query", "subscription"} {
			var data struct {
				Stock struct{ Products []struct{ Capacity float64 } }
			}
			if operation == "query" {
				client.Query(t, &data, `{stock{products{capacity}}}`, nil)
			} else {
				client.Subscribe(t, `subscription{stock{products{capacity}}}`, nil).Next(&data)
			}
			var got float64
			for _, p := range data.Stock.Products {
				got += p.Capacity
			}
			if got != capacity {
				t.Errorf("%s: the %s of stock tells a capacity of %v L, theirs is %v", who, operation, got, capacity)
			}
		}
	}
}
