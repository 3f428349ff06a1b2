package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jonboulle/clockwork"
)

// Bounds of a post.
const (
	answerWithin = 10 * time.Second
	mostBody     = 1 << 10 // bytes of an answer that are read, to use its connection again
	mostHeader   = 16 << 10
	idleFor      = 30 * time.Second
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
	dialer := &net.Dialer{ControlContext: n.guard(plain)}
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{ // Proxy is nil: none of the environment's
			DialContext: dialer.DialContext, MaxResponseHeaderBytes: mostHeader, DisableCompression: true,
			MaxIdleConnsPerHost: 1, IdleConnTimeout: idleFor,
		},
	}
}

// close ends what is open to receivers.
func (p *poster) close() {
	p.plain.CloseIdleConnections()
	p.secure.CloseIdleConnections()
}

// errSlow is a receiver that took longer than answerWithin.
var errSlow = errors.New("no answer within 10 s")

// post sends one message. It takes answerWithin at most, by the clock. Its error
// is that of a context that ended: nothing is known of the message then.
func (p *poster) post(ctx context.Context, to string, m message, key []byte) (answer, error) {
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer p.clock.AfterFunc(answerWithin, func() { cancel(errSlow) }).Stop()
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
	_, _ = io.CopyN(io.Discard, response.Body, mostBody)
	_ = response.Body.Close()
	return judge(response), nil
}

// judge takes 2xx and nothing else.
func judge(r *http.Response) answer {
	a := answer{status: r.StatusCode}
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
	case r.StatusCode == http.StatusGone:
		a.failure = "the receiver answered 410 Gone"
	case r.StatusCode >= 300 && r.StatusCode < 400:
		a.failure = fmt.Sprintf("the receiver answered %d; redirects are not followed", r.StatusCode)
	default:
		a.failure = fmt.Sprintf("the receiver answered %d", r.StatusCode)
	}
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds > 0 {
		a.asked = time.Duration(min(seconds, 24*60*60)) * time.Second
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
	case errors.Is(cause, errSlow):
		return errSlow.Error()
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
