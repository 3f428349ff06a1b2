// Package weather asks a gateway of the county what the weather is, now and then. A
// gateway answers a GET with one observation as JSON:
//
//	{"observedAt": "2026-03-01T08:00:00Z", "temperatureC": 3.5, "windMps": 4.2,
//	 "windDirectionDeg": 315, "humidityPct": 40, "precipitationMmPerH": 0, "text": "晴"}
//
// observedAt is needed; each other may be left out or null. windDirectionDeg is where
// the wind comes from, clockwise from north. What cannot be is left out and counted.
package weather

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"

	"commandhub/server/outbound"
)

// Bounds of what is asked for.
const (
	largest  = 64 << 10
	soonest  = 30 * time.Second // between two questions
	farthest = time.Hour
)

// Options say whom to ask. A URL that is empty is nobody.
type Options struct {
	URL    string
	Secret string        // sent as bearer; empty for none
	Source string        // whose the observations are, for people; default the URL's host
	Every  time.Duration // 30 s to 1 h
	Clock  clockwork.Clock
	Log    *slog.Logger

	Registerer prometheus.Registerer
}

// Weather is what was last observed.
type Weather struct {
	opt     Options
	client  *http.Client
	last    atomic.Pointer[Report]
	refused *prometheus.CounterVec // by field
	failed  prometheus.Counter
}

// New checks the options.
func New(o Options) (*Weather, error) {
	w := &Weather{
		opt: o, client: outbound.Client(),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "commandhub_weather_refused_total", Help: "Values of the weather that cannot be, by field."}, []string{"field"}),
		failed:  prometheus.NewCounter(prometheus.CounterOpts{Name: "commandhub_weather_failed_total", Help: "Questions to the source of the weather without a good answer."}),
	}
	if o.URL == "" {
		return w, nil
	}
	at, err := url.Parse(o.URL)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, errors.New("weather is no http or https URL")
	}
	if o.Every < soonest || o.Every > farthest {
		return nil, fmt.Errorf("weather-every is %s; %s to %s are possible", o.Every, soonest, farthest)
	}
	if o.Source == "" {
		w.opt.Source = at.Hostname()
	}
	o.Registerer.MustRegister(w.refused, w.failed)
	return w, nil
}

// Source is whose the observations are; nil where nobody is asked.
func (w *Weather) Source() *string {
	if w.opt.URL == "" {
		return nil
	}
	return &w.opt.Source
}

// Now is what was last observed, however old; nil for nothing yet.
func (w *Weather) Now() *Report { return w.last.Load() }

// Run asks until the context ends.
func (w *Weather) Run(ctx context.Context) {
	if w.opt.URL == "" {
		return
	}
	for {
		if err := w.ask(ctx); err != nil && ctx.Err() == nil {
			w.failed.Inc()
			w.opt.Log.WarnContext(ctx, "weather", "error", err)
		}
		select {
		case <-w.opt.Clock.After(w.opt.Every):
		case <-ctx.Done():
			return
		}
	}
}

// ask takes one observation. An error names neither the address nor the secret.
func (w *Weather) ask(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.opt.URL, nil)
	if err != nil {
		return errors.New("the address is no address")
	}
	if w.opt.Secret != "" {
		request.Header.Set("Authorization", "Bearer "+w.opt.Secret)
	}
	response, err := w.client.Do(request)
	if err != nil {
		return fmt.Errorf("the source does not answer: %w", outbound.WithoutAddress(err))
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the source answers %d", response.StatusCode)
	}
	body, err := outbound.Read(response, largest)
	if err != nil {
		return fmt.Errorf("an observation, of at most 64 KiB: %w", err)
	}
	var told observation
	if err := json.Unmarshal(body, &told); err != nil {
		return errors.New("the answer is no observation as JSON")
	}
	report, refused, err := told.check(w.opt.Source, w.opt.Clock.Now())
	for _, field := range refused {
		w.refused.WithLabelValues(field).Inc()
		w.opt.Log.WarnContext(ctx, "weather", "refused", field)
	}
	if err != nil {
		return err
	}
	if last := w.last.Load(); last == nil || !report.ObservedAt.Before(last.ObservedAt) {
		w.last.Store(report)
	}
	return nil
}
