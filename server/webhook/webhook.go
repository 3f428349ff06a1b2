package webhook

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/url"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/apiclient"
	entwebhook "commandhub/ent/webhook"
	"commandhub/ent/webhookattempt"
	"commandhub/server/access"
	"commandhub/server/partner"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Bounds of webhooks.
const (
	mostOfAClient = 5 // that run
	secretBytes   = 32
	// MostAttempts are told at once.
	MostAttempts = 100
)

// Webhooks is the use cases.
type Webhooks struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Partners *partner.Partners
	Sealer   *secret.Sealer
	Networks Networks
	Clock    clockwork.Clock
}

func (w *Webhooks) now() time.Time { return w.Clock.Now().UTC().Truncate(time.Microsecond) }

func invalid(field, message string) error { return &access.Invalid{Field: field, Message: message} }

// asHub reads and writes what is the hub's own part.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("webhook"))
}

// Create has events posted to an address from now on, as the context's viewer,
// who needs client:write for the client. The secret is in this answer alone.
func (w *Webhooks) Create(ctx context.Context, client int, address, idempotencyKey string) (row *ent.Webhook, token string, err error) {
	if err := CheckURL(address, w.Networks); err != nil {
		return nil, "", invalid("url", err.Error())
	}
	key := make([]byte, secretBytes)
	_, _ = rand.Read(key) // never fails since Go 1.24
	err = w.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		owner, err := w.Partners.Kept(ctx, tx, client)
		if err != nil {
			return timeline.Entry{}, err
		}
		if err := room(ctx, tx, client, "apiClient"); err != nil {
			return timeline.Entry{}, err
		}
		head, err := store.Head(ctx, tx.StreamHead, store.StationStream)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.Webhook.Create().SetAPIClient(owner).SetURL(address).SetSecretSealed(w.Sealer.Seal(key)).
			SetCreatedAt(w.now()).SetTold(head).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "webhook.created", SubjectType: "Webhook", SubjectID: row.ID, IdempotencyKey: idempotencyKey,
			After: map[string]any{"apiClient": client, "url": place(address)},
		}, nil
	})
	if err != nil {
		return nil, "", err
	}
	return row.Unwrap(), secretPrefix + base64.StdEncoding.EncodeToString(key), nil
}

// room refuses one more webhook of a client, which is locked, than may run.
func room(ctx context.Context, tx *ent.Tx, client int, field string) error {
	n, err := tx.Webhook.Query().Where(entwebhook.HasAPIClientWith(apiclient.ID(client)), entwebhook.DisabledAtIsNil()).Count(asHub(ctx))
	if err == nil && n >= mostOfAClient {
		return invalid(field, fmt.Sprintf("%d webhooks of this program run, which is the most: stop one first", n))
	}
	return err
}

// place is an address without its query, in which a receiver may want a secret.
func place(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.RawQuery = ""
	return u.String()
}

// SetDisabled stops or resumes a webhook. What came meanwhile is posted when it
// resumes; its failures are forgotten.
func (w *Webhooks) SetDisabled(ctx context.Context, id int, disabled bool, idempotencyKey string) (*ent.Webhook, error) {
	action := "webhook.enabled"
	if disabled {
		action = "webhook.disabled"
	}
	return w.change(ctx, id, action, idempotencyKey, func(ctx context.Context, tx *ent.Tx, before *ent.Webhook, update *ent.WebhookUpdateOne) error {
		switch {
		case disabled && before.DisabledAt == nil:
			update.SetDisabledAt(w.now()).ClearNextAttemptAt()
		case !disabled && before.DisabledAt != nil:
			client, err := w.Partners.Kept(ctx, tx, before.Edges.APIClient.ID)
			if err != nil {
				return err
			}
			afresh(update).ClearDisabledAt()
			return room(ctx, tx, client.ID, "webhook")
		case !disabled:
			afresh(update)
		}
		return nil
	})
}

// Replay posts the events after a place in their stream again, those that are
// still to come after them: all where the place is left out.
func (w *Webhooks) Replay(ctx context.Context, id int, after *int64, idempotencyKey string) (*ent.Webhook, error) {
	var from int64
	if after != nil {
		from = *after
	}
	return w.change(ctx, id, "webhook.replayed", idempotencyKey, func(ctx context.Context, tx *ent.Tx, _ *ent.Webhook, update *ent.WebhookUpdateOne) error {
		head, err := store.Head(ctx, tx.StreamHead, store.StationStream)
		if err != nil {
			return err
		}
		if from < 0 || from > head {
			return invalid("after", "this is no place in the stream of station events; give an event's cursor, or leave it out")
		}
		afresh(update).SetTold(from)
		return nil
	})
}

// afresh forgets failures, so that the next attempt is due at once.
func afresh(update *ent.WebhookUpdateOne) *ent.WebhookUpdateOne {
	return update.SetFailures(0).SetLastError("").ClearNextAttemptAt()
}

func (w *Webhooks) change(
	ctx context.Context, id int, action, idempotencyKey string,
	set func(ctx context.Context, tx *ent.Tx, before *ent.Webhook, update *ent.WebhookUpdateOne) error,
) (*ent.Webhook, error) {
	var row *ent.Webhook
	err := w.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		before, err := tx.Webhook.Query().Where(entwebhook.ID(id)).WithAPIClient().Only(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		update := tx.Webhook.UpdateOneID(id)
		if err := set(ctx, tx, before, update); err != nil {
			return timeline.Entry{}, err
		}
		if row, err = update.Save(ctx); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: action, SubjectType: "Webhook", SubjectID: id, IdempotencyKey: idempotencyKey,
			Before: map[string]any{"disabledAt": before.DisabledAt, "told": before.Told},
			After:  map[string]any{"disabledAt": row.DisabledAt, "told": row.Told},
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// Attempts are a webhook's last, newest first, as far as the context's viewer
// may see them.
func (w *Webhooks) Attempts(ctx context.Context, id, last int) ([]*ent.WebhookAttempt, error) {
	return w.Store.Client.WebhookAttempt.Query().Where(webhookattempt.HasWebhookWith(entwebhook.ID(id))).
		Order(ent.Desc(webhookattempt.FieldID)).Limit(min(last, MostAttempts)).All(ctx)
}
