package notice

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/prometheus/client_golang/prometheus"

	"commandhub/ent"
	"commandhub/ent/noticesending"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

const (
	lookEvery = time.Second // without a ring: for pauses that are over, and what other hubs stored
	atATime   = 16          // sendings that one hub hands over at once
	// claimFor is how long a hub that died keeps a sending from the others.
	claimFor    = 30 * time.Second
	storeWithin = 5 * time.Second // what came of it
	mostProblem = 300             // characters that are kept
)

// Courier hands sendings to gateways: one a hub. Several share the work: each claims
// a sending for a while before it hands it over.
type Courier struct {
	*Notices
	Gateways *Gateways
	Log      *slog.Logger
	metrics  metrics
}

// NewCourier makes a courier; Run it.
func NewCourier(s *Notices, g *Gateways, r prometheus.Registerer, log *slog.Logger) *Courier {
	return &Courier{Notices: s, Gateways: g, Log: log, metrics: newMetrics(r)}
}

// Run hands over until the context ends.
func (c *Courier) Run(ctx context.Context) {
	c.Timeline.KeepUp(ctx, lookEvery, func() (bool, error) { return c.look(ctx) }, func(err error) {
		c.Log.Warn("notices are not sent yet", "error", err)
	})
}

// look hands over what is due, and tells whether there may be more.
func (c *Courier) look(ctx context.Context) (more bool, err error) {
	hub := asHub(ctx)
	rows, err := c.Store.Client.NoticeSending.Query().Where(noticesending.StateEQ(noticesending.StateQUEUED), noticesending.NextAtLTE(c.now())).
		Order(ent.Asc(noticesending.FieldNextAt, noticesending.FieldID)).Limit(atATime).WithNotice().All(hub)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	work, within := errgroup.WithContext(hub)
	for _, row := range rows {
		work.Go(func() error { return c.hand(within, row) })
	}
	return len(rows) == atATime, work.Wait()
}

// hand hands one over, if this hub gets it.
func (c *Courier) hand(ctx context.Context, row *ent.NoticeSending) error {
	claimed, err := c.claim(ctx, row)
	if err != nil || !claimed {
		return err
	}
	gateway := c.Gateways.of(string(row.Channel), row.Edges.Notice.Exercise || c.Exercise())
	reference, failed := gateway.Send(ctx, Outgoing{
		ID: row.ID, Channel: string(row.Channel), To: row.Address, Name: row.Name, Unit: row.Unit,
		Text: row.Edges.Notice.Text, ReplyBy: row.AnswerBy,
	})
	store, end := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer end()
	if failed == nil {
		c.metrics.sent.Inc()
		return c.took(store, row, reference)
	}
	if ctx.Err() != nil { // the hub ends; another try comes when the claim is over
		return nil
	}
	c.metrics.failed.Inc()
	c.Log.Info("a gateway did not take a notice", "sending", row.ID, "channel", row.Channel, "attempt", row.Attempts+1, "why", failed)
	return c.refused(store, row, failed)
}

// claim keeps a sending from other hubs for a while, and counts the attempt.
func (c *Courier) claim(ctx context.Context, row *ent.NoticeSending) (claimed bool, err error) {
	err = c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		n, err := tx.NoticeSending.Update().Where(
			noticesending.ID(row.ID), noticesending.StateEQ(noticesending.StateQUEUED), noticesending.Attempts(row.Attempts), noticesending.NextAtLTE(c.now()),
		).SetNextAt(c.now().Add(claimFor)).AddAttempts(1).Save(ctx)
		claimed = n == 1
		return err
	})
	return claimed && err == nil, err
}

// took keeps that the gateway has a sending. What receipts told meanwhile stays.
func (c *Courier) took(ctx context.Context, row *ent.NoticeSending, reference string) error {
	return c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		is, err := c.lock(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		set := is.Update().SetSentAt(c.now()).SetReference(reference).SetProblem("").ClearNextAt()
		if forward(is.State, noticesending.StateSENT) {
			set.SetState(noticesending.StateSENT)
		}
		return set.Exec(ctx)
	})
}

// refused keeps what went wrong: it is tried again after a pause, or has failed and
// goes on to the unit's next contact.
func (c *Courier) refused(ctx context.Context, row *ent.NoticeSending, failed error) error {
	pause, again := rule.NoticePause(row.Attempts + 1)
	if rejected := (*Rejected)(nil); errors.As(failed, &rejected) {
		again = false
	}
	problem := cut(failed.Error())
	if again {
		return c.Store.WithTx(ctx, func(tx *ent.Tx) error {
			return tx.NoticeSending.Update().Where(noticesending.ID(row.ID), noticesending.StateEQ(noticesending.StateQUEUED)).
				SetProblem(problem).SetNextAt(c.now().Add(pause)).Exec(ctx)
		})
	}
	return c.fail(ctx, row.ID, problem)
}

// fail keeps that a sending did not get through, and passes it on.
func (s *Notices) fail(ctx context.Context, id int, problem string) error {
	return s.follow(ctx, id, func(ctx context.Context, tx *ent.Tx, row *ent.NoticeSending) (timeline.Entry, error) {
		if !forward(row.State, noticesending.StateFAILED) {
			return timeline.Entry{}, errOver
		}
		is, err := row.Update().SetState(noticesending.StateFAILED).SetFailedAt(s.now()).SetProblem(problem).ClearNextAt().AddVersion(1).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		over, err := s.over(ctx, tx, row)
		if err != nil {
			return timeline.Entry{}, err
		}
		if row.PassedOnAt == nil && !over {
			row.State = is.State
			if is, err = s.passOn(ctx, tx, row); err != nil {
				return timeline.Entry{}, err
			}
		}
		return entry("notice.failed", row, is), nil
	})
}

// cut keeps what is told of a failure within its column.
func cut(text string) string {
	if r := []rune(text); len(r) > mostProblem {
		return string(r[:mostProblem])
	}
	return text
}
