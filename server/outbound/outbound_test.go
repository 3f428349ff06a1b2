package outbound

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"": 0, "0": 0, "-5": 0, "soon": 0, "1.5": 0, "99999999999999999999": 0,
		"1": time.Second, "90": 90 * time.Second, "86400": 24 * time.Hour, "86401": 24 * time.Hour,
		"Tue, 10 Mar 2026 04:02:00 GMT": 2 * time.Minute,
		"Tue, 10 Mar 2026 03:59:59 GMT": 0,
		"Fri, 10 Mar 2090 04:00:00 GMT": 24 * time.Hour,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {text}}, now); got != want {
			t.Errorf("%q is %v, not %v", text, got, want)
		}
	}
}

func TestAnAnswerIsReadUpToItsBound(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("12345678"))
	}))
	defer server.Close()
	for most, want := range map[int64]error{7: ErrLong, 8: nil, 9: nil} {
		r, err := Client().Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		body, err := Read(r, most)
		_ = r.Body.Close()
		if !errors.Is(err, want) || err == nil && string(body) != "12345678" {
			t.Errorf("%d bytes: %q, %v", most, body, err)
		}
	}
}

func TestAnErrorDoesNotNameTheAddress(t *testing.T) {
	_, err := Guarded(Strict()).Get("http://127.0.0.1:1/?key=secret") //nolint:bodyclose // there is none
	if err == nil || !strings.Contains(err.Error(), "secret") {
		t.Fatalf("net/http names the address no more: %v", err)
	}
	if got := WithoutAddress(err); strings.Contains(got.Error(), "secret") {
		t.Errorf("it says %v", got)
	}
}

func TestPatienceEndsByTheClock(t *testing.T) {
	clock := clockwork.NewFakeClock()
	within, done := Within(t.Context(), clock)
	defer done()
	clock.Advance(AnswerWithin - 1)
	if within.Err() != nil {
		t.Fatalf("it ended early: %v", context.Cause(within))
	}
	clock.Advance(1)
	<-within.Done()
	if !errors.Is(context.Cause(within), ErrSlow) {
		t.Errorf("its cause is %v", context.Cause(within))
	}
}
