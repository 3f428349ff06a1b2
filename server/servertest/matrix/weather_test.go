package matrix_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// gateway is a county's gateway for the weather, which lasts as long as the test.
func gateway(t *testing.T) string {
	source := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(rw, `{"observedAt":%q,"temperatureC":3.5,"windMps":4.2,"windDirectionDeg":315,"humidityPct":40,"precipitationMmPerH":0,"text":"clear"}`, time.Now().UTC().Format(time.RFC3339))
	}))
	t.Cleanup(source.Close)
	return source.URL
}

// weather waits until the hub has asked that gateway.
func (c *assembly) weather(t *testing.T) {
	commander := c.parties["COMMANDER"].client
	var now struct {
		Weather *struct{ Temperature float64 }
	}
	for end := time.Now().Add(10 * time.Second); now.Weather == nil; time.Sleep(20 * time.Millisecond) {
		if errs := commander.Query(t, &now, `{weather{temperature}}`, nil); errs != nil || time.Now().After(end) {
			t.Fatalf("no weather came: %+v", errs)
		}
	}
}
