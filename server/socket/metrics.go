package socket

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

type metrics struct {
	sockets       prometheus.Gauge
	subscriptions prometheus.Gauge
	groups        prometheus.Gauge
	executions    prometheus.Gauge
	updates       prometheus.Counter
	frames        prometheus.Counter
	writes        prometheus.Counter
	bytes         prometheus.Counter
	closes        *prometheus.CounterVec
	refused       *prometheus.CounterVec
}

// newMetrics registers the metrics, or keeps them to itself without a
// registerer. Held tells the bytes that wait for readers.
func newMetrics(registerer prometheus.Registerer, held func() float64) *metrics {
	factory := promauto.With(registerer)
	factory.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "commandhub", Subsystem: "socket", Name: "held_bytes",
		Help: "Bytes held for all sockets until their readers take them.",
	}, held)
	gauge := func(name, help string) prometheus.Gauge {
		return factory.NewGauge(prometheus.GaugeOpts{Namespace: "commandhub", Subsystem: "socket", Name: name, Help: help})
	}
	counter := func(name, help string) prometheus.CounterOpts {
		return prometheus.CounterOpts{Namespace: "commandhub", Subsystem: "socket", Name: name, Help: help}
	}
	return &metrics{
		sockets:       gauge("sockets", "Open sockets."),
		subscriptions: gauge("subscriptions", "Subscriptions of all sockets."),
		groups:        gauge("groups", "Distinct subscriptions: what is seen, document and variables."),
		executions:    gauge("executions", "Running executions of subscriptions, those of joiners included."),
		updates:       factory.NewCounter(counter("updates_total", "Results of subscriptions, each counted once however many sockets get it.")),
		frames:        factory.NewCounter(counter("frames_total", "Frames written.")),
		writes:        factory.NewCounter(counter("writes_total", "Writes to the network; one carries all frames that are pending.")),
		bytes:         factory.NewCounter(counter("written_bytes_total", "Bytes written.")),
		closes:        factory.NewCounterVec(counter("closes_total", "Sockets closed by the hub, by close code."), []string{"code"}),
		refused:       factory.NewCounterVec(counter("refused_total", "Sockets refused before the handshake, by reason."), []string{"reason"}),
	}
}

func (m *metrics) wrote(frames int, bytes int64) {
	m.frames.Add(float64(frames))
	m.writes.Inc()
	m.bytes.Add(float64(bytes))
}

func (m *metrics) closed(code int) { m.closes.WithLabelValues(strconv.Itoa(code)).Inc() }
