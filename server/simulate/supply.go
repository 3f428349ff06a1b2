package simulate

import (
	"fmt"
	"math"
	"time"

	"commandhub/server/measure"
)

// A tanker comes so long after its order.
const soonest, latest = 1 * time.Hour, 5 * time.Hour

// nextCut is when something about a tank's tanker changes.
func (p *plant) nextCut(t *tank) time.Time {
	switch d := t.tanker; {
	case d == nil:
		return time.Time{}
	case d.Started.IsZero():
		return p.hoseReady(t)
	default:
		return d.Ends
	}
}

// hoseReady is when the tanker is there and the last nozzle has stopped: a
// tank is never sold from while it is filled.
func (p *plant) hoseReady(t *tank) time.Time {
	ready := t.tanker.Arrives
	for _, pump := range p.pumps {
		if pump.tank != t {
			continue
		}
		for _, f := range pump.open {
			if f.ends.After(ready) {
				ready = f.ends
			}
		}
	}
	return ready
}

// supply orders, begins and ends deliveries at the present instant.
func (p *plant) supply(t *tank, speed float64) {
	share := t.stock() / t.spec.Capacity.Float()
	if share < lowBelow && !t.warned && len(p.markets) > 0 {
		t.warned = true
		p.tell("LOW_PRODUCT", p.at, t, "")
	}
	switch d := t.tanker; {
	case d == nil && share < orderBelow && len(p.markets) > 0:
		wait := soonest + time.Duration(p.draws.Float64()*float64(latest-soonest))
		t.tanker = &tanker{Arrives: p.at.Add(scaled(wait, speed))}
	case d != nil && d.Started.IsZero() && !p.at.Before(p.hoseReady(t)):
		p.connect(t, speed)
	case d != nil && !d.Started.IsZero() && !p.at.Before(d.Ends):
		p.disconnect(t)
	}
}

func (p *plant) connect(t *tank, speed float64) {
	d := t.tanker
	d.Warmth = airAt(p.county.Climate, p.at.In(p.zone)) + warmerLoad
	load := leastTanker + (mostTanker-leastTanker)*p.draws.Float64()
	// What fits, to the next lower hundred litres, as a waybill has it.
	fits := fullest*t.spec.Capacity.Float() - t.stock()
	d.Litres = math.Floor(math.Min(load, fits)/100) * 100
	if d.Litres <= 0 {
		t.tanker = nil
		return
	}
	d.Started = p.at
	d.Ends = p.at.Add(scaled(time.Duration(d.Litres/unloading*float64(time.Minute)), speed))
	d.Before = t.gauged(p.at)
	p.tell("COVER_OPENED", p.at, t, p.county.SampleWords.Unloading)
}

func (p *plant) disconnect(t *tank) {
	d := t.tanker
	report := delivery{
		Tank: t.spec.Number, Started: instant(d.Started), Ended: instant(d.Ends),
		Before: d.Before, After: t.gauged(p.at), Volume: measure.LitresOf(d.Litres),
		Waybill: fmt.Sprintf("%s-%s-%s-%s", p.county.Code, d.Started.UTC().Format("200601021504"), p.spec.Code, t.spec.Number),
	}
	if report.Before != nil && report.After != nil {
		report.Volume = *report.After - *report.Before
	} else {
		report.Before, report.After = nil, nil // the waybill's volume stands alone
	}
	p.report.Deliveries = append(p.report.Deliveries, report)
	p.tell("COVER_CLOSED", p.at, t, p.county.SampleWords.Unloading)
	t.tanker, t.warned = nil, false
}

func (p *plant) tell(kind string, at time.Time, t *tank, detail string) {
	e := event{Kind: kind, Time: instant(at), Detail: detail}
	if t != nil {
		e.Tank = t.spec.Number
	}
	p.report.Events = append(p.report.Events, e)
}
