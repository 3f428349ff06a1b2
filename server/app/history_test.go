package app_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

func TestAHistoryIsBucketsOfMinimumMeanAndMaximum(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(noon)
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		operator := hub.Operator(t)
		device := hub.Device(t, operator, "HX-1.console")
		from := noon.Add(-100 * time.Minute)
		for i := range 100 { // a reading a minute: 1000, 1001, … litres
			at := from.Add(time.Duration(i)*time.Minute + 500*time.Millisecond)
			status, body := device.Say(t, at, fmt.Sprintf(`{"tanks":[{"tank":"A","volumeL":%d,"temperatureC":%.1f}]}`, 1000+i, 10+float64(i)/10))
			if status != 200 {
				t.Fatalf("%d %s", status, body)
			}
		}
		type point struct {
			Start          time.Time
			Min, Mean, Max float64
			Count          int
		}
		ask := func(quantity string, from, to time.Time, buckets int) ([]point, []servertest.GraphError) {
			var data struct {
				Station struct {
					Tanks []struct{ History struct{ Points []point } }
				}
			}
			errs := operator.Query(t, &data, `query($q:TankQuantity!,$from:DateTime!,$to:DateTime!,$n:Int!){
				station(code:"HX-1"){tanks{history(quantity:$q,from:$from,to:$to,buckets:$n){points{start min mean max count}}}}}`,
				map[string]any{"q": quantity, "from": from.Format(time.RFC3339), "to": to.Format(time.RFC3339), "n": buckets})
			if len(data.Station.Tanks) == 0 {
				return nil, errs
			}
			return data.Station.Tanks[0].History.Points, errs
		}
		points, errs := ask("VOLUME", from, noon, 10)
		if errs != nil || len(points) != 10 {
			t.Fatalf("%d points: %+v", len(points), errs)
		}
		for i, p := range points {
			low := float64(1000 + 10*i)
			if p.Min != low || p.Max != low+9 || p.Mean != low+4.5 || p.Count != 10 || !p.Start.Equal(from.Add(time.Duration(i)*10*time.Minute)) {
				t.Errorf("bucket %d: %+v", i, p)
			}
		}
		if points, _ := ask("TEMPERATURE", from, noon, 10); len(points) != 10 || points[0].Min != 10 || points[9].Max != 19.9 {
			t.Errorf("temperature: %+v", points)
		}
		if points, _ := ask("WATER_LEVEL", from, noon, 10); len(points) != 0 {
			t.Errorf("what was never measured: %+v", points)
		}
		if points, _ := ask("VOLUME", from.Add(-time.Hour), from, 10); len(points) != 0 {
			t.Errorf("before the first reading: %+v", points)
		}
		for name, c := range map[string]struct {
			from, to time.Time
			buckets  int
		}{
			"too few buckets":  {from, noon, 9},
			"too many buckets": {from, noon, 2001},
			"backwards":        {noon, from, 100},
			"no length":        {noon, noon, 100},
			"over a year":      {noon.AddDate(-1, 0, -2), noon, 100},
		} {
			if _, errs := ask("VOLUME", c.from, c.to, c.buckets); len(errs) == 0 || errs[0].Extensions["code"] != "INVALID" {
				t.Errorf("%s: %+v", name, errs)
			}
		}
	})
}

func TestDailySalesAddUpByTheCountysDay(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(noon)
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		operator := hub.Operator(t)
		device := hub.Device(t, operator, "HX-1.console")
		for _, at := range []time.Time{noon, noon.Add(-24 * time.Hour), noon.Add(-24*time.Hour + time.Minute)} {
			device.Say(t, at, `{"sales":[{"nozzle":"1","volumeL":10.01,"priceFenPerL":700,"amountFen":7007}]}`)
		}
		var data struct {
			Station struct {
				DailySales []struct {
					Day, Product string
					Volume       float64
					Amount       int64
					Count        int
				}
			}
		}
		if errs := operator.Query(t, &data, `{station(code:"HX-1"){dailySales(days:7){day product volume amount count}}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		got := fmt.Sprint(data.Station.DailySales)
		if got != "[{2026-03-09 E10 20.02 14014 2} {2026-03-10 E10 10.01 7007 1}]" {
			t.Error(got)
		}
	})
}
