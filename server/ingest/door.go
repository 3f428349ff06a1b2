// Package ingest is the one way in for what devices say, whatever protocol they
// speak: who sent it, may it send so much, is it sane, is it stored.
//
//	mqtt ─┐                                             ┌→ answer
//	http ─┼→ Authenticate → Allow → Accept → read → writer
//	  …  ─┘   who             how much       what      after commit
//
// A device is who its credential says, never what a topic, a client id or a
// payload claims. Nothing is answered before its commit.
package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/time/rate"

	"commandhub/ent/quarantine"
	"commandhub/server/secret"
	"commandhub/server/station"
	"commandhub/server/telemetry"
	"commandhub/server/writer"
)

// ErrRefused: the credential is unknown, wrong or revoked. Which of them is
// never told.
var ErrRefused = errors.New("the credential is not accepted")

// Protocol names a door in counters.
type Protocol string

// The doors.
const (
	MQTT Protocol = "mqtt"
	HTTP Protocol = "http"
)

// Options of a door. All but Registerer, Limits and Log are needed.
type Options struct {
	Registry *station.Registry
	Clock    clockwork.Clock
	// Submit gives a submission to the writer. Fails with writer.ErrBusy, and
	// then done is not called; else done is called once, after the commit or
	// its failure, and must not wait.
	Submit func(sub telemetry.Submission, done func(telemetry.Outcome, error)) error
	// Limits of one device; zero for DefaultLimits.
	Limits Limits

	Registerer prometheus.Registerer
	Log        *slog.Logger
}

// Door checks and hands on. Its methods are safe for concurrent use.
type Door struct {
	options  Options
	limiters *limiters
	metrics  *metrics
	pending  atomic.Int64
	refusals rate.Sometimes // to log
}

// New makes a door.
func New(o Options) *Door {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	d := &Door{options: o, limiters: newLimiters(o.Limits), refusals: rate.Sometimes{First: 20, Interval: time.Second}}
	d.metrics = newMetrics(o.Registerer, func() float64 { return float64(d.pending.Load()) })
	return d
}

// nobody is compared with when there is no such credential, so that the answer
// takes the same time.
var nobody = secret.Hash(secret.Token())

// Authenticate is the device that a credential belongs to. Fails with
// ErrRefused, in the same time whether the id exists or not.
func (d *Door) Authenticate(p Protocol, id, password string) (*station.Device, error) {
	device := d.options.Registry.Now().Credential(id)
	hash := nobody
	if device != nil {
		hash = device.SecretSHA256
	}
	if !secret.Matches(password, hash) || device == nil || device.Revoked {
		d.metrics.count(p, outcomeCredential)
		// Whoever tries in vain all day shall not fill the log.
		d.refusals.Do(func() {
			known := "unknown" // what else stands there may be a secret
			if device != nil {
				known = device.Code
			}
			d.options.Log.Warn("a credential is refused", "protocol", p, "device", known)
		})
		return nil, ErrRefused
	}
	return device, nil
}

// Answer is what became of one batch. It is the body of answers in HTTP and of
// messages on a device's topic of errors.
type Answer struct {
	Boot        string        `json:"boot"`
	Sequence    int64         `json:"seq"`
	Status      Status        `json:"status"`
	Stored      int           `json:"stored"` // items
	Quarantined []Quarantined `json:"quarantined"`
}

// Status is what became of a batch as a whole.
type Status string

// A batch is stored, perhaps but for some items; it was stored before; or
// nothing of it could be believed and all is in quarantine.
const (
	Stored      Status = "stored"
	Duplicate   Status = "duplicate"
	Quarantines Status = "quarantined"
)

// Quarantined is one refused part of a batch: where, why, and what is expected.
type Quarantined struct {
	Field  string            `json:"field"`
	Reason quarantine.Reason `json:"reason"`
	Detail string            `json:"detail"`
}

