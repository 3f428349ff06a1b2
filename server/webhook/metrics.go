package webhook

import "github.com/prometheus/client_golang/prometheus"

// metrics of the courier; all names begin with commandhub_webhook_.
type metrics struct {
	delivered, failed prometheus.Counter
	waiting           prometheus.Gauge
}

func newMetrics(r prometheus.Registerer, lag func() float64) metrics {
	name := func(n, help string) prometheus.Opts {
		return prometheus.Opts{Namespace: "commandhub", Subsystem: "webhook", Name: n, Help: help}
	}
	m := metrics{
		delivered: prometheus.NewCounter(prometheus.CounterOpts(name("delivered_total", "Posts that were answered with 2xx."))),
		failed:    prometheus.NewCounter(prometheus.CounterOpts(name("failed_total", "Posts that were not."))),
		waiting:   prometheus.NewGauge(prometheus.GaugeOpts(name("waiting", "Webhooks that fail, or whose program is closed or has no right to events."))),
	}
	if r != nil {
		r.MustRegister(m.delivered, m.failed, m.waiting, prometheus.NewGaugeFunc(
			prometheus.GaugeOpts(name("oldest_lag_seconds", "For how long the oldest event waits that this hub tries to deliver.")), lag,
		))
	}
	return m
}
