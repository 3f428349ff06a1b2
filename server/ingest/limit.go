package ingest

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits of one device over all its connections.
type Limits struct {
	BatchesPerSecond float64
	BatchBurst       int // batches at once, as after an outage
	BytesPerSecond   float64
	ByteBurst        int // at least telemetry.MaxPayload
}

// DefaultLimits let a console that speaks every few seconds catch up a day in
// a minute, and no device take more than its part of the hub.
var DefaultLimits = Limits{BatchesPerSecond: 100, BatchBurst: 1000, BytesPerSecond: 1 << 20, ByteBurst: 8 << 20}

// patience is how long one batch is held back before it is refused.
const patience = 2 * time.Second

// ErrRate: the device sends more than it may.
var ErrRate = errors.New("the device sends more than it may: send slower")

type limiter struct {
	batches, bytes *rate.Limiter
}

type limiters struct {
	limits   Limits
	byDevice sync.Map // int → *limiter
}

func newLimiters(l Limits) *limiters { return &limiters{limits: l} }

func (l *limiters) of(device int) *limiter {
	if found, ok := l.byDevice.Load(device); ok {
		return found.(*limiter)
	}
	fresh, _ := l.byDevice.LoadOrStore(device, &limiter{
		batches: rate.NewLimiter(rate.Limit(l.limits.BatchesPerSecond), l.limits.BatchBurst),
		bytes:   rate.NewLimiter(rate.Limit(l.limits.BytesPerSecond), l.limits.ByteBurst),
	})
	return fresh.(*limiter)
}

// reserve takes so many batches and bytes, or nothing: then it is after so long
// that they would be free.
func (l *limiter) reserve(batches, bytes int, longest time.Duration) (wait time.Duration, ok bool) {
	b := l.batches.ReserveN(time.Now(), min(batches, l.batches.Burst()))
	y := l.bytes.ReserveN(time.Now(), min(bytes, l.bytes.Burst()))
	wait = max(b.Delay(), y.Delay())
	if wait > longest {
		b.Cancel()
		y.Cancel()
		return wait, false
	}
	return wait, true
}

// Pace holds back a batch of so many bytes until the device may send it, which
// slows a stream down without losing anything. Fails with ErrRate where that
// would take too long, and with the context's error.
func (d *Door) Pace(ctx context.Context, p Protocol, deviceID, bytes int) error {
	wait, ok := d.limiters.of(deviceID).reserve(1, bytes, patience)
	if !ok {
		d.metrics.count(p, outcomeRate)
		return ErrRate
	}
	if wait == 0 {
		return nil
	}
	d.metrics.paced.WithLabelValues(string(p)).Inc()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Allow tells at once whether a device may send so many batches and bytes, and
// if not, after how long it may.
func (d *Door) Allow(p Protocol, deviceID, batches, bytes int) (retryAfter time.Duration, ok bool) {
	wait, ok := d.limiters.of(deviceID).reserve(batches, bytes, 0)
	if !ok {
		d.metrics.count(p, outcomeRate)
	}
	return wait, ok
}
