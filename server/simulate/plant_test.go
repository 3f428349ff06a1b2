package simulate

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"commandhub/ent/station"
	"commandhub/server/measure"
	"commandhub/server/profile"
)

var morning = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)

// testCounty is the made-up county of the profile's tests.
func testCounty(t *testing.T) *profile.County {
	t.Helper()
	files, err := profile.Open("../profile/testdata/haixing")
	if err != nil {
		t.Fatal(err)
	}
	county, err := profile.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return county
}

// lived is a plant after some days, with what it reported. Readings are taken
// every quarter of an hour.
func lived(t *testing.T, days int, speed float64, change func(*Options, *profile.Station)) (*plant, batch) {
	t.Helper()
	county := testCounty(t)
	o, spec := Options{County: county, Seed: 42}, county.Stations[0]
	if change != nil {
		change(&o, &spec)
	}
	zone, err := time.LoadLocation(county.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	p := newPlant(o, spec, zone)
	p.begin(morning)
	p.read()
	for range days * 96 {
		p.advance(p.at.Add(15*time.Minute), speed)
		p.read()
	}
	return p, p.report
}

func TestTheSameSeedGivesTheSameLife(t *testing.T) {
	write := func(seed uint64) string {
		_, report := lived(t, 2, 1, func(o *Options, _ *profile.Station) { o.Seed, o.Faults = seed, true })
		data, err := json.Marshal(report)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first := write(1)
	if again := write(1); again != first {
		t.Error("one seed gives two lives")
	}
	if first == write(2) {
		t.Error("two seeds give one life")
	}
}

// TestNothingIsLostOrMade adds up what was published at 20 °C: opening stock
// plus deliveries less sales is the closing stock, within the probes' noise.
func TestNothingIsLostOrMade(t *testing.T) {
	const days = 20
	p, report := lived(t, days, 1, nil)
	for _, tank := range p.tanks {
		number := tank.spec.Number
		nozzles := map[string]bool{}
		for _, pump := range p.pumps {
			if pump.tank == tank {
				nozzles[pump.spec.Number] = true
			}
		}
		var readings []reading
		for _, r := range report.Tanks {
			if r.Tank == number {
				readings = append(readings, r)
			}
		}
		at20 := func(litres measure.Litres, at time.Time) float64 { // by the probe's temperature at the time
			i, _ := slices.BinarySearchFunc(readings, at, func(r reading, at time.Time) int { return time.Time(r.Time).Compare(at) })
			return litres.Float() / tank.growth(readings[min(i, len(readings)-1)].Temperature.Float())
		}
		var sold, brought float64
		for _, s := range report.Sales {
			if nozzles[s.Nozzle] {
				sold += at20(s.Volume, time.Time(s.Time))
			}
		}
		drops := 0
		for _, d := range report.Deliveries {
			if d.Tank == number {
				// The gauge's volumes before and after are at two temperatures.
				brought += at20(*d.After, time.Time(d.Ended)) - at20(*d.Before, time.Time(d.Started).Add(-15*time.Minute))
				drops++
			}
		}
		for _, pump := range p.pumps { // sold in part, not yet reported
			if pump.tank == tank {
				for _, f := range pump.open {
					sold += f.drawn / tank.growth(tank.temperature)
				}
			}
		}
		opening, closing := readings[0].Volume20.Float(), readings[len(readings)-1].Volume20.Float()
		off := opening + brought - sold - closing
		// Temperatures are known to 0.1 °C: about 2 L of a full tank, for each
		// time a stock is taken.
		if tolerance := 10 + 4*float64(drops); math.Abs(off) > tolerance {
			t.Errorf("tank %s: %.0f + %.0f − %.0f ≠ %.0f L: %.1f off, %.1f allowed", number, opening, brought, sold, closing, off, tolerance)
		}
		if drops == 0 || sold < 10_000 {
			t.Errorf("tank %s lived without its tanker: sold %.0f L in %d drops", number, sold, drops)
		}
	}
}

func TestMetersAgreeWithSales(t *testing.T) {
	p, report := lived(t, 5, 1, nil)
	last := map[string]sale{}
	for _, s := range report.Sales {
		before, ok := last[s.Nozzle]
		if ok && s.Totalizer != before.Totalizer+s.Volume {
			t.Fatalf("nozzle %s turns from %s to %s with a sale of %s", s.Nozzle, before.Totalizer, s.Totalizer, s.Volume)
		}
		if ok && !time.Time(s.Time).After(time.Time(before.Time)) {
			t.Fatalf("nozzle %s sells twice at once", s.Nozzle)
		}
		last[s.Nozzle] = s
		exact := s.Volume.Float() * float64(s.Price)
		if math.Abs(exact-float64(s.Amount)) > 0.5000001 {
			t.Fatalf("%s L at %s cost %s fen", s.Volume, s.Price, s.Amount)
		}
	}
	for _, pump := range p.pumps {
		if s, ok := last[pump.spec.Number]; !ok || s.Totalizer != pump.totalizer {
			t.Errorf("nozzle %s: last sale %+v, totalizer %s", pump.spec.Number, s, pump.totalizer)
		}
	}
}

func TestReadingsStayWithinTheTank(t *testing.T) {
	p, report := lived(t, 30, 1, nil)
	for _, tank := range p.tanks {
		for _, r := range report.Tanks {
			if r.Tank != tank.spec.Number {
				continue
			}
			if r.Volume < 0 || r.Volume+r.WaterVolume > tank.spec.Capacity || r.Level < 0 || r.Level > tank.spec.Diameter {
				t.Fatalf("%+v in a tank of %s L and %s mm", r, tank.spec.Capacity, tank.spec.Diameter)
			}
			if r.Temperature < 150 || r.Temperature > 350 { // by the test county's climate
				t.Fatalf("temperature %s", r.Temperature)
			}
			if whole := tank.shape.volume(r.Level.Float()); math.Abs(whole-r.Volume.Float()-r.WaterVolume.Float()) > 0.02 {
				t.Fatalf("level %s mm is %.2f L, product and water are %s and %s", r.Level, whole, r.Volume, r.WaterVolume)
			}
		}
	}
}

func TestSalesFollowTheHourOfTheCountysDay(t *testing.T) {
	_, report := lived(t, 20, 1, nil)
	zone, _ := time.LoadLocation("Asia/Urumqi")
	var night, evening int
	for _, s := range report.Sales {
		switch hour := time.Time(s.Time).In(zone).Hour(); {
		case hour >= 1 && hour < 4:
			night++
		case hour >= 16 && hour < 19:
			evening++
		}
	}
	if evening < 5*night || evening < 500 {
		t.Errorf("%d sales in the evening, %d by night", evening, night)
	}
}

func TestSpeedMultipliesRatesAndKeepsTimeStampsReal(t *testing.T) {
	_, one := lived(t, 4, 1, nil)
	p, four := lived(t, 4, 4, nil)
	ratio := float64(len(four.Sales)) / float64(len(one.Sales))
	if ratio < 3 || ratio > 5 {
		t.Errorf("%d sales at 1 and %d at 4", len(one.Sales), len(four.Sales))
	}
	if len(four.Deliveries) <= len(one.Deliveries) {
		t.Errorf("%d tankers at 1 and %d at 4", len(one.Deliveries), len(four.Deliveries))
	}
	for _, s := range four.Sales {
		if time.Time(s.Time).After(p.at) || time.Time(s.Time).Before(morning) {
			t.Fatalf("sold at %v, outside the days that passed", time.Time(s.Time))
		}
	}
}

func TestASuspendedStationSellsNothingAndStillGauges(t *testing.T) {
	_, report := lived(t, 3, 1, func(_ *Options, s *profile.Station) { s.Status = station.StatusSUSPENDED })
	if len(report.Sales) != 0 || len(report.Deliveries) != 0 || len(report.Tanks) != 2*(3*96+1) {
		t.Errorf("%d sales, %d deliveries, %d readings", len(report.Sales), len(report.Deliveries), len(report.Tanks))
	}
}

func TestATankIsNotSoldFromWhileItIsFilled(t *testing.T) {
	p, report := lived(t, 20, 1, nil)
	tankOf := map[string]string{}
	for _, pump := range p.pumps {
		tankOf[pump.spec.Number] = pump.spec.Tank
	}
	for _, d := range report.Deliveries {
		if d.Before == nil || d.After == nil || d.Volume != *d.After-*d.Before || d.Volume <= 0 || d.Waybill == "" {
			t.Errorf("delivery %+v", d)
		}
		for _, s := range report.Sales {
			ended := time.Time(s.Time)
			if tankOf[s.Nozzle] == d.Tank && ended.After(time.Time(d.Started)) && ended.Before(time.Time(d.Ended)) {
				t.Errorf("sold from tank %s at %v, in a delivery", d.Tank, ended)
			}
		}
	}
}

func TestWhatFailsIsToldAndSilentUntilItIsMended(t *testing.T) {
	_, report := lived(t, 60, 1, func(o *Options, _ *profile.Station) { o.Faults = true })
	count := map[string]int{}
	broken := map[string]time.Time{}
	type span struct {
		tank     string
		from, to time.Time
	}
	var spans []span
	for _, e := range report.Events {
		count[e.Kind]++
		switch e.Kind {
		case "PROBE_FAULT":
			broken[e.Tank] = time.Time(e.Time)
		case "PROBE_RESTORED":
			spans = append(spans, span{e.Tank, broken[e.Tank], time.Time(e.Time)})
			delete(broken, e.Tank)
		}
	}
	if count["PROBE_FAULT"] == 0 || count["PROBE_FAULT"] != count["PROBE_RESTORED"]+len(broken) {
		t.Errorf("events: %v", count)
	}
	if count["POWER_OFF"] == 0 || count["POWER_OFF"]-count["POWER_ON"] > 1 {
		t.Errorf("events: %v", count)
	}
	for _, s := range spans {
		if lasted := s.to.Sub(s.from); lasted < shortestFault || lasted > longestFault {
			t.Errorf("a probe failed for %s", lasted)
		}
		for _, r := range report.Tanks {
			if at := time.Time(r.Time); r.Tank == s.tank && at.After(s.from) && at.Before(s.to) {
				t.Errorf("tank %s read at %v while its probe failed", s.tank, at)
			}
		}
	}
}
