package webhook

import (
	"context"
	"time"

	"commandhub/ent"
	entwebhook "commandhub/ent/webhook"
	"commandhub/server/outbound"
)

const (
	// leaseFor is how long a hub that died keeps a webhook from the others.
	leaseFor = 30 * time.Second
	// leaseLeft is what must be left of a lease to begin a post: its time, and
	// that of storing what came of it.
	leaseLeft = outbound.AnswerWithin + 5*time.Second
)

// lease takes a webhook for this hub, or keeps it. It tells until when, false
// where another hub has it.
func (c *Courier) lease(ctx context.Context, id int) (until time.Time, held bool, err error) {
	now := c.now()
	until = now.Add(leaseFor)
	err = c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		n, err := tx.Webhook.Update().Where(entwebhook.ID(id), entwebhook.DisabledAtIsNil(), entwebhook.Or(
			entwebhook.LeaseHolderIn("", c.name), entwebhook.LeasedUntilIsNil(), entwebhook.LeasedUntilLTE(now),
		)).SetLeaseHolder(c.name).SetLeasedUntil(until).Save(ctx)
		held = n == 1
		return err
	})
	return until, held && err == nil, err
}

// release lets any hub take a webhook.
func (c *Courier) release(ctx context.Context, id int) error {
	return c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		return tx.Webhook.Update().Where(entwebhook.ID(id), entwebhook.LeaseHolder(c.name)).
			SetLeaseHolder("").ClearLeasedUntil().Exec(ctx)
	})
}
