package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/outbound"
)

// answer is what came of a post: took, or an error that names the kind of
// failure and nothing that the receiver said.
type answer struct {
	status  int
	failure string
	asked   time.Duration // of Retry-After
}

func (a answer) took() bool { return a.failure == "" }

// poster sends messages to where the networks permit.
type poster struct {
	clock         clockwork.Clock
	plain, secure *http.Client
}

func newPoster(n Networks, clock clockwork.Clock) *poster {
	return &poster{clock: clock, plain: client(n, true), secure: client(n, false)}
}

func client(n Networks, plain bool) *http.Client {
	through := outbound.Strict()
	through.DialContext = (&net.Dialer{ControlContext: n.guard(plain)}).DialContext
	return outbound.Guarded(through)
}

// close ends what is open to receivers.
func (p *poster) close() {
	p.plain.CloseIdleConnections()
	p.secure.CloseIdleConnections()
}

// post sends one message. It takes outbound.AnswerWithin at most, by the clock. Its
// error is that of a context that ended: nothing is known of the message then.
func (p *poster) post(ctx context.Context, to string, m message, key []byte) (answer, error) {
	within, done := outbound.Within(ctx, p.clock)
	defer done()
	request, err := http.NewRequestWithContext(within, http.MethodPost, to, bytes.NewReader(m.body))
	if err != nil {
		return answer{failure: "the address cannot be posted to"}, nil
	}
	now := p.clock.Now()
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Command-Hub")
	request.Header.Set("webhook-id", m.id)
	request.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	request.Header.Set("webhook-signature", m.sign(key, now))
	// Not sent; it tells the transport that a post on a connection that was just
	// closed may be sent again on another.
	request.Header["X-Idempotency-Key"] = nil
	through := p.secure
	if request.URL.Scheme == "http" {
		through = p.plain
	}
	response, err := through.Do(request)
	if err != nil {
		if ctx.Err() != nil {
			return answer{}, context.Cause(ctx)
		}
		return answer{failure: kindOf(err, context.Cause(within))}, nil
	}
	outbound.Drain(response)
	_ = response.Body.Close()
	return judge(response, now), nil
}

// judge takes 2xx and nothing else.
func judge(r *http.Response, now time.Time) answer {
	a := answer{status: r.StatusCode, asked: outbound.RetryAfter(r.Header, now)}
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
	case r.StatusCode == http.StatusGone:
		a.failure = "the receiver answered 410 Gone"
	case r.StatusCode >= 300 && r.StatusCode < 400:
		a.failure = fmt.Sprintf("the receiver answered %d; redirects are not followed", r.StatusCode)
	default:
		a.failure = fmt.Sprintf("the receiver answered %d", r.StatusCode)
	}
	return a
}

// kindOf names the kind of a failure without an answer.
func kindOf(err, cause error) string {
	var (
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		of          *url.Error
	)
	switch {
	case errors.Is(cause, outbound.ErrSlow):
		return outbound.ErrSlow.Error()
	case errors.Is(err, errRefused):
		return errRefused.Error()
	case errors.As(err, &dns):
		return "the host's name is not found"
	case errors.As(err, &certificate):
		return "the receiver's certificate is not trusted"
	case errors.As(err, &record), errors.As(err, &alert), errors.Is(err, http.ErrSchemeMismatch):
		return "TLS failed"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "the host cannot be reached"
	case errors.As(err, &of) && strings.Contains(of.Err.Error(), "server response headers exceeded"):
		return "the answer's headers are too long"
	}
	return "the connection failed"
}
