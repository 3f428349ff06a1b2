package webhook

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"

	"commandhub/ent"
	entwebhook "commandhub/ent/webhook"
	"commandhub/ent/webhookattempt"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// outcome is what came of one post.
type outcome struct {
	sequence    int64
	began, done time.Time
	answer
}

// record stores an attempt and what follows from it in one transaction, and
// returns until when the lease is held then. Where the webhook was replayed, or
// its lease lost, meanwhile, nothing follows.
func (c *Courier) record(ctx context.Context, row *ent.Webhook, o outcome) (until time.Time, err error) {
	why, err := c.over(ctx, row, o)
	if err != nil {
		return until, err
	}
	until = o.done.Add(leaseFor)
	err = c.Store.WithTx(ctx, func(tx *ent.Tx) error {
		if err := tx.WebhookAttempt.Create().SetWebhookID(row.ID).SetSequence(o.sequence).SetAt(o.began).SetStatus(o.status).
			SetError(o.failure).SetDurationMs(int(o.done.Sub(o.began).Milliseconds())).Exec(ctx); err != nil {
			return err
		}
		update := tx.Webhook.Update().
			Where(entwebhook.ID(row.ID), entwebhook.Told(row.Told), entwebhook.LeaseHolder(c.name)).SetLeasedUntil(until)
		switch {
		case o.took():
			update.SetTold(o.sequence).SetFailures(0).SetLastError("").ClearNextAttemptAt().SetLastSuccessAt(o.done)
		case why != "":
			update.AddFailures(1).SetLastError(why).ClearNextAttemptAt().SetDisabledAt(o.done)
		default:
			pause := rule.WebhookPause(row.Failures+1, o.asked, rand.Float64())
			update.AddFailures(1).SetLastError(o.failure).SetNextAttemptAt(o.done.Add(pause).Truncate(time.Microsecond))
		}
		n, err := update.Save(ctx)
		if err != nil || n == 0 || why == "" {
			return err
		}
		return c.Timeline.Append(ctx, tx, timeline.Entry{
			Action: "webhook.disabled", SubjectType: "Webhook", SubjectID: row.ID,
			After: map[string]any{"disabledAt": o.done, "told": row.Told, "reason": why},
		})
	})
	if err == nil && why != "" {
		c.Timeline.Grown().Ring()
	}
	return until, err
}

// over is why a webhook is disabled after a post, empty where it is not.
func (c *Courier) over(ctx context.Context, row *ent.Webhook, o outcome) (string, error) {
	if o.status == http.StatusGone {
		return o.failure, nil
	}
	if o.took() || row.Failures == 0 {
		return "", nil
	}
	first, err := c.Store.Client.WebhookAttempt.Query().
		Where(webhookattempt.HasWebhookWith(entwebhook.ID(row.ID)), webhookattempt.ErrorNEQ("")).
		Order(ent.Desc(webhookattempt.FieldID)).Offset(row.Failures - 1).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return "", err
	}
	if err == nil && rule.WebhookGivesUp(first.At, o.done) {
		return "given up after 5 days of failures, the last: " + o.failure, nil
	}
	return "", nil
}
