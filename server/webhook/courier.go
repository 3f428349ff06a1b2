package webhook

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"commandhub/ent"
	entwebhook "commandhub/ent/webhook"
	"commandhub/ent/webhookattempt"
	"commandhub/server/partner"
	"commandhub/server/station"
	"commandhub/server/store"
	"commandhub/server/stream"
	"commandhub/server/viewer"
)

const (
	lookEvery  = time.Second // without a ring: for pauses that are over, and what other hubs stored
	atATime    = 16          // webhooks that one hub delivers to
	keepFor    = 30 * 24 * time.Hour
	sweepEvery = time.Hour
)

// Options of a courier.
type Options struct {
	*Webhooks
	Registry   *station.Registry
	Events     *stream.Bell // rings when events were stored
	Exercise   func() bool
	Registerer prometheus.Registerer
	Log        *slog.Logger
}

// Courier delivers: one a hub, which shares the work with those of other hubs on
// the same database by leases.
type Courier struct {
	Options
	poster  *poster
	name    string // in leases
	metrics metrics

	work   sync.WaitGroup
	places chan struct{}
	again  chan struct{} // a delivery ended, and there may be more
	swept  time.Time

	mu      sync.Mutex
	running map[int]bool
	marks   map[int]mark
}

// mark is how far a webhook's events were looked through, with rights at a time.
type mark struct {
	told   int64
	rights string
	clear  int64     // up to here is nothing for it
	oldest time.Time // when the hub had the event that is due; zero for none
}

// NewCourier makes a courier; Run it.
func NewCourier(o Options) *Courier {
	c := &Courier{
		Options: o, poster: newPoster(o.Networks, o.Clock), name: rand.Text(),
		places: make(chan struct{}, atATime), again: make(chan struct{}, 1),
		running: map[int]bool{}, marks: map[int]mark{},
	}
	c.metrics = newMetrics(o.Registerer, c.lag)
	return c
}

// Run delivers until the context ends, and for a moment longer what is under way.
func (c *Courier) Run(ctx context.Context) {
	defer c.poster.close()
	defer c.work.Wait()
	for {
		stored, changed := c.Events.Next(), c.Timeline.Grown().Next()
		tick := c.Clock.NewTimer(lookEvery)
		if err := c.look(asHub(ctx)); err != nil && ctx.Err() == nil {
			c.Log.Warn("webhooks are not looked through yet", "error", err)
		}
		select {
		case <-stored:
		case <-changed:
		case <-c.again:
		case <-tick.Chan():
		case <-ctx.Done():
			tick.Stop()
			return
		}
		tick.Stop()
	}
}

// look begins to deliver where something is due.
func (c *Courier) look(ctx context.Context) error {
	if err := c.sweep(ctx); err != nil {
		return err
	}
	rows, err := c.Store.Client.Webhook.Query().Where(entwebhook.DisabledAtIsNil()).
		WithAPIClient(func(q *ent.ApiClientQuery) { q.WithOrganisation() }).All(ctx)
	if err != nil {
		return err
	}
	c.forget(rows)
	if len(rows) == 0 {
		return nil
	}
	head, err := store.Head(ctx, c.Store.Client.StreamHead, store.StationStream)
	if err != nil {
		return err
	}
	waiting := 0
	for _, row := range rows {
		who, why := viewerOf(row)
		if why != "" || row.Failures > 0 {
			waiting++
		}
		if err := c.say(ctx, row, why); err != nil {
			return err
		}
		if why == "" && c.due(row) && !c.clear(row, who, head) {
			c.begin(ctx, row.ID)
		}
	}
	c.metrics.waiting.Set(float64(waiting))
	return nil
}

// viewerOf is as whom a webhook's events are read, or why they are not.
func viewerOf(row *ent.Webhook) (who viewer.Viewer, why string) {
	who, err := partner.Viewer(row.Edges.APIClient)
	switch {
	case err != nil:
		return who, err.Error()
	case !who.May(viewer.EventRead):
		return who, "the program has no right to events: it asked for no event:read, or its organisation does not share it"
	}
	return who, ""
}

// due tells whether a webhook may be posted to now, by this hub.
func (c *Courier) due(row *ent.Webhook) bool {
	now := c.now()
	return row.DisabledAt == nil && (row.NextAttemptAt == nil || !row.NextAttemptAt.After(now)) &&
		(row.LeaseHolder == "" || row.LeaseHolder == c.name || row.LeasedUntil == nil || !row.LeasedUntil.After(now))
}

// say keeps why a webhook waits, or that it no longer does.
func (c *Courier) say(ctx context.Context, row *ent.Webhook, why string) error {
	if row.LastError == why || why == "" && row.Failures > 0 {
		return nil
	}
	return c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		return tx.Webhook.Update().Where(entwebhook.ID(row.ID), entwebhook.DisabledAtIsNil(), entwebhook.Failures(row.Failures)).
			SetLastError(why).Exec(ctx)
	})
}

func (c *Courier) begin(ctx context.Context, id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[id] {
		return
	}
	c.running[id] = true
	c.work.Go(func() {
		more := c.take(ctx, id)
		c.mu.Lock()
		delete(c.running, id)
		c.mu.Unlock()
		if more {
			select {
			case c.again <- struct{}{}:
			default:
			}
		}
	})
}

// take delivers to a webhook when there is a place, and tells whether there may
// be more for it at once.
func (c *Courier) take(ctx context.Context, id int) bool {
	select {
	case c.places <- struct{}{}:
		defer func() { <-c.places }()
	case <-ctx.Done():
		return false
	}
	more, err := c.deliver(ctx, id)
	if err != nil && ctx.Err() == nil {
		c.Log.Warn("a webhook is not delivered to yet", "webhook", id, "error", err)
	}
	return more && err == nil
}

// sweep deletes attempts that are too old.
func (c *Courier) sweep(ctx context.Context) error {
	now := c.now()
	if now.Sub(c.swept) < sweepEvery {
		return nil
	}
	err := c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.WebhookAttempt.Delete().Where(webhookattempt.AtLT(now.Add(-keepFor))).Exec(ctx)
		return err
	})
	if err == nil {
		c.swept = now
	}
	return err
}
