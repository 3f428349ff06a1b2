package simulate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"commandhub/ent/station"
	"commandhub/server/measure"
	"commandhub/server/profile"
)

// plant is one station's equipment in motion. It is advanced by one goroutine;
// what it did since it was last asked lies in its report.
type plant struct {
	county *profile.County
	spec   profile.Station
	zone   *time.Location
	faults bool
	seed   uint64

	at      time.Time  // until when it was advanced; zero before begin
	draws   *rand.Rand // of what happens
	noise   *rand.Rand // of the probes
	tanks   []*tank
	pumps   []*pump
	markets []*market
	outages arrivals
	dark    time.Time // no power until then
	report  batch     // without boot and sequence
}

// market is the demand for one product at the station.
type market struct {
	product profile.Product
	habit   habit
	perDay  float64 // litres
	comers  arrivals
	pumps   []*pump
}

func newPlant(o Options, spec profile.Station, zone *time.Location) *plant {
	hash := fnv.New64a()
	hash.Write([]byte(spec.Code))
	return &plant{county: o.County, spec: spec, zone: zone, faults: o.Faults, seed: o.Seed ^ hash.Sum64()}
}

// begin builds the station as it stands at an instant.
func (p *plant) begin(at time.Time) {
	p.at = at
	p.draws = rand.New(rand.NewPCG(p.seed, 1))
	p.noise = rand.New(rand.NewPCG(p.seed, 2))
	around := aroundTank(p.county.Climate, at.In(p.zone))
	tanks := map[string]*tank{}
	for _, spec := range p.spec.Tanks {
		t := newTank(spec, p.product(spec.Product), p.draws, around)
		tanks[spec.Number], p.tanks = t, append(p.tanks, t)
	}
	for _, spec := range p.spec.Nozzles {
		p.pumps = append(p.pumps, &pump{spec: spec, tank: tanks[spec.Tank]})
	}
	p.openMarkets()
}

// openMarkets makes a station that operates sell; each sells more or less than
// the mean, and each of its products too.
func (p *plant) openMarkets() {
	popularity := math.Exp(0.3 * p.draws.NormFloat64())
	for _, product := range p.county.Products {
		m := &market{product: product, habit: habits[product.Category]}
		taste := math.Exp(0.25 * p.draws.NormFloat64())
		for _, t := range p.tanks {
			if t.spec.Product == product.Code {
				m.perDay += t.spec.Capacity.Float() * turnover * math.Min(popularity*taste, 2)
			}
		}
		for _, pump := range p.pumps {
			if pump.tank.spec.Product == product.Code {
				m.pumps = append(m.pumps, pump)
			}
		}
		for _, pump := range m.pumps {
			pump.totalizer = age(p.at, m.perDay/float64(len(m.pumps)))
		}
		if len(m.pumps) > 0 && p.spec.Status == station.StatusOPERATING {
			p.markets = append(p.markets, m)
		}
	}
}

// age is a totalizer that has run since a day in the past, so that a station
// that begins anew does not turn its meters back.
func age(at time.Time, litresPerDay float64) measure.Litres {
	days := at.Sub(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24
	return measure.LitresOf(days * litresPerDay)
}

func (p *plant) product(code string) profile.Product {
	for _, product := range p.county.Products {
		if product.Code == code {
			return product
		}
	}
	return profile.Product{} // the profile's references are checked
}

// advance runs to an instant at a speed, cutting the way wherever a tanker
// begins or ends.
func (p *plant) advance(to time.Time, speed float64) {
	for p.at.Before(to) {
		next := to
		for _, t := range p.tanks {
			if cut := p.nextCut(t); cut.After(p.at) && cut.Before(next) {
				next = cut
			}
		}
		p.step(next, speed)
		for _, t := range p.tanks {
			p.supply(t, speed)
		}
	}
}

func (p *plant) step(to time.Time, speed float64) {
	from := p.at
	if p.faults {
		p.breakDown(from, to, speed)
	}
	busy := busyness(from.Add(to.Sub(from) / 2).In(p.zone))
	for _, m := range p.markets {
		rate := m.perDay / m.habit.mean() / (24 * 3600) * busy * speed
		for _, at := range m.comers.next(from, to, rate, p.draws) {
			p.serve(m, at, speed)
		}
	}
	first := len(p.report.Sales)
	for _, m := range p.markets {
		for _, pump := range m.pumps {
			p.report.Sales = append(p.report.Sales, pump.draw(to, m.product.Price)...)
		}
	}
	slices.SortStableFunc(p.report.Sales[first:], func(a, b sale) int { return time.Time(a.Time).Compare(time.Time(b.Time)) })
	around := aroundTank(p.county.Climate, to.In(p.zone))
	for _, t := range p.tanks {
		t.pour(to)
		t.age(to.Sub(from), around, p.draws)
	}
	p.at = to
}

// serve sends a customer to the nozzle that is free first, if the tank has
// enough and the wait is bearable.
func (p *plant) serve(m *market, at time.Time, speed float64) {
	litres := m.habit.draw(p.draws)
	share := slowest + (fastest-slowest)*p.draws.Float64()
	turn := p.draws.IntN(len(m.pumps)) // so that the first nozzle is not worn most
	if at.Before(p.dark) {
		return
	}
	var best *pump
	var bestAt time.Time
	for i := range m.pumps {
		pump := m.pumps[(turn+i)%len(m.pumps)]
		starts := at
		if pump.free.After(at) {
			starts = pump.free
		}
		if pump.tank.open(starts) && (best == nil || starts.Before(bestAt)) && p.suffices(pump.tank, litres) {
			best, bestAt = pump, starts
		}
	}
	if best != nil && bestAt.Sub(at) <= scaled(patience, speed) {
		best.begin(bestAt, litres, best.spec.MaxFlow*share*speed, speed)
	}
}

func (p *plant) suffices(t *tank, litres measure.Litres) bool {
	left := t.stock() - litres.Float()
	for _, pump := range p.pumps {
		if pump.tank == t {
			left -= pump.reserved()
		}
	}
	return left > t.spec.UnusableBottom.Float()
}

// read adds what the probes say now to the report.
func (p *plant) read() {
	for _, t := range p.tanks {
		if !p.at.Before(t.failing) {
			p.report.Tanks = append(p.report.Tanks, t.read(p.at, p.noise))
		}
	}
}