// Accept takes in one batch of a device. It does not wait: done is called once,
// after the commit, from the writer's goroutine or from the caller's, and must
// not wait either. The device is as Authenticate gave it. Done gets writer.ErrBusy
// or writer.ErrUnavailable where nothing may be answered but "again later", and
// ErrRefused where the credential was taken or replaced since.
func (d *Door) Accept(p Protocol, signedIn *station.Device, payload []byte, receivedAt time.Time, done func(Answer, error)) {
	device := d.current(signedIn)
	if device == nil {
		d.metrics.count(p, outcomeCredential)
		done(Answer{}, ErrRefused)
		return
	}
	d.metrics.bytes.WithLabelValues(string(p)).Add(float64(len(payload)))
	d.submit(p, d.read(payload, device, receivedAt.UTC().Truncate(time.Microsecond)), done)
}

// current is the device as it is now, if what it signed in with still holds.
func (d *Door) current(signedIn *station.Device) *station.Device {
	now := d.options.Registry.Now().Device(signedIn.ID)
	if now == nil || now.Revoked || !bytes.Equal(now.SecretSHA256, signedIn.SecretSHA256) {
		return nil
	}
	return now
}

func (d *Door) read(payload []byte, device *station.Device, receivedAt time.Time) telemetry.Submission {
	if len(payload) > telemetry.MaxPayload {
		return tooLarge(device, receivedAt, len(payload), string(payload[:telemetry.MaxExcerpt]))
	}
	sub := telemetry.Submission{DeviceID: device.ID, StationID: device.StationID, ReceivedAt: receivedAt}
	sub.Batch, sub.Refused = telemetry.Read(payload, device.Station, receivedAt)
	return sub
}

func tooLarge(device *station.Device, receivedAt time.Time, size int, excerpt string) telemetry.Submission {
	return telemetry.Submission{
		DeviceID: device.ID, StationID: device.StationID, ReceivedAt: receivedAt,
		Refused: []telemetry.Refusal{{
			Reason: quarantine.ReasonTOO_LARGE, Excerpt: excerpt,
			Detail: fmt.Sprintf("%d bytes in one message; at most %d: send fewer items at a time", size, telemetry.MaxPayload),
		}},
	}
}

// TooLarge keeps in quarantine that a device sent a message of so many bytes,
// which nobody read. Operators see it; the device is not answered by this.
func (d *Door) TooLarge(p Protocol, signedIn *station.Device, size int) {
	device := d.current(signedIn)
	if device == nil {
		return
	}
	now := d.options.Clock.Now().UTC().Truncate(time.Microsecond)
	d.submit(p, tooLarge(device, now, size, ""), func(Answer, error) {})
}

func (d *Door) submit(p Protocol, sub telemetry.Submission, done func(Answer, error)) {
	began := time.Now()
	d.pending.Add(1)
	finish := func(o telemetry.Outcome, err error) {
		d.pending.Add(-1)
		answer := answerTo(&sub, o)
		if errors.Is(err, writer.ErrRejected) { // kept in quarantine as a whole
			answer.Status, answer.Stored, err = Quarantines, 0, nil
			answer.Quarantined = append(answer.Quarantined, Quarantined{
				Reason: quarantine.ReasonMALFORMED, Detail: "the batch cannot be stored",
			})
		}
		d.metrics.finished(p, answer, err, time.Since(began))
		done(answer, err)
	}
	if err := d.options.Submit(sub, finish); err != nil {
		finish(telemetry.Outcome{}, err)
	}
}

func answerTo(sub *telemetry.Submission, o telemetry.Outcome) Answer {
	a := Answer{
		Boot: sub.Batch.Boot, Sequence: sub.Batch.Sequence, Status: Stored, Stored: o.Stored,
		Quarantined: make([]Quarantined, 0, len(sub.Refused)),
	}
	for _, r := range sub.Refused {
		a.Quarantined = append(a.Quarantined, Quarantined{r.Field, r.Reason, r.Detail})
	}
	switch {
	case o.Duplicate:
		a.Status = Duplicate
	case o.Stored == 0 && o.Refused > 0: // also what only the writer refused
		a.Status = Quarantines
	}
	return a
}
