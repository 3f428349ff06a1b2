package push

import "github.com/prometheus/client_golang/prometheus"

// metrics of the courier; all names begin with commandhub_push_.
type metrics struct{ sent, failed, dropped, gone prometheus.Counter }

func newMetrics(r prometheus.Registerer) metrics {
	count := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "commandhub", Subsystem: "push", Name: name, Help: help})
	}
	m := metrics{
		sent:    count("sent_total", "Pushes that a push service took."),
		failed:  count("attempts_failed_total", "Attempts that a push service did not take."),
		dropped: count("dropped_total", "What was not pushed because it could not be while it was worth it."),
		gone:    count("subscriptions_gone_total", "Subscriptions that ended: by the push service's word, or because the phone is no longer let in."),
	}
	if r != nil {
		r.MustRegister(m.sent, m.failed, m.dropped, m.gone)
	}
	return m
}
