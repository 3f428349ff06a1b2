package push

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"commandhub/ent"
	"commandhub/ent/predicate"
	"commandhub/ent/pushsubscription"
	"commandhub/server/access"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// serve pushes to a phone what is due first up to the timeline's head, if this hub gets
// to. It tells whether there may be more at once.
func (c *Courier) serve(ctx context.Context, row *ent.PushSubscription, head int64) (more bool, err error) {
	device := row.Edges.FieldDevice.ID
	phone, err := c.Phone(ctx, device)
	if errors.Is(err, access.ErrUnknown) {
		return false, c.end(ctx, row, row.NextAt, "the phone is not let in any more")
	}
	if err != nil {
		return false, err
	}
	found, to, err := c.happenings(ctx, row, phone, c.from(row), head)
	if err != nil {
		return false, err
	}
	if len(found) == 0 {
		c.clear(row, to)
		return to < head, nil
	}
	h := next(found)
	left := h.at.Add(rule.PushLife(h.kind)).Sub(c.now())
	if left < time.Second {
		return c.drop(ctx, row, h)
	}
	claim, claimed, err := c.claim(ctx, row)
	if err != nil || !claimed {
		return false, err
	}
	a, err := c.send(ctx, row, h, left)
	if err != nil { // the hub ends; another try comes when the claim is over
		return false, nil
	}
	store, end := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer end()
	switch {
	case a.gone:
		return false, c.end(store, row, &claim, a.failure)
	case a.failure != "":
		c.metrics.failed.Inc()
		c.Log.Info("a push service did not take a push", "phone", device, "failures", row.Failures+1, "why", a.failure)
		pause := rule.PushPause(row.Failures+1, a.asked, rand.Float64())
		return false, c.keep(store, row, &claim, func(u *ent.PushSubscriptionUpdate) { u.AddFailures(1).SetNextAt(c.after(pause)) })
	}
	c.metrics.sent.Inc()
	return false, c.keep(store, row, &claim, func(u *ent.PushSubscriptionUpdate) {
		u.SetTold(h.sequence).SetFailures(0).SetNextAt(c.after(rule.PushApart))
	})
}

// send pushes a happening that is worth it for a while yet.
func (c *Courier) send(ctx context.Context, row *ent.PushSubscription, h happening, left time.Duration) (answer, error) {
	var to webpush.Subscription
	plain, err := c.Sealer.OpenFor(owner(row.Edges.FieldDevice.ID), row.Sealed)
	if err == nil {
		err = json.Unmarshal(plain, &to)
	}
	if err != nil {
		return answer{gone: true, failure: "its address was sealed with another key of the hub"}, nil
	}
	text, err := h.text(c.Exercise())
	if err != nil {
		return answer{}, err
	}
	return c.poster.push(ctx, &to, text, left, c.options(h.kind, c.topic(h.subject)))
}

// topic is by which the push service puts a push in the place of one that waits, in the
// 32 characters that it may have (RFC 8030 §5.4); only the hub knows of what.
func (c *Courier) topic(s subject) string {
	return c.Topics.Sign(fmt.Appendf(nil, "%s %d", s.kind, s.incident))[:32]
}

func (c *Courier) after(pause time.Duration) time.Time {
	return c.now().Add(pause).Truncate(time.Microsecond)
}

// as is a subscription as it was read, and claimed until; it was filed anew, ended or
// claimed by another hub where there is none.
func as(row *ent.PushSubscription, until *time.Time) []predicate.PushSubscription {
	is := []predicate.PushSubscription{
		pushsubscription.ID(row.ID), pushsubscription.Told(row.Told), pushsubscription.EndpointSha256(row.EndpointSha256),
	}
	if until == nil {
		return append(is, pushsubscription.NextAtIsNil())
	}
	return append(is, pushsubscription.NextAt(*until))
}

// claim keeps a phone from other hubs for a while.
func (c *Courier) claim(ctx context.Context, row *ent.PushSubscription) (until time.Time, claimed bool, err error) {
	until = c.after(claimFor)
	err = c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		n, err := tx.PushSubscription.Update().Where(as(row, row.NextAt)...).SetNextAt(until).Save(ctx)
		claimed = n == 1
		return err
	})
	return until, claimed && err == nil, err
}

// keep stores what came of a push.
func (c *Courier) keep(ctx context.Context, row *ent.PushSubscription, claim *time.Time, set func(*ent.PushSubscriptionUpdate)) error {
	return c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		update := tx.PushSubscription.Update().Where(as(row, claim)...)
		set(update)
		return update.Exec(ctx)
	})
}

// drop passes over what is too old to be pushed, and counts it once.
func (c *Courier) drop(ctx context.Context, row *ent.PushSubscription, h happening) (more bool, err error) {
	err = c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		n, err := tx.PushSubscription.Update().Where(as(row, row.NextAt)...).SetTold(h.sequence).Save(ctx)
		more = n == 1
		return err
	})
	if more && err == nil {
		c.metrics.dropped.Inc()
	}
	return more && err == nil, err
}

// end removes a subscription of which nothing can come any more.
func (c *Courier) end(ctx context.Context, row *ent.PushSubscription, claim *time.Time, why string) error {
	removed := 0
	err := c.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		var err error
		removed, err = tx.PushSubscription.Delete().Where(as(row, claim)...).Exec(ctx)
		if err == nil && removed == 0 {
			err = errNothing
		}
		return timeline.Entry{
			Action: "push.ended", SubjectType: "FieldDevice", SubjectID: row.Edges.FieldDevice.ID, After: map[string]string{"reason": why},
		}, err
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	if err == nil {
		c.metrics.gone.Add(float64(removed))
	}
	return err
}
