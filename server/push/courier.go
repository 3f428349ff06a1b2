package push

import (
	"context"
	"crypto/x509"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"commandhub/ent"
	"commandhub/ent/pushsubscription"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

const (
	lookEvery = time.Second // without a ring: for pauses that are over, and what other hubs committed
	atATime   = 16          // phones that one hub pushes to at once
	// claimFor is how long a hub that died keeps a phone from the others: more than a
	// push takes and what came of it.
	claimFor    = 30 * time.Second
	storeWithin = 5 * time.Second
)

// Options of a courier.
type Options struct {
	*Pushes
	Phone      func(ctx context.Context, id int) (viewer.Viewer, error) // as it would be admitted now; access.ErrUnknown where it is not
	Topics     *secret.Signer
	Exercise   func() bool
	Roots      *x509.CertPool // of push services' certificates; nil for the system's
	Registerer prometheus.Registerer
	Log        *slog.Logger
}

// Courier pushes: one a hub, which shares the work with those of other hubs on the same
// database by claims.
type Courier struct {
	Options
	poster  *poster
	metrics metrics

	mu     sync.Mutex
	looked map[int]mark // by subscription
}

// mark is up to where in the timeline is nothing for a phone that was told up to a place.
type mark struct{ told, clear int64 }

// NewCourier makes a courier; Run it.
func NewCourier(o Options) *Courier {
	return &Courier{Options: o, poster: newPoster(o.Hosts, o.Roots, o.Clock), metrics: newMetrics(o.Registerer), looked: map[int]mark{}}
}

// Run pushes until the context ends. Where the hub has no push it does nothing.
func (c *Courier) Run(ctx context.Context) {
	if c.key == nil {
		return
	}
	defer c.poster.client.CloseIdleConnections()
	c.Timeline.KeepUp(ctx, lookEvery, func() (bool, error) { return c.look(asHub(ctx)) }, func(err error) {
		c.Log.Warn("phones are not pushed to yet", "error", err)
	})
}

// look pushes to every phone for which something is due, and tells whether there may be
// more.
func (c *Courier) look(ctx context.Context) (more bool, err error) {
	now := c.now()
	rows, err := c.Store.Client.PushSubscription.Query().
		Where(pushsubscription.Or(pushsubscription.NextAtIsNil(), pushsubscription.NextAtLTE(now))).WithFieldDevice().All(ctx)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	head, err := store.Head(ctx, c.Store.Client.StreamHead, store.TimelineStream)
	if err != nil {
		return false, err
	}
	var (
		work  errgroup.Group
		again atomic.Bool
	)
	work.SetLimit(atATime)
	for _, row := range rows {
		if c.from(row) >= head {
			continue
		}
		work.Go(func() error {
			left, err := c.serve(ctx, row, head)
			if left {
				again.Store(true)
			}
			return err
		})
	}
	err = work.Wait()
	return again.Load(), err
}

// from is the place after which a subscription's rows of the timeline are looked for.
func (c *Courier) from(row *ent.PushSubscription) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m := c.looked[row.ID]; m.told == row.Told {
		return max(m.clear, row.Told)
	}
	return row.Told
}

func (c *Courier) clear(row *ent.PushSubscription, to int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looked[row.ID] = mark{row.Told, to}
}
