package weather

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func at(v float64) *float64 { return &v }

func TestWhatCannotBeIsLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		of      observation
		refused []string
		kept    func(*Report) bool
		wrong   string
	}{
		"a whole one":         {of: observation{Temperature: at(3.5), WindSpeed: at(4), WindDirection: at(315), Humidity: at(40), Precipitation: at(0), Text: "晴"}, kept: func(r *Report) bool { return *r.WindDirection == 315 && r.Text == "晴" }},
		"boiling":             {of: observation{Temperature: at(99), WindSpeed: at(4)}, refused: []string{"temperatureC"}, kept: func(r *Report) bool { return r.Temperature == nil && *r.WindSpeed == 4 }},
		"a wind from nowhere": {of: observation{WindDirection: at(361), WindSpeed: at(-1)}, refused: []string{"windMps", "windDirectionDeg"}, kept: func(r *Report) bool { return r.WindSpeed == nil && r.WindDirection == nil }},
		"wetter than water":   {of: observation{Humidity: at(101), Precipitation: at(501)}, refused: []string{"humidityPct", "precipitationMmPerH"}, kept: func(r *Report) bool { return r.Humidity == nil }},
		"a long story":        {of: observation{Text: strings.Repeat("雨", 41)}, refused: []string{"text"}, kept: func(r *Report) bool { return r.Text == "" }},
		"of tomorrow":         {of: observation{ObservedAt: new(noon.Add(24 * time.Hour))}, refused: []string{"observedAt"}, wrong: "future"},
		"of no time":          {of: observation{ObservedAt: &time.Time{}}, refused: []string{"observedAt"}, wrong: "no observedAt"},
	} {
		if c.of.ObservedAt == nil {
			c.of.ObservedAt = new(noon.Add(-time.Minute))
		}
		report, refused, err := c.of.check("county", noon)
		switch {
		case c.wrong != "":
			if err == nil || !strings.Contains(err.Error(), c.wrong) || !slices.Equal(refused, c.refused) {
				t.Errorf("%s: %v %v", name, refused, err)
			}
		case err != nil || !slices.Equal(refused, c.refused) || !c.kept(report):
			t.Errorf("%s: %+v %v %v", name, report, refused, err)
		case !report.GoodUntil.Equal(noon.Add(-time.Minute).Add(Lasts)):
			t.Errorf("%s is good until %s", name, report.GoodUntil)
		}
	}
}

func TestASourceIsAskedWithTheSecretWhichNoErrorTells(t *testing.T) {
	said := map[string]string{
		"good":    `{"observedAt":"2026-03-01T11:50:00Z","temperatureC":3.5}`,
		"older":   `{"observedAt":"2026-03-01T10:00:00Z","temperatureC":9}`,
		"absurd":  `{"observedAt":"2026-03-01T11:55:00Z","temperatureC":900}`,
		"broken":  `<html>`,
		"endless": `{"text":"` + strings.Repeat("x", largest) + `"}`,
	}
	var bearer string
	source := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		bearer = r.Header.Get("Authorization")
		answer, is := said[r.URL.Query().Get("say")]
		if !is {
			http.Redirect(rw, r, "/?say=good", http.StatusFound)
			return
		}
		_, _ = rw.Write([]byte(answer))
	}))
	registry := prometheus.NewRegistry()
	w, err := New(Options{
		URL: source.URL, Secret: "s3cret", Every: time.Minute, Clock: clockwork.NewFakeClockAt(noon),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Registerer: registry,
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(say string) error {
		w.opt.URL = fmt.Sprintf("%s/?say=%s", source.URL, say)
		return w.ask(t.Context())
	}
	if err := ask("good"); err != nil || bearer != "Bearer s3cret" || *w.Now().Temperature != 3.5 || w.Now().Source != "127.0.0.1" {
		t.Fatalf("%v %s %+v", err, bearer, w.Now())
	}
	for _, say := range []string{"broken", "endless", "elsewhere"} {
		if err := ask(say); err == nil || strings.Contains(err.Error(), "http") || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", say, err)
		}
	}
	if err := ask("older"); err != nil || *w.Now().Temperature != 3.5 {
		t.Errorf("an older observation took the place of a newer: %v %+v", err, w.Now())
	}
	if err := ask("absurd"); err != nil || w.Now().Temperature != nil || counted(t, registry, "commandhub_weather_refused_total") != 1 {
		t.Errorf("%v %+v", err, w.Now())
	}
	source.Close()
	if err := ask("good"); err == nil || strings.Contains(err.Error(), "127.0.0.1/") || w.Now() == nil {
		t.Errorf("%v", err)
	}
}

// counted is the sum of a counter.
func counted(t *testing.T, from prometheus.Gatherer, name string) (sum float64) {
	t.Helper()
	families, err := from.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if f.GetName() == name {
				sum += m.GetCounter().GetValue()
			}
		}
	}
	return sum
}

func TestWhatCanBeConfigured(t *testing.T) {
	for _, c := range []struct {
		url   string
		every time.Duration
		wrong string
	}{
		{url: ""},
		{url: "https://weather.example/now", every: 5 * time.Minute},
		{url: "weather.example", every: 5 * time.Minute, wrong: "URL"},
		{url: "https://weather.example/now", every: time.Second, wrong: "weather-every"},
	} {
		w, err := New(Options{URL: c.url, Every: c.every, Registerer: prometheus.NewRegistry()})
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %v", c.url, err)
			}
			continue
		}
		if err != nil || (w.Source() == nil) != (c.url == "") {
			t.Errorf("%s: %v", c.url, err)
		}
	}
}
