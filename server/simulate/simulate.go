// Package simulate runs a county's fuel stations as physics and lets their
// consoles speak to a hub through its MQTT door, as any foreign device would:
// it shares no memory with the hub and knows only the published wire form.
//
// Nozzles sell by the hour of the day, tanks drain, warm and cool, tankers
// come, probes fail now and then. What happens is determined by the seed and
// the clock. Time stamps are always the clock's: a speed of 10 multiplies the
// rates (customers, flow, tankers, faults), it does not make a day shorter.
package simulate

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"time"

	"github.com/jonboulle/clockwork"
	"golang.org/x/sync/errgroup"

	"commandhub/ent/station"
	"commandhub/server/profile"
)

// Options say what to run and where to send it. Broker, County and Credentials
// are needed; the rest has a use when left zero.
type Options struct {
	// Broker is host:port of the hub's MQTT door.
	Broker string
	// TLS is for a door with TLS; nil speaks plain TCP.
	TLS *tls.Config
	// County gives stations, products, prices, climate and time zone. Stations
	// that operate or are suspended run; the first device of each speaks.
	County *profile.County
	// Credentials are those of the devices, by device code. A station whose
	// device has none does not run; one at least is needed.
	Credentials map[string]Credential

	// Seed fixes what happens.
	Seed uint64
	// Speed multiplies the rates of the live process; zero is 1. The past (see
	// Backfill) always went at 1.
	Speed float64
	// Interval between readings; zero is each device's own expected interval.
	Interval time.Duration
	// Clock is the time that stations live in; nil is the real one.
	Clock clockwork.Clock
	// Boot names the first start of every device; empty derives it from the
	// clock, so that no two runs share one.
	Boot string
	// Faults lets probes and power fail now and then.
	Faults bool

	// Backfill is how far back a station without memory begins: it sends
	// that past as late data, in hourly batches, before it is live. At most
	// MaxBackfill.
	Backfill time.Duration
	// Rate is the most batches a second that one device sends, and twice that
	// many at once; zero is DefaultRate.
	Rate float64
	// StateFile keeps stocks and totalizers between runs: a run that finds it
	// goes on after the last batch that was answered, and sends what happened
	// since as late data. Empty keeps nothing.
	StateFile string

	// Log tells of connections and of what the hub refuses; nil is the default.
	Log *slog.Logger
}

// Limits and defaults of Options.
const (
	// MaxBackfill stays an hour within the seven days that a hub accepts.
	MaxBackfill = 7*24*time.Hour - time.Hour
	DefaultRate = 10
	MaxSpeed    = 1000
)

// Run simulates until ctx ends, then delivers what is still unanswered for a
// few seconds, keeps its state and returns nil. It fails at once on options
// that cannot be, or a state file that cannot be read. A hub that is away or
// refuses a credential is no failure: devices try again for ever.
func Run(ctx context.Context, o Options) error {
	if err := o.complete(); err != nil {
		return err
	}
	zone, err := time.LoadLocation(o.County.TimeZone)
	if err != nil {
		return fmt.Errorf("simulate: %w", err)
	}
	memory, err := readMemory(o.StateFile)
	if err != nil {
		return err
	}
	var devices []*console
	speaking := o.speaking()
	if silent := len(o.running()) - len(speaking); silent > 0 {
		o.Log.Warn("simulate: stations without a credential do not run", "stations", silent)
	}
	for _, spec := range speaking {
		device := spec.Devices[0]
		s := newPlant(o, spec, zone)
		c := &console{
			options: o, code: device.Code, plant: s, boot: o.Boot, ended: make(chan struct{}),
			interval: cmp.Or(o.Interval, time.Duration(device.ExpectedInterval)*time.Second),
		}
		if was, ok := memory[spec.Code]; ok {
			s.recall(was, o.Clock.Now())
			c.answered.Store(&was)
		}
		devices = append(devices, c)
	}
	group, ctx := errgroup.WithContext(ctx)
	for i, c := range devices {
		// Spread over the interval, as real consoles are.
		offset := c.interval * time.Duration(i) / time.Duration(len(devices))
		group.Go(func() error { c.run(ctx, offset); return nil })
	}
	group.Go(func() error { return keepMemory(ctx, o, devices) })
	return group.Wait()
}

// complete fills in defaults and reports everything that is wrong.
func (o *Options) complete() error {
	o.Speed = cmp.Or(o.Speed, 1)
	o.Rate = cmp.Or(o.Rate, DefaultRate)
	if o.Clock == nil {
		o.Clock = clockwork.NewRealClock()
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Boot == "" {
		o.Boot = fmt.Sprintf("%x", o.Clock.Now().UnixMilli())
	}
	var problems []error
	wrong := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("simulate: "+format, args...))
	}
	if o.Broker == "" {
		wrong("no broker: host:port of the hub's MQTT door is needed")
	}
	if !(o.Speed > 0 && o.Speed <= MaxSpeed) {
		wrong("speed is %v: more than 0 and at most %d is needed", o.Speed, MaxSpeed)
	}
	if o.Interval < 0 || o.Backfill < 0 || o.Backfill > MaxBackfill {
		wrong("interval %s or backfill %s is out of range: the past reaches at most %s", o.Interval, o.Backfill, MaxBackfill)
	}
	if !(o.Rate > 0) || math.IsInf(o.Rate, 0) {
		wrong("rate is %v: a positive number of batches a second is needed", o.Rate)
	}
	if o.County == nil {
		wrong("no county")
		return errors.Join(problems...)
	}
	if all := o.running(); len(all) == 0 {
		wrong("no station with a device operates in %s", o.County.NameEn)
	} else if len(o.speaking()) == 0 {
		wrong("no credential for any of %d devices, such as %s", len(all), all[0].Devices[0].Code)
	}
	return errors.Join(problems...)
}

// running are the stations whose console is on.
func (o *Options) running() (stations []profile.Station) {
	for _, s := range o.County.Stations {
		on := s.Status == station.StatusOPERATING || s.Status == station.StatusSUSPENDED
		if on && len(s.Devices) > 0 && len(s.Tanks) > 0 {
			stations = append(stations, s)
		}
	}
	return stations
}

// speaking are those whose device has a credential.
func (o *Options) speaking() []profile.Station {
	return slices.DeleteFunc(o.running(), func(s profile.Station) bool {
		_, ok := o.Credentials[s.Devices[0].Code]
		return !ok
	})
}
