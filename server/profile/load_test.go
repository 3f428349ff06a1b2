package profile

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"commandhub/ent/station"
	"commandhub/server/measure"
)

func TestEmbeddedProfilesLoadWithoutAWarning(t *testing.T) {
	names := Embedded()
	if len(names) == 0 {
		t.Fatal("no profile is embedded")
	}
	for _, name := range names {
		county := load(t, name)
		if len(county.Warnings) > 0 {
			t.Errorf("%s:\n%s", name, county.Warnings)
		}
		byStatus, areas := map[station.Status]int{}, map[string]bool{}
		for _, s := range county.Stations {
			byStatus[s.Status]++
			areas[s.Area] = true
			if s.Status == station.StatusOPERATING && (len(s.Tanks) == 0 || len(s.Nozzles) == 0 || len(s.Devices) == 0) {
				t.Errorf("%s operates without tanks, nozzles or a device", s.Code)
			}
		}
		for _, status := range []station.Status{station.StatusPLANNED, station.StatusOPERATING, station.StatusSUSPENDED, station.StatusCLOSED} {
			if byStatus[status] == 0 {
				t.Errorf("%s shows no station that is %s", name, status)
			}
		}
		if len(areas) != len(county.Areas) {
			t.Errorf("%s has stations in %d of its %d areas", name, len(areas), len(county.Areas))
		}
	}
}

func TestAnotherCountyLoadsFromAFolder(t *testing.T) {
	county := load(t, "testdata/haixing")
	if county.Name != "海星县" || county.TimeZone != "Asia/Urumqi" || county.Exercise {
		t.Errorf("read %q in %s, exercise %t", county.Name, county.TimeZone, county.Exercise)
	}
	tank := county.Stations[0].Tanks[0]
	want := Tank{Number: "A", Product: "E10", Capacity: 25_000_50, UnusableBottom: 400_25, Diameter: 2300_0}
	if tank != want {
		t.Errorf("tank %+v, want %+v", tank, want)
	}
	if county.Climate.Mean != measure.Celsius(265) {
		t.Errorf("mean temperature %s", county.Climate.Mean)
	}
	if len(county.Warnings) > 0 {
		t.Error(county.Warnings)
	}
}

func TestOpenNamesWhatThereIs(t *testing.T) {
	if _, err := Open("nowhere"); err == nil || !strings.Contains(err.Error(), Embedded()[0]) {
		t.Errorf("error %v does not name the embedded profiles", err)
	}
}

