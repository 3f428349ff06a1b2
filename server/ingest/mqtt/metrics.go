package mqtt

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

type metrics struct {
	sessions    prometheus.Gauge
	refused     *prometheus.CounterVec
	disconnects *prometheus.CounterVec
}

func newMetrics(registerer prometheus.Registerer) *metrics {
	factory := promauto.With(registerer)
	counter := func(name, help, label string) *prometheus.CounterVec {
		return factory.NewCounterVec(prometheus.CounterOpts{
			Namespace: "commandhub", Subsystem: "ingest_mqtt", Name: name, Help: help,
		}, []string{label})
	}
	return &metrics{
		sessions: factory.NewGauge(prometheus.GaugeOpts{
			Namespace: "commandhub", Subsystem: "ingest_mqtt", Name: "connections", Help: "Signed-in connections.",
		}),
		refused: counter("refused_total",
			"Connections and packets refused, by what is wrong: connect, full, panic, packet_size, publish, topic.", "cause"),
		disconnects: counter("disconnects_total", "Connections that the hub ended, by reason.", "reason"),
	}
}
