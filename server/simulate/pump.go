package simulate

import (
	"time"

	"commandhub/server/measure"
	"commandhub/server/profile"
)

// How a nozzle serves.
const (
	slowest, fastest = 0.55, 0.85 // of a nozzle's greatest flow
	payment          = 50 * time.Second
	patience         = 6 * time.Minute // a customer waits so long, then drives on
)

// pump is one nozzle in motion.
type pump struct {
	spec      profile.Nozzle
	tank      *tank
	totalizer measure.Litres
	free      time.Time
	open      []filling // begun or waiting, in order
}

// filling is one sale from its first litre to its last.
type filling struct {
	starts, ends time.Time
	litres       measure.Litres
	drawn        float64
}

// reserved is what open sales will still draw.
func (p *pump) reserved() (litres float64) {
	for _, f := range p.open {
		litres += f.litres.Float() - f.drawn
	}
	return litres
}

// begin lets a customer draw from an instant at so many litres a minute.
func (p *pump) begin(starts time.Time, litres measure.Litres, perMinute float64, speed float64) {
	ends := starts.Add(time.Duration(litres.Float() / perMinute * float64(time.Minute)))
	p.open = append(p.open, filling{starts: starts, ends: ends, litres: litres})
	p.free = ends.Add(scaled(payment, speed))
}

// draw takes from the tank what flows up to an instant, and gives the sales
// that ended by then.
func (p *pump) draw(to time.Time, price measure.Fen) (sales []sale) {
	rest := p.open[:0]
	for _, f := range p.open {
		part := 0.0
		switch {
		case !to.Before(f.ends):
			part = 1
		case to.After(f.starts):
			part = to.Sub(f.starts).Seconds() / f.ends.Sub(f.starts).Seconds()
		}
		flowed := part*f.litres.Float() - f.drawn
		p.tank.take(flowed)
		f.drawn += flowed
		if part < 1 {
			rest = append(rest, f)
			continue
		}
		p.totalizer += f.litres
		sales = append(sales, sale{
			Nozzle: p.spec.Number, Time: instant(f.ends), Volume: f.litres, Price: price,
			Amount: amountOf(f.litres, price), Totalizer: p.totalizer,
		})
	}
	p.open = rest
	return sales
}

// scaled is a time of the process as it takes at a speed.
func scaled(d time.Duration, speed float64) time.Duration {
	return time.Duration(float64(d) / speed)
}