// TestEveryProblemIsReported spoils a good profile in one way each and wants
// the file, the line and the field of it, and what would be right.
func TestEveryProblemIsReported(t *testing.T) {
	for name, c := range map[string]struct {
		file, old, new string
		want           string // a substring of one problem
	}{
		"unknown field":       {"stations.yaml", "capacityL: 25000.5", "capacity: 25000", "stations.yaml:13: stations[0].tanks[0].capacity: unknown field; known here are number, product, capacityL"},
		"text for a number":   {"stations.yaml", "25000.5", "plenty", `stations.yaml:13: stations[0].tanks[0].capacityL: is "plenty": not a number`},
		"not YAML":            {"areas.yaml", "areas:", "areas: {", "areas.yaml:"},
		"duplicate key":       {"county.yaml", "exercise: false", "exercise: false\nexercise: true", "county.yaml:12: "},
		"a list left out":     {"areas.yaml", "areas:", "places:", "areas.yaml:1: places: unknown field; known here are areas"},
		"fen with a fraction": {"products.yaml", "650", "650.5", "products.yaml:3: products[1].priceFenPerL: is \"650.5\": a whole number is needed"},
		"free fuel":           {"products.yaml", "650", "0", "products.yaml:3: products[1].priceFenPerL: is 0; 1 to"},
		"odd expansion":       {"products.yaml", "0.00084", "0.84", "products.yaml:3: products[1].expansionPerC: is 0.84; 0.0001 to 0.002"},
		"category":            {"products.yaml", "DIESEL", "LPG", `products[1].category: is "LPG"; one of PETROL, DIESEL is needed`},
		"owner unknown":       {"stations.yaml", "owner: HARBOUR\n    area: \"999901001\"", "owner: NOBODY\n    area: \"999901001\"", `stations.yaml:5: stations[0].owner: is "NOBODY", which organisations.yaml does not have`},
		"area unknown":        {"stations.yaml", "area: \"999901001\"", "area: X", `stations.yaml:6: stations[0].area: is "X", which areas.yaml does not have`},
		"product unknown":     {"stations.yaml", "product: B5", "product: B7", `stations.yaml:14: stations[0].tanks[1].product: is "B7", which products.yaml does not have`},
		"tank unknown":        {"stations.yaml", "tank: B", "tank: C", `stations.yaml:17: stations[0].nozzles[1].tank: is "C", which this station does not have`},
		"code twice":          {"stations.yaml", "code: HX-2", "code: HX-1", `stations.yaml:20: stations[1].code: is "HX-1", which stations[0] has already`},
		"number twice":        {"stations.yaml", "number: B", "number: A", `stations.yaml:14: stations[0].tanks[1].number: is "A", which this station has already`},
		"area as county":      {"areas.yaml", `"999901001"`, `"999901"`, `areas.yaml:2: areas[0].code: is "999901", which county.yaml has already`},
		"a day that is none":  {"supervision.yaml", "2026-06-30", "2026-06-31", `supervision.yaml:3: connectBy: is "2026-06-31"; a day such as`},
		"a step left out":     {"supervision.yaml", "contracted: \"2026-01-20\", ", "", `installations[0].installing: is "2026-02-01", which may not follow procured of 2026-01-10: another step comes first`},
		"steps back in time":  {"supervision.yaml", "2026-02-01", "2026-01-01", `installations[0].installing: is "2026-01-01", which may not follow contracted of 2026-01-20: it lies before it`},
		"a step on no day":    {"supervision.yaml", "2026-02-01", "February", `installations[0].installing: is "February", after contracted of 2026-01-20; a day such as`},
		"no supplier":         {"supervision.yaml", "supplier: 海测公司, ", "", `installations[0].contracted: is "2026-01-20", which may not follow procured of 2026-01-10: a contract is with somebody`},
		"no cost":             {"supervision.yaml", "costFen: 1234567, ", "", `which may not follow procured of 2026-01-10: the county signs for a sum`},
		"no supervisor":       {"supervision.yaml", "supervisor: 海监公司, ", "", `which may not follow contracted of 2026-01-20: the supervisor of safety`},
		"no accepter":         {"supervision.yaml", `installing: "2026-02-01"`, `installing: "2026-02-01", connected: "2026-02-02", accepted: "2026-02-03"`, "which may not follow connected of 2026-02-02: a third party accepts"},
		"its own accepter":    {"supervision.yaml", `installing: "2026-02-01"`, `installing: "2026-02-01", accepter: 海监公司, connected: "2026-02-02", accepted: "2026-02-03"`, "the accepter is neither the supplier nor"},
		"no note":             {"supervision.yaml", `installing: "2026-02-01"`, `installing: "2026-02-01", removed: "2026-02-03"`, "which may not follow installing of 2026-02-01: say why in the note"},
		"equipment unknown":   {"supervision.yaml", "kind: GAUGE", "kind: RADAR", `installations[0].kind: is "RADAR", which is no equipment above`},
		"subsidy beyond all":  {"supervision.yaml", "35", "135", "subsidyPercent: is 135; 0 to 100 are needed"},
		"installed nowhere":   {"supervision.yaml", "station: HX-1", "station: HX-9", `installations[0].station: is "HX-9", which stations.yaml does not have`},
		"code with a space":   {"organisations.yaml", "TRADE", "TRA DE", `organisations.yaml:2: organisations[0].code: is "TRA DE"; 1 to 32 letters`},
		"out of bounds":       {"stations.yaml", "lat: -1.41", "lat: 1.41", "stations.yaml:9: stations[0].position: is lat 1.41, lon 91.71, outside the county's bounds"},
		"capacity":            {"stations.yaml", "capacityL: 40000", "capacityL: 40000000", "stations[0].tanks[1].capacityL: is 40000000; more than 0 and at most 200000 litres are needed"},
		"negative capacity":   {"stations.yaml", "capacityL: 40000", "capacityL: -1", "stations[0].tanks[1].capacityL: is -1; more than 0"},
		"bottom":              {"stations.yaml", "unusableBottomL: 800", "unusableBottomL: 40000", "stations[0].tanks[1].unusableBottomL: is 40000; 0 or more, below the capacity"},
		"diameter":            {"stations.yaml", "2600.5", "26", "stations[0].tanks[1].diameterMm: is 26; 500 to 5000 are needed"},
		"thin tank":           {"stations.yaml", "2600.5", "900", "stations[0].tanks[1].diameterMm: is 900, too narrow for 40000 L"},
		"flow":                {"stations.yaml", "maxFlowLPerMin: 40", "maxFlowLPerMin: .nan", "stations[0].nozzles[0].maxFlowLPerMin: is NaN"},
		"interval":            {"stations.yaml", "expectedIntervalSeconds: 30", "expectedIntervalSeconds: 0", "stations[0].devices[0].expectedIntervalSeconds: is 0; 1 to 86400"},
		"half a second":       {"stations.yaml", "expectedIntervalSeconds: 30", "expectedIntervalSeconds: 30.5", `stations[0].devices[0].expectedIntervalSeconds: is "30.5": a whole number is needed`},
		"status":              {"stations.yaml", "PLANNED", "DREAMT", `stations[1].status: is "DREAMT"; one of PLANNED, OPERATING, SUSPENDED, CLOSED is needed`},
		"device kind":         {"stations.yaml", "kind: CONSOLE", "kind: CAMERA", `stations[0].devices[0].kind: is "CAMERA"; one of CONSOLE, GATEWAY is needed`},
		"zone":                {"county.yaml", "Asia/Urumqi", "Asia/Nowhere", "county.yaml:7: timeZone: is \"Asia/Nowhere\"; an IANA zone"},
		"county code":         {"county.yaml", `"999901"`, `"99"`, "county.yaml:2: code: is \"99\"; the six digits of GB/T 2260"},
		"bounds":              {"county.yaml", "north: -1", "north: -3", "county.yaml:9: bounds: is no box"},
		"grades":              {"county.yaml", "grade: LARGER", "grade: LARGE", "severities: are of grades"},
		"colour":              {"county.yaml", `"#0000ff"`, "blue", `severities[3].colour: is "blue"; #RRGGBB is needed`},
		"no outline":          {"county.yaml", "map.json", "none.json", "county.yaml:10: outline: none.json cannot be read: file does not exist"},
		"outline, no JSON":    {"map.json", "{", "", "map.json: is no GeoJSON"},
		"outline, a point":    {"map.json", "MultiPolygon", "Point", `map.json: holds a "Point"; a Polygon`},
		"outline, open ring":  {"map.json", "[91,-2]]", "[91,-1.9]]", "map.json: has a ring that is not closed"},
		"outline, elsewhere":  {"map.json", "[92,-2]", "[97,-2]", "county.yaml:9: bounds: the outline in map.json reaches out of them"},
		"name":                {"areas.yaml", "东岛镇", `""`, `areas.yaml:2: areas[0].name: is ""; a Chinese name`},
		"alias of nothing":    {"areas.yaml", "东岛镇", "*nothing", "areas[0].name: is an alias of"},
		"alias of itself":     {"areas.yaml", "centre: {lat: -1.4, lon: 91.7}", "centre: &c {lat: *c, lon: 91.7}", "areas[0].centre.lat: is an alias of"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(spoilt(t, c.file, c.old, c.new))
			var problems Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("reported:\n%v\nwanted: %s", err, c.want)
			}
		})
	}
}

