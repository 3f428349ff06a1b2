package simulate

import "time"

// How often things fail, and how long.
const (
	probeFaults                   = 1.0 / (12 * 24 * 3600) // a tank and second
	powerCuts                     = 1.0 / (20 * 24 * 3600) // a station and second
	shortestFault, longestFault   = 8 * time.Minute, 40 * time.Minute
	shortestOutage, longestOutage = 3 * time.Minute, 15 * time.Minute
)

// breakDown lets probes and power fail and come back within a span. What fails
// already does not fail again.
func (p *plant) breakDown(from, to time.Time, speed float64) {
	for _, t := range p.tanks {
		p.mend(&t.failing, from, to, "PROBE_RESTORED", t)
		for _, at := range t.failures.next(from, to, probeFaults*speed, p.draws) {
			lasting := p.lasting(shortestFault, longestFault, speed)
			if t.failing.IsZero() {
				t.failing = at.Add(lasting)
				p.tell("PROBE_FAULT", at, t, p.county.SampleWords.NoEcho)
				p.mend(&t.failing, at, to, "PROBE_RESTORED", t)
			}
		}
	}
	p.mend(&p.dark, from, to, "POWER_ON", nil)
	for _, at := range p.outages.next(from, to, powerCuts*speed, p.draws) {
		lasting := p.lasting(shortestOutage, longestOutage, speed)
		if p.dark.IsZero() {
			p.dark = at.Add(lasting)
			p.tell("POWER_OFF", at, nil, p.county.SampleWords.MainsLost)
			p.mend(&p.dark, at, to, "POWER_ON", nil)
		}
	}
}

// mend ends a failure whose time has come.
func (p *plant) mend(until *time.Time, from, to time.Time, kind string, t *tank) {
	if until.IsZero() || until.After(to) {
		return
	}
	if until.Before(from) {
		*until = from
	}
	p.tell(kind, *until, t, "")
	*until = time.Time{}
}

func (p *plant) lasting(shortest, longest time.Duration, speed float64) time.Duration {
	return scaled(shortest+time.Duration(p.draws.Float64()*float64(longest-shortest)), speed)
}
