package webhook

import (
	"context"
	"errors"
	"slices"
	"time"

	"commandhub/ent"
	entwebhook "commandhub/ent/webhook"
	"commandhub/server/station"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

const (
	stopWithin  = 3 * time.Second // a post that is under way when the hub stops
	storeWithin = 5 * time.Second // what came of it
)

// errStopped is a post that the hub's end cut short: it is posted again.
var errStopped = errors.New("the hub stopped")

// deliver posts one event after another, with the rights that the program has
// then, until there is none, one is not taken, or the context ends. It tells
// whether more may have come meanwhile.
func (c *Courier) deliver(ctx context.Context, id int) (more bool, err error) {
	until, held, err := c.lease(ctx, id)
	if err != nil || !held {
		return false, err
	}
	last := context.WithoutCancel(ctx)
	defer func() { err = errors.Join(err, c.release(last, id)) }()
	for ctx.Err() == nil {
		if until.Sub(c.now()) < leaseLeft {
			if _, held, err = c.lease(ctx, id); err != nil || !held {
				return false, err
			}
		}
		row, err := c.Store.Client.Webhook.Query().Where(entwebhook.ID(id)).
			WithAPIClient(func(q *ent.ApiClientQuery) { q.WithOrganisation() }).Only(ctx)
		if err != nil {
			return false, err
		}
		who, why := viewerOf(row)
		if why != "" || !c.due(row) {
			return false, nil
		}
		e, code, err := c.next(ctx, row, who)
		if err != nil || e == nil {
			return err == nil, err
		}
		if until, err = c.attempt(ctx, row, *e, code); err != nil {
			return false, err
		}
	}
	return false, nil
}

// next is the event that comes after what a webhook was told, with the code of
// its station, nil where there is none that its program may see.
func (c *Courier) next(ctx context.Context, row *ent.Webhook, who viewer.Viewer) (*station.Event, string, error) {
	head, err := store.Head(ctx, c.Store.Client.StreamHead, store.StationStream) // before the events: all up to it are stored
	if err != nil {
		return nil, "", err
	}
	from, ctx := c.from(row, who), viewer.NewContext(ctx, who)
	sel, err := c.Registry.Now().Select(ctx, viewer.EventRead, nil)
	if err != nil {
		return nil, "", err
	}
	events, err := station.EventsAfter(ctx, c.Store, sel, from, 1)
	if err != nil {
		return nil, "", err
	}
	if len(events) == 0 {
		c.mark(row, who, head, time.Time{})
		return nil, "", nil
	}
	e := events[0]
	c.mark(row, who, e.Sequence-1, receivedAt(e))
	at := slices.IndexFunc(sel.Stations, func(s *station.Station) bool { return s.ID == stationID(e) })
	return &e, sel.Stations[at].Code, nil
}

// attempt posts an event and stores what came of it, with the lease, until when
// it returns.
func (c *Courier) attempt(ctx context.Context, row *ent.Webhook, e station.Event, code string) (time.Time, error) {
	m, err := newMessage(row.ID, e, code, c.Exercise())
	if err != nil {
		return time.Time{}, err
	}
	began := c.now()
	a, err := c.send(ctx, row, m)
	if err != nil {
		return time.Time{}, err
	}
	if a.took() {
		c.metrics.delivered.Inc()
	} else {
		c.metrics.failed.Inc()
		c.Log.Info("a webhook did not take an event", "webhook", row.ID, "sequence", e.Sequence, "failures", row.Failures+1, "why", a.failure)
	}
	store, end := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer end()
	return c.record(store, row, outcome{e.Sequence, began, c.now(), a})
}

// send posts a message, for a moment beyond the hub's end.
func (c *Courier) send(ctx context.Context, row *ent.Webhook, m message) (answer, error) {
	key, err := c.Sealer.Open(row.SecretSealed)
	if err != nil {
		return answer{failure: "its secret was sealed with another key of the hub; make another webhook"}, nil
	}
	lasting, end := outlast(ctx, stopWithin)
	defer end()
	return c.poster.post(lasting, row.URL, m, key)
}

// outlast is a context that ends a while after another.
func outlast(ctx context.Context, by time.Duration) (context.Context, func()) {
	out, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(by, func() { cancel(errStopped) }) })
	return out, func() { stop(); cancel(nil) }
}
