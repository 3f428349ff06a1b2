package push

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/SherClockHolmes/webpush-go"
	"github.com/jonboulle/clockwork"

	"commandhub/server/outbound"
	"commandhub/server/rule"
)

const recordBytes = 512 // of every push, whatever it says

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
	through := outbound.Strict()
	through.TLSClientConfig, through.ForceAttemptHTTP2 = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, true
	return &poster{clock, outbound.Guarded(guard{hosts, through})}
}

// guard has the last word on where a push goes: the list may have changed since the
// address was filed.
type guard struct {
	hosts Hosts
	*http.Transport
}

var errRefused = errors.New("the address leads to no push service that the hub may reach")

func (g guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" || !g.hosts.admit(r.URL.Host) {
		return nil, errRefused
	}
	return g.Transport.RoundTrip(r)
}

// push sends a text with a life to a browser, which decrypts it. It takes
// outbound.AnswerWithin at most, by the clock. Its error is that of a context that ended.
func (p *poster) push(ctx context.Context, to *webpush.Subscription, text []byte, life time.Duration, o webpush.Options) (answer, error) {
	within, done := outbound.Within(ctx, p.clock)
	defer done()
	o.HTTPClient, o.RecordSize, o.TTL = p.client, recordBytes, int(life/time.Second)
	response, err := webpush.SendNotificationWithContext(within, text, to, &o)
	if err != nil {
		if ctx.Err() != nil {
			return answer{}, context.Cause(ctx)
		}
		return answer{failure: kindOf(err, context.Cause(within))}, nil
	}
	outbound.Drain(response)
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
	return answer{failure: "the push service answered " + strconv.Itoa(r.StatusCode), asked: outbound.RetryAfter(r.Header, now)}
}

// kindOf names the kind of a failure without an answer; the error itself would name
// the address.
func kindOf(err, cause error) string {
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(cause, outbound.ErrSlow):
		return outbound.ErrSlow.Error()
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
