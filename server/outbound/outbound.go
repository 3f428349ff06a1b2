// Package outbound is how the hub speaks HTTP to others: to receivers of webhooks,
// push services, gateways of notices, the source of the weather, tiles of a map. Each
// has 10 s to answer, is not followed elsewhere, and what it says is read up to a bound.
// Errors name neither an address, which may hold a key, nor the other's words.
package outbound

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/jonboulle/clockwork"
)

// AnswerWithin is how long another may take for an answer.
const AnswerWithin = 10 * time.Second

const (
	mostHeader = 16 << 10 // bytes
	mostUnread = 1 << 10  // bytes of an answer that are read on, to use its connection again
	idleFor    = 30 * time.Second
	mostPause  = 24 * time.Hour
)

var (
	// ErrSlow is another that took longer than AnswerWithin.
	ErrSlow = errors.New("no answer within 10 s")
	// ErrLong is an answer that is longer than its bound.
	ErrLong = errors.New("the answer is too long")
)

// Client asks addresses that the hub's operator configured, through the environment's
// proxy where there is one.
func Client() *http.Client {
	return &http.Client{Timeout: AnswerWithin, CheckRedirect: stay}
}

// Guarded asks addresses that others gave, through a guard of Strict. Its questions are
// bounded by Within.
func Guarded(guard http.RoundTripper) *http.Client {
	return &http.Client{Transport: guard, CheckRedirect: stay}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Strict is a transport without a proxy, whose way no guard would see, and with little
// patience for headers and idle connections.
func Strict() *http.Transport {
	return &http.Transport{
		MaxResponseHeaderBytes: mostHeader, DisableCompression: true,
		MaxIdleConnsPerHost: 1, IdleConnTimeout: idleFor,
	}
}

// Within bounds a context by AnswerWithin of a clock; its cause is ErrSlow then.
func Within(ctx context.Context, clock clockwork.Clock) (context.Context, context.CancelFunc) {
	within, cancel := context.WithCancelCause(ctx)
	timer := clock.AfterFunc(AnswerWithin, func() { cancel(ErrSlow) })
	return within, func() { timer.Stop(); cancel(nil) }
}

// Drain reads a little of what an answer still holds, so that its connection can be used
// again.
func Drain(r *http.Response) { _, _ = io.CopyN(io.Discard, r.Body, mostUnread) }

// Read reads an answer of so many bytes at the most; a longer one is ErrLong.
func Read(r *http.Response, most int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	switch {
	case err != nil:
		return nil, errors.New("the answer broke off")
	case int64(len(body)) > most:
		return nil, ErrLong
	}
	return body, nil
}

// WithoutAddress is what went wrong, without the address that was asked.
func WithoutAddress(err error) error {
	var told *url.Error
	if errors.As(err, &told) {
		return told.Err
	}
	return err
}

// RetryAfter is the pause that an answer asks for, in seconds or until a date (RFC 9110
// §10.2.3): at most a day, 0 for none.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	text := h.Get("Retry-After")
	var pause time.Duration
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil {
		pause = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		pause = at.Sub(now)
	}
	return min(max(pause, 0), mostPause)
}
