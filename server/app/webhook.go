package app

import (
	"commandhub/server/secret"
	"commandhub/server/webhook"
)

// openWebhooks makes the use cases of webhooks, whose secrets are sealed by the
// hub's key.
func (a *App) openWebhooks(key []byte) (*webhook.Webhooks, error) {
	networks, err := webhook.ParseNetworks(a.opt.WebhookAllow)
	return &webhook.Webhooks{
		Store: a.store, Timeline: a.timeline, Partners: a.partners, Clock: a.opt.Clock,
		Sealer: secret.NewSealer(key, "webhook"), Networks: networks,
	}, err
}

// courier delivers to webhooks what this hub and others store.
func (a *App) courier() *webhook.Courier {
	return webhook.NewCourier(webhook.Options{
		Webhooks: a.webhooks, Registry: a.registry, Events: a.live.Events, Exercise: a.live.Exercise,
		Registerer: a.metrics, Log: a.log,
	})
}
