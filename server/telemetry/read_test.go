package telemetry

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"commandhub/ent"
	"commandhub/ent/quarantine"
	"commandhub/server/measure"
	"commandhub/server/station"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

var received = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

// lc0001 is a station with tank 1 of 30,000 L and 2,400 mm and nozzle 3.
func lc0001(t testing.TB) *station.Station {
	t.Helper()
	ctx := viewer.NewContext(t.Context(), viewer.Hub("test"))
	s := storetest.SQLite(t)
	err := s.WithTx(ctx, func(tx *ent.Tx) error {
		area := tx.Area.Create().SetCode("A").SetName("A").SetKind("COUNTY").SetLatitude(35).SetLongitude(113).SaveX(ctx)
		owner := tx.Organisation.Create().SetCode("O").SetName("O").SetKind("PRIVATE_OWNER").SaveX(ctx)
		product := tx.Product.Create().SetCode("92").SetName("92").SetCategory("PETROL").SaveX(ctx)
		st := tx.Station.Create().SetCode("LC0001").SetName("S").SetLatitude(35).SetLongitude(113).SetStatus("OPERATING").
			SetArea(area).SetOwner(owner).SaveX(ctx)
		tank := tx.Tank.Create().SetNumber("1").SetCapacity(measure.LitresOf(30000)).SetUnusableBottom(measure.LitresOf(500)).
			SetHeight(measure.MillimetresOf(2400)).SetStation(st).SetProduct(product).SaveX(ctx)
		return tx.Nozzle.Create().SetNumber("3").SetStation(st).SetTank(tank).Exec(ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	r := station.NewRegistry(s)
	if err := r.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	return r.Now().Code("LC0001")
}

const soundTank = `{"tank":"1","volumeL":100}`

func TestAnItemIsRefusedAlone(t *testing.T) {
	st := lc0001(t)
	for _, c := range []struct {
		kind, item string
		reason     quarantine.Reason // "" where it is sound
		field      string
	}{
		{"tanks", `{"tank":"1","volumeL":29000,"waterL":1000}`, "", ""},
		{"tanks", `{"tank":1,"volumeL":1e3,"levelMm":2400,"unknown":{"a":[1,{}]}}`, "", ""},
		{"tanks", `{"tank":"LC0001/1","volumeL":1,"volume20L":null}`, "", ""},
		{"tanks", `{"tank":"1","volumeL":29000,"waterL":1000.01}`, "ABOVE_CAPACITY", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":30000.01}`, "ABOVE_CAPACITY", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":-0.01}`, "NEGATIVE", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":1,"waterMm":-1}`, "NEGATIVE", "waterMm"},
		{"tanks", `{"tank":"1","volumeL":1,"levelMm":2400.1}`, "OUT_OF_RANGE", "levelMm"},
		{"tanks", `{"tank":"1","volumeL":1,"temperatureC":80.1}`, "OUT_OF_RANGE", "temperatureC"},
		{"tanks", `{"tank":"1","volumeL":1000,"volume20L":2000}`, "OUT_OF_RANGE", "volume20L"},
		{"tanks", `{"tank":"1","volumeL":NaN}`, "NOT_A_NUMBER", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":"NaN"}`, "NOT_A_NUMBER", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":1,"levelMm":-Infinity}`, "NOT_A_NUMBER", "levelMm"},
		{"tanks", `{"tank":"1","volumeL":1e400}`, "OUT_OF_RANGE", "volumeL"},
		{"tanks", `{"tank":"1","volumeL":"12"}`, "MALFORMED", "volumeL"},
		{"tanks", `{"tank":"1"}`, "MALFORMED", "volumeL"},
		{"tanks", `{"volumeL":1}`, "MALFORMED", "tank"},
		{"tanks", `{"tank":"7","volumeL":1}`, "UNKNOWN_SENSOR", "tank"},
		{"tanks", `{"tank":"LC0002/1","volumeL":1}`, "FOREIGN_SENSOR", "tank"},
		{"tanks", `{"tank":"1","volumeL":1,"time":"2026-02-22T08:00:00Z"}`, "", ""},
		{"tanks", `{"tank":"1","volumeL":1,"time":"2026-02-22T07:59:59.999999Z"}`, "TIME_TOO_OLD", "time"},
		{"tanks", `{"tank":"1","volumeL":1,"time":"2026-03-01T16:05:00+08:00"}`, "", ""},
		{"tanks", `{"tank":"1","volumeL":1,"time":"2026-03-01T08:05:00.000001Z"}`, "TIME_IN_FUTURE", "time"},
		{"tanks", `{"tank":"1","volumeL":1,"time":"2026-03-01 08:00:00"}`, "MALFORMED", "time"},
		{"tanks", `{"tank":"1","volumeL":1,"time":1772352000}`, "MALFORMED", "time"},
		{"tanks", `[1]`, "MALFORMED", ""},
		{"sales", `{"nozzle":"3","volumeL":32.50,"priceFenPerL":789,"amountFen":25643,"totalizerL":1234567.89}`, "", ""},
		{"sales", `{"nozzle":"3","volumeL":32.50,"priceFenPerL":789,"amountFen":25650}`, "OUT_OF_RANGE", "amountFen"},
		{"sales", `{"nozzle":"3","volumeL":32.50,"priceFenPerL":7.89,"amountFen":256}`, "MALFORMED", "priceFenPerL"},
		{"sales", `{"nozzle":"3","volumeL":2000.01,"priceFenPerL":1,"amountFen":2000}`, "OUT_OF_RANGE", "volumeL"},
		{"sales", `{"nozzle":"4","volumeL":1,"priceFenPerL":1,"amountFen":1}`, "UNKNOWN_SENSOR", "nozzle"},
		{"deliveries", `{"tank":"1","startedAt":"2026-03-01T06:00:00Z","endedAt":"2026-03-01T07:00:00Z","volumeL":20000,"waybill":"140524"}`, "", ""},
		{"deliveries", `{"tank":"1","startedAt":"2026-03-01T07:00:00Z","endedAt":"2026-03-01T06:00:00Z","volumeL":20000}`, "OUT_OF_RANGE", "startedAt"},
		{"deliveries", `{"tank":"1","startedAt":"2026-03-01T07:00:00Z","volumeL":20000}`, "MALFORMED", "endedAt"},
		{"deliveries", `{"tank":"1","startedAt":"2026-03-01T06:00:00Z","endedAt":"2026-03-01T07:00:00Z","volumeL":30001}`, "ABOVE_CAPACITY", "volumeL"},
		{"deliveries", `{"tank":"1","startedAt":"2026-03-01T06:00:00Z","endedAt":"2026-03-01T07:00:00Z","volumeL":1,"waybill":"` + strings.Repeat("9", 65) + `"}`, "TOO_LARGE", "waybill"},
		{"events", `{"kind":"PROBE_FAULT","tank":"1","nozzle":"3","detail":"断线"}`, "", ""},
		{"events", `{"kind":"EXPLODED"}`, "MALFORMED", "kind"},
		{"events", `{"kind":"TAMPER","detail":"\u0000"}`, "MALFORMED", "detail"},
		{"events", `{"kind":"TAMPER","detail":"` + strings.Repeat("x", 501) + `"}`, "TOO_LARGE", "detail"},
	} {
		others := fmt.Sprintf(`"tanks":[%s]`, soundTank)
		items, place := fmt.Sprintf(`%s,"%s":[%s]`, others, c.kind, c.item), c.kind+"[0]"
		if c.kind == "tanks" {
			items, place = fmt.Sprintf(`"tanks":[%s,%s]`, soundTank, c.item), "tanks[1]"
		}
		payload := fmt.Sprintf(`{"boot":"b1","seq":7,"time":"2026-03-01T08:00:00.000Z",%s}`, items)
		b, refused := Read([]byte(payload), st, received)
		if len(b.Tanks) == 0 || b.Tanks[0].Volume != measure.LitresOf(100) || b.Boot != "b1" || b.Sequence != 7 {
			t.Errorf("%s: the sound item was not believed: %+v", c.item, b)
		}
		stored := len(b.Tanks) + len(b.Sales) + len(b.Deliveries) + len(b.Events)
		switch {
		case c.reason == "" && (len(refused) != 0 || stored != 2):
			t.Errorf("%s: refused: %+v", c.item, refused)
		case c.reason != "":
			if c.field != "" {
				place += "." + c.field
			}
			if len(refused) != 1 || stored != 1 || refused[0].Reason != c.reason || refused[0].Field != place || refused[0].Excerpt != c.item {
				t.Errorf("%s: %+v, want %s at %s", c.item, refused, c.reason, place)
			}
		}
	}
}

func TestABatchThatCannotBeReadIsRefusedWhole(t *testing.T) {
	st := lc0001(t)
	many := `{"boot":"b","seq":1,"time":"2026-03-01T08:00:00Z","tanks":[` + strings.Repeat(soundTank+",", 500) + soundTank + `]}`
	for payload, want := range map[string]quarantine.Reason{
		``: "MALFORMED", `[]`: "MALFORMED", `{`: "MALFORMED", `{"boot":"b","seq":1}x`: "MALFORMED", "{\"boot\":\"\xff\",\"seq\":1}": "MALFORMED",
		`{"seq":1}`: "MALFORMED", `{"boot":"b"}`: "MALFORMED", `{"boot":"","seq":1}`: "MALFORMED", `{"boot":"a b","seq":1}`: "MALFORMED",
		`{"boot":"b","seq":0}`: "MALFORMED", `{"boot":"b","seq":1.5}`: "MALFORMED", `{"boot":"b","seq":9007199254740992}`: "MALFORMED",
		`{"boot":"b","seq":"1"}`: "MALFORMED", `{"boot":"b","seq":1,"x":` + strings.Repeat("[", 10000): "MALFORMED",
		many:                                     "TOO_MANY",
		strings.Repeat(" ", MaxPayload-1) + `{}`: "TOO_LARGE",
	} {
		b, refused := Read([]byte(payload), st, received)
		if b.Boot != "" || len(b.Tanks) > 0 || len(refused) != 1 || refused[0].Reason != want || len(refused[0].Excerpt) > MaxExcerpt {
			t.Errorf("%.40q: %+v %+v, want %s", payload, b, refused, want)
		}
	}
	if b, refused := Read([]byte(`{"boot":"b","seq":9007199254740991}`), st, received); b.Sequence == 0 || len(refused) > 0 || !b.Time.Equal(received) {
		t.Errorf("a sign of life: %+v %+v", b, refused)
	}
}

func TestItemsWithoutAnyTimeAreRefusedAndTheOthersStored(t *testing.T) {
	b, refused := Read([]byte(`{"boot":"b","seq":1,"time":"soon","tanks":[`+soundTank+
		`,{"tank":"1","volumeL":2,"time":"2026-03-01T07:00:00+00:00"}],"sales":{}}`), lc0001(t), received)
	var fields []string
	for _, r := range refused {
		fields = append(fields, r.Field)
	}
	if len(b.Tanks) != 1 || !slices.Equal(fields, []string{"sales", "time", "tanks[0].time"}) {
		t.Errorf("%+v %v", b, fields)
	}
}
