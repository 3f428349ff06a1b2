package ingest

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"commandhub/server/writer"
)

// What becomes of a batch, beside the statuses of an answer.
const (
	outcomeCredential  = "credential"  // unknown, wrong or revoked
	outcomeRate        = "rate"        // more than the device may
	outcomeBusy        = "busy"        // the writer's queue is full
	outcomeUnavailable = "unavailable" // the database is away
)

type metrics struct {
	batches     *prometheus.CounterVec // by protocol and outcome
	quarantined *prometheus.CounterVec // parts, by protocol and reason
	bytes       *prometheus.CounterVec
	paced       *prometheus.CounterVec
	seconds     *prometheus.HistogramVec
}

// newMetrics registers the metrics, or keeps them to itself without a
// registerer. Pending tells the batches that wait for their commit.
func newMetrics(registerer prometheus.Registerer, pending func() float64) *metrics {
	factory := promauto.With(registerer)
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return factory.NewCounterVec(prometheus.CounterOpts{
			Namespace: "commandhub", Subsystem: "ingest", Name: name, Help: help,
		}, labels)
	}
	factory.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "commandhub", Subsystem: "ingest", Name: "pending_batches",
		Help: "Batches that wait for their commit.",
	}, pending)
	return &metrics{
		batches: counter("batches_total",
			"Batches and attempts to send one, by what became of them: stored, duplicate, quarantined, credential, rate, busy, unavailable.",
			"protocol", "outcome"),
		quarantined: counter("quarantined_total", "Refused parts of batches, by reason.", "protocol", "reason"),
		bytes:       counter("received_bytes_total", "Bytes of payloads.", "protocol"),
		paced:       counter("paced_total", "Batches that were held back because the device sent too fast.", "protocol"),
		seconds: factory.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "commandhub", Subsystem: "ingest", Name: "answer_seconds",
			Help:    "Time from the receipt of a batch to its commit.",
			Buckets: []float64{.002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10},
		}, []string{"protocol"}),
	}
}

func (m *metrics) count(p Protocol, outcome string) {
	m.batches.WithLabelValues(string(p), outcome).Inc()
}

func (m *metrics) finished(p Protocol, a Answer, err error, took time.Duration) {
	switch {
	case err == nil:
		m.count(p, string(a.Status))
		m.seconds.WithLabelValues(string(p)).Observe(took.Seconds())
		for _, q := range a.Quarantined {
			m.quarantined.WithLabelValues(string(p), string(q.Reason)).Inc()
		}
	case errors.Is(err, writer.ErrBusy):
		m.count(p, outcomeBusy)
	default:
		m.count(p, outcomeUnavailable)
	}
}
