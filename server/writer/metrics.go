package writer

import (
	"github.com/prometheus/client_golang/prometheus"

	"commandhub/server/store"
)

// metrics of the writer; all names begin with commandhub_writer_.
type metrics struct {
	stored        *prometheus.CounterVec // by kind
	duplicates    prometheus.Counter
	refused       *prometheus.CounterVec // by reason
	unkept        prometheus.Counter
	failures      *prometheus.CounterVec // by kind
	busy          prometheus.Counter
	commitSeconds prometheus.Histogram
}

func newMetrics(r prometheus.Registerer, queued func() float64) metrics {
	name := func(n, help string) prometheus.CounterOpts {
		return prometheus.CounterOpts{Namespace: "commandhub", Subsystem: "writer", Name: n, Help: help}
	}
	m := metrics{
		stored:     prometheus.NewCounterVec(name("stored_total", "Items stored, by kind."), []string{"kind"}),
		duplicates: prometheus.NewCounter(name("duplicates_total", "Batches that were stored before.")),
		refused:    prometheus.NewCounterVec(name("refused_total", "Items refused, by reason."), []string{"reason"}),
		unkept:     prometheus.NewCounter(name("quarantine_unkept_total", "Refusals counted but not kept, beyond the hourly bound of a device.")),
		failures:   prometheus.NewCounterVec(name("failures_total", "Transactions that failed, by kind."), []string{"kind"}),
		busy:       prometheus.NewCounter(name("busy_total", "Submissions not taken because the queue was full.")),
		commitSeconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "commandhub", Subsystem: "writer", Name: "commit_seconds",
			Help: "Time of a committed transaction.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
		}),
	}
	if r != nil {
		r.MustRegister(m.stored, m.duplicates, m.refused, m.unkept, m.failures, m.busy, m.commitSeconds,
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{
				Namespace: "commandhub", Subsystem: "writer", Name: "queue", Help: "Submissions that wait.",
			}, queued))
	}
	return m
}

func (m *metrics) failed(kind store.Failure) {
	m.failures.WithLabelValues(map[store.Failure]string{
		store.Away: "away", store.Collided: "collided", store.BadData: "data", store.OtherFailure: "other",
	}[kind]).Inc()
}

// count adds what was committed.
func (s *stored) count(m *metrics) {
	var tanks, sales, deliveries, events int
	for _, sub := range s.commit.Submissions {
		tanks, sales = tanks+len(sub.Batch.Tanks), sales+len(sub.Batch.Sales)
		deliveries, events = deliveries+len(sub.Batch.Deliveries), events+len(sub.Batch.Events)
	}
	for kind, n := range map[string]int{"tank": tanks, "sale": sales, "delivery": deliveries, "event": events} {
		m.stored.WithLabelValues(kind).Add(float64(n))
	}
	for _, o := range s.outcomes {
		if o.Duplicate {
			m.duplicates.Inc()
		}
	}
	for reason, n := range s.refusals {
		m.refused.WithLabelValues(string(reason)).Add(float64(n))
	}
	m.unkept.Add(float64(s.unkept))
}