func TestProblemsOfAllFilesComeAtOnce(t *testing.T) {
	files := spoilt(t, "stations.yaml", "OPERATING", "OPEN")
	files["products.yaml"] = &fstest.MapFile{Data: []byte("products: [{code: E10, colour: red}, {code: B5, price: 1}]")}
	delete(files, "areas.yaml")
	_, err := Load(files)
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var in []string
	for _, p := range problems {
		in = append(in, p.File)
	}
	if want := []string{"areas.yaml", "products.yaml", "products.yaml", "stations.yaml"}; !slices.Equal(in, want) {
		t.Errorf("problems are:\n%s", problems)
	}
}

func TestWhatAStandardForbidsIsAWarning(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"a petrol tank over 30 m³ in class 3": {"capacityL: 25000.5", "capacityL: 30000.01", "stations[0].tanks[0].capacityL: is 30000.01; GB 50156-2021, 3.0.9, allows this tank 30000 litres"},
		"a tank over 50 m³":                   {"capacityL: 40000", "capacityL: 50000.01", "stations[0].tanks[1].capacityL: is 50000.01; GB 50156-2021, 3.0.9, allows this tank 50000 litres"},
		"a station over 210 m³":               {"capacityL: 25000.5", "capacityL: 199000", "stations[0].tanks: the tanks hold more than 210 m³"},
		"a place in a hole of the outline":    {"{lat: -1.41, lon: 91.71}", "{lat: -1.15, lon: 91.85}", "outside the county's outline"},
	} {
		t.Run(name, func(t *testing.T) {
			files := spoilt(t, "stations.yaml", c.old, c.new)
			stations := string(files["stations.yaml"].Data)
			if strings.Contains(c.new, "199000") { // wide enough for so much
				stations = strings.Replace(stations, "diameterMm: 2300", "diameterMm: 4000", 1)
				stations = strings.Replace(stations, "capacityL: 40000", "capacityL: 45000", 1)
			}
			files["stations.yaml"] = &fstest.MapFile{Data: []byte(stations)}
			county, err := Load(files)
			if err != nil || !strings.Contains(county.Warnings.Error(), c.want) {
				t.Errorf("error %v, county %+v", err, county)
			}
		})
	}
}

func load(t *testing.T, dir string) *County {
	t.Helper()
	files, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	county, err := Load(files)
	if err != nil {
		t.Fatalf("%s:\n%s", dir, err)
	}
	return county
}

// spoilt is the test's county with one change in one file.
func spoilt(t *testing.T, file, old, new string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	dir := os.DirFS("testdata/haixing")
	names, err := fs.Glob(dir, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	before := string(files[file].Data)
	after := strings.Replace(before, old, new, 1)
	if before == after {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = &fstest.MapFile{Data: []byte(after)}
	return files
}
