package rule

import "time"

// The schedule of a webhook that fails. Standard Webhooks 1.0.0 ("Deliverability
// and reliability") asks for growing pauses over several days, jitter, and an
// end; the steps are the hub's own choice, so that a receiver's restart costs
// seconds and a night's outage no more than an hour after it.
var webhookPauses = []time.Duration{
	5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour,
}

const (
	// WebhookJitter is by how much of itself a pause is made longer at most, so
	// that receivers that failed together do not come back together.
	WebhookJitter = 0.1
	// WebhookPatience is how long a webhook may fail without a success between.
	WebhookPatience = 5 * 24 * time.Hour
)

// WebhookPause is the pause before the next attempt after so many failures in a
// row, at least one. asked is the pause that the receiver asked for (RFC 9110
// §10.2.3, Retry-After), 0 where it did not; no more than the longest step is
// granted. roll is a random number in [0, 1).
func WebhookPause(failures int, asked time.Duration, roll float64) time.Duration {
	longest := webhookPauses[len(webhookPauses)-1]
	step := webhookPauses[min(max(failures, 1), len(webhookPauses))-1]
	step = max(step, min(asked, longest))
	return step + time.Duration(roll*WebhookJitter*float64(step))
}

// WebhookGivesUp tells whether a webhook that fails since an instant is given up.
func WebhookGivesUp(since, now time.Time) bool { return now.Sub(since) >= WebhookPatience }
