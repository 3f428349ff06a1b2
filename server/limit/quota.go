package limit

import (
	"context"
	"fmt"
	"math"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jonboulle/clockwork"
	"golang.org/x/time/rate"

	"commandhub/server/viewer"
)

// Points a minute. A wall that reconnects asks for some 7,000, a desk that
// follows the charts of a station's tanks for 8,000 a minute.
const (
	minute        = 60 // seconds, the window of every quota
	quotaSignedIn = 120_000
	// quotaNobody is what all strangers of one address have: what a page asks
	// before somebody signs in costs 10.
	quotaNobody = 6_000
	// readingPoints are for a document that the hub does not know: to parse and to
	// validate it is up to 5 ms of work, however little it asks for.
	readingPoints = 20
	// refusedPoints are for an operation that is refused before it costs anything:
	// its variables may have been up to 20 ms of work.
	refusedPoints = 100
	// buckets are kept for so many viewers and addresses; who asked longest ago
	// begins anew with a full one.
	buckets = 10_000
)

// DefaultQuota is a viewer's points a minute: its own, or those of its kind.
func DefaultQuota(v viewer.Viewer) int {
	switch {
	case v.Points > 0:
		return v.Points
	case v.Kind == viewer.Nobody:
		return quotaNobody
	}
	return quotaSignedIn
}

// Exhausted says that a viewer's points for now are spent.
type Exhausted struct {
	Cost, Remaining, Limit int
	After                  time.Duration // until the operation can be paid
}

func (e *Exhausted) Error() string {
	return fmt.Sprintf("the operation costs %d points and %d of %d a minute are left; try again in %d s, or ask for less",
		e.Cost, e.Remaining, e.Limit, e.Seconds())
}

// Seconds is After as whole seconds, at least 1.
func (e *Exhausted) Seconds() int { return max(1, seconds(e.After)) }

// Extensions are what a client is told of it in the answer's error.
func (e *Exhausted) Extensions() map[string]any {
	return map[string]any{"code": "RATE_LIMITED", "retryAfterSeconds": e.Seconds()}
}

func seconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }

// quotas are token buckets, bounded in number.
type quotas struct {
	clock clockwork.Clock
	kept  *lru.Cache[string, *rate.Limiter]
}

func newQuotas(clock clockwork.Clock) *quotas {
	kept, err := lru.New[string, *rate.Limiter](buckets)
	if err != nil { // only for a size that is not positive
		panic(err)
	}
	return &quotas{clock, kept}
}

// bucket is a party's, of so many points a minute.
func (q *quotas) bucket(party string, limit int) *bucket {
	perSecond := rate.Limit(float64(limit) / minute)
	fresh := rate.NewLimiter(perSecond, limit)
	limiter, found, _ := q.kept.PeekOrAdd(party, fresh)
	if !found {
		limiter = fresh
	} else {
		q.kept.Get(party) // it asked just now
	}
	if limiter.Burst() != limit { // another quota was agreed
		limiter.SetLimitAt(q.clock.Now(), perSecond)
		limiter.SetBurstAt(q.clock.Now(), limit)
	}
	return &bucket{q.clock, limiter, limit}
}

// bucket is one party's points.
type bucket struct {
	clock   clockwork.Clock
	limiter *rate.Limiter
	limit   int
}

// take takes points, at most the whole quota, or none and says when there will
// be enough.
func (b *bucket) take(points int) *Exhausted {
	now := b.clock.Now()
	if b.limiter.AllowN(now, min(points, b.limit)) {
		return nil
	}
	return b.lacks(points, now)
}

// lacks says when there will be enough points, if there are not at an instant.
func (b *bucket) lacks(points int, now time.Time) *Exhausted {
	missing := float64(min(points, b.limit)) - b.limiter.TokensAt(now)
	if missing <= 0 {
		return nil
	}
	return &Exhausted{points, b.remaining(), b.limit, time.Duration(missing / float64(b.limit) * minute * float64(time.Second))}
}

// fine takes points, or all that is left.
func (b *bucket) fine(points int) {
	b.limiter.AllowN(b.clock.Now(), min(points, b.remaining()))
}

func (b *bucket) remaining() int { return max(0, int(b.limiter.TokensAt(b.clock.Now()))) }

// full is when the bucket will be full again.
func (b *bucket) full() time.Duration {
	missing := float64(b.limit) - b.limiter.TokensAt(b.clock.Now())
	return time.Duration(max(0, missing) / float64(b.limit) * minute * float64(time.Second))
}

type peerKey struct{}

// WithPeer puts in the context the address that strangers are counted by.
func WithPeer(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, peerKey{}, address)
}

// party is whose quota an operation is paid from.
func party(ctx context.Context) string {
	who := viewer.From(ctx)
	if who.Kind == viewer.Nobody {
		address, _ := ctx.Value(peerKey{}).(string)
		return who.Actor() + "@" + address
	}
	return who.Actor()
}
