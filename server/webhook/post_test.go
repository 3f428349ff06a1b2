package webhook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
)

var (
	loopback = Networks{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	sample   = message{id: "msg_1_2", body: []byte(`{"type":"station.event"}`)}
	noon     = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
)

// sent posts the sample and returns what came of it.
func sent(t *testing.T, n Networks, to string) answer {
	t.Helper()
	p := newPoster(n, clockwork.NewFakeClockAt(noon))
	defer p.close()
	a, err := p.post(t.Context(), to, sample, []byte("key"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAnswerIsJudgedByItsStatusAlone(t *testing.T) {
	status := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/elsewhere")
		w.Header().Set("Retry-After", "90")
		w.WriteHeader(status)
		_, _ = w.Write([]byte("a receiver's own words"))
	}))
	defer server.Close()
	for of, took := range map[int]bool{200: true, 201: true, 202: true, 299: true, 301: false, 302: false, 307: false, 400: false, 404: false, 410: false, 429: false, 500: false, 503: false} {
		status = of
		a := sent(t, loopback, server.URL)
		if a.took() != took || a.status != of || strings.Contains(a.failure, "words") || a.asked != 90*time.Second {
			t.Errorf("%d: %+v", of, a)
		}
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	var followed atomic.Bool
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Store(true) }))
	defer secret.Close()
	server := httptest.NewServer(http.RedirectHandler(secret.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	if a := sent(t, loopback, server.URL); a.took() || !strings.Contains(a.failure, "redirects are not followed") || followed.Load() {
		t.Errorf("%+v, followed %t", a, followed.Load())
	}
}

func TestANameThatLeadsInsideIsRefusedWhenItIsDialled(t *testing.T) {
	var reached atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	elsewhere := Networks{netip.MustParsePrefix("10.0.0.0/8")}
	for _, to := range []string{
		"http://localhost:" + port, "https://localhost:" + port, "http://127.0.0.1:" + port, "https://127.0.0.1:" + port,
		"https://[::ffff:127.0.0.1]:" + port, "https://0.0.0.0:" + port, "https://[::1]:" + port,
	} {
		if a := sent(t, elsewhere, to); a.failure != errRefused.Error() || a.status != 0 {
			t.Errorf("%s: %+v", to, a)
		}
	}
	if reached.Load() {
		t.Error("it was reached")
	}
	for _, c := range []*http.Client{newPoster(nil, nil).plain, newPoster(nil, nil).secure} {
		if c.Transport.(*http.Transport).Proxy != nil {
			t.Error("a proxy would be dialled instead")
		}
	}
}

func TestAReceiverThatNeverAnswersCostsTenSeconds(t *testing.T) {
	asked, gone := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then is it told that the other side left
		close(asked)
		<-r.Context().Done()
		close(gone)
	}))
	defer server.Close()
	clock := clockwork.NewFakeClockAt(noon)
	p := newPoster(loopback, clock)
	defer p.close()
	done := make(chan answer, 1)
	go func() {
		a, _ := p.post(t.Context(), server.URL, sample, []byte("key"))
		done <- a
	}()
	<-asked
	clock.Advance(10*time.Second - time.Nanosecond)
	select {
	case a := <-done:
		t.Fatalf("it was cut too early: %+v", a)
	default:
	}
	clock.Advance(time.Nanosecond)
	if a := <-done; a.failure != "no answer within 10 s" || a.status != 0 {
		t.Errorf("%+v", a)
	}
	<-gone
}

func TestABodyOfAGigabyteIsNotRead(t *testing.T) {
	wrote := make(chan int64, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		block, n := bytes.Repeat([]byte("x"), 64<<10), int64(0)
		for n < 1<<30 {
			k, err := w.Write(block)
			n += int64(k)
			if err != nil {
				break
			}
		}
		wrote <- n
	}))
	defer server.Close()
	if a := sent(t, loopback, server.URL); !a.took() {
		t.Errorf("%+v", a)
	}
	if n := <-wrote; n > 64<<20 {
		t.Errorf("%d bytes were taken from it", n)
	}
}

func TestAFailureIsNamedByItsKind(t *testing.T) {
	mute := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		_ = conn.Close()
	}))
	defer mute.Close()
	long := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 64<<10))
	}))
	defer long.Close()
	private := httptest.NewTLSServer(http.NotFoundHandler())
	defer private.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for to, want := range map[string]string{
		mute.URL:    "the connection failed",
		long.URL:    "the answer's headers are too long",
		private.URL: "the receiver's certificate is not trusted",
		strings.Replace(long.URL, "http:", "https:", 1): "TLS failed",
		closed.URL:                "the connection was refused",
		"https://no-such.invalid": "the host's name is not found",
	} {
		if a := sent(t, loopback, to); a.failure != want || a.status != 0 {
			t.Errorf("%s: %+v, want %q", to, a, want)
		}
	}
}

func TestAPostThatTheHubsEndCutsShortIsNoFailure(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		stop()
		<-r.Context().Done()
	}))
	defer server.Close()
	p := newPoster(loopback, clockwork.NewFakeClockAt(noon))
	defer p.close()
	if a, err := p.post(ctx, server.URL, sample, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%+v %v", a, err)
	}
}
