package notice

import "github.com/prometheus/client_golang/prometheus"

// metrics of the courier; all names begin with commandhub_notice_.
type metrics struct{ sent, failed prometheus.Counter }

func newMetrics(r prometheus.Registerer) metrics {
	count := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "commandhub", Subsystem: "notice", Name: name, Help: help})
	}
	m := metrics{
		sent:   count("sent_total", "Sendings that a gateway, or the file, took."),
		failed: count("attempts_failed_total", "Attempts that a gateway did not take."),
	}
	if r != nil {
		r.MustRegister(m.sent, m.failed)
	}
	return m
}
