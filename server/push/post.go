package push

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/SherClockHolmes/webpush-go"
	"github.com/jonboulle/clockwork"

	"commandhub/server/rule"
)

// Bounds of a push.
const (
	answerWithin = 10 * time.Second
	mostBody     = 1 << 10 // bytes of an answer that are read, to use its connection again
	mostHeader   = 16 << 10
	idleFor      = 30 * time.Second
	recordBytes  = 512 // of every push, whatever it says
)

// answer is what came of a push: took, gone, or an error that names the kind of failure
// and nothing of the address.
type answer struct {
	failure string
	gone    bool          // the subscription is no more
	asked   time.Duration // of Retry-After
}

// poster sends to where the hosts permit.
type poster struct {
	clock  clockwork.Clock
	client *http.Client
}

func newPoster(hosts Hosts, roots *x509.CertPool, clock clockwork.Clock) *poster {
	return &poster{clock, &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: guard{hosts, &http.Transport{ // Proxy is nil: none of the environment's
			TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true,
			MaxResponseHeaderBytes: mostHeader, DisableCompression: true, MaxIdleConnsPerHost: 1, IdleConnTimeout: idleFor,
		}},
	}}
}

// guard has the last word on where a push goes: the list may have changed since the
// address was filed.
type guard struct {
	hosts Hosts
	*http.Transport
}

var (
	errRefused = errors.New("the address leads to no push service that the hub may reach")
	errSlow    = errors.New("no answer within 10 s")
)

func (g guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" || !g.hosts.admit(r.URL.Host) {
		return nil, errRefused
	}
	return g.Transport.RoundTrip(r)
}

// push sends a text with a life to a browser, which decrypts it. It takes answerWithin
// at most, by the clock. Its error is that of a context that ended.
func (p *poster) push(ctx context.Context, to *webpush.Subscription, text []byte, life time.Duration, o webpush.Options) (answer, error) {
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer p.clock.AfterFunc(answerWithin, func() { cancel(errSlow) }).Stop()
	o.HTTPClient, o.RecordSize, o.TTL = p.client, recordBytes, int(life/time.Second)
	response, err := webpush.SendNotificationWithContext(within, text, to, &o)
	if err != nil {
		if ctx.Err() != nil {
			return answer{}, context.Cause(ctx)
		}
		return answer{failure: kindOf(err, context.Cause(within))}, nil
	}
	_, _ = io.CopyN(io.Discard, response.Body, mostBody)
	_ = response.Body.Close()
	return judge(response, p.clock.Now()), nil
}

// judge takes 2xx and nothing else; 404 and 410 end a subscription (RFC 8030 §7.3).
func judge(r *http.Response, now time.Time) answer {
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
		return answer{}
	case r.StatusCode == http.StatusNotFound, r.StatusCode == http.StatusGone:
		return answer{gone: true, failure: "the subscription is no more"}
	}
	return answer{failure: "the push service answered " + strconv.Itoa(r.StatusCode), asked: retryAfter(r.Header.Get("Retry-After"), now)}
}

// retryAfter is a pause in seconds or until a date, 0 for none.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(min(max(seconds, 0), 24*60*60)) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}

// kindOf names the kind of a failure without an answer; the error itself would name
// the address.
func kindOf(err, cause error) string {
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(cause, errSlow):
		return errSlow.Error()
	case errors.Is(err, errRefused):
		return errRefused.Error()
	case errors.As(err, &certificate):
		return "the push service's certificate is not trusted"
	}
	return "the connection failed"
}

// options are what a push of a kind is sent with.
func (p *Pushes) options(kind rule.PushKind, topic string) webpush.Options {
	o := webpush.Options{
		Subscriber:     strings.TrimPrefix(p.Contact, "mailto:"), // which the library puts in front again
		VAPIDPublicKey: p.key.public, VAPIDPrivateKey: p.key.private, Topic: topic, Urgency: webpush.UrgencyNormal,
	}
	if rule.PushUrgent(kind) {
		o.Urgency = webpush.UrgencyHigh
	}
	return o
}
