package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/apiclient"
	"commandhub/ent/apikey"
	"commandhub/ent/organisation"
	"commandhub/ent/predicate"
	"commandhub/ent/webhook"
	"commandhub/ent/webhookattempt"
	"commandhub/server/viewer"
)

// Partner is the policy of bureaus' programs with their keys and webhooks: read
// and changed by holders of client:read and client:write, those of their own
// organisation or all, as far as the scope reaches. To whom a new one belongs is
// checked by the use case.
func Partner() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{partnerQuery{}},
		Mutation: privacy.MutationPolicy{partnerMutation{}},
	}
}

type partnerQuery struct{}

func (partnerQuery) EvalQuery(ctx context.Context, q ent.Query) error {
	if err := need(ctx, viewer.ClientRead); !allowed(err) {
		return err
	}
	own, all := clientsWithin(ctx, viewer.ClientRead)
	if all {
		return privacy.Allow
	}
	switch q := q.(type) {
	case *hub.ApiClientQuery:
		q.Where(own)
	case *hub.ApiKeyQuery:
		q.Where(apikey.HasAPIClientWith(own))
	case *hub.WebhookQuery:
		q.Where(webhook.HasAPIClientWith(own))
	case *hub.WebhookAttemptQuery:
		q.Where(webhookattempt.HasWebhookWith(webhook.HasAPIClientWith(own)))
	default:
		return &Denied{Scope: viewer.ClientRead}
	}
	return privacy.Allow
}

type partnerMutation struct{}

func (partnerMutation) EvalMutation(ctx context.Context, m ent.Mutation) error {
	if err := need(ctx, viewer.ClientWrite); !allowed(err) {
		return err
	}
	own, all := clientsWithin(ctx, viewer.ClientWrite)
	if all || m.Op().Is(ent.OpCreate) {
		return privacy.Allow
	}
	switch m := m.(type) {
	case *hub.ApiClientMutation:
		m.Where(own)
	case *hub.ApiKeyMutation:
		m.Where(apikey.HasAPIClientWith(own))
	case *hub.WebhookMutation:
		m.Where(webhook.HasAPIClientWith(own))
	default:
		return &Denied{Scope: viewer.ClientWrite}
	}
	return privacy.Allow
}

// clientsWithin takes the programs of the organisations that a scope reaches.
func clientsWithin(ctx context.Context, scope viewer.Scope) (own predicate.ApiClient, all bool) {
	all, places := viewer.From(ctx).Reaches(scope)
	codes := []string{}
	for _, p := range places {
		if p.Organisation != "" {
			codes = append(codes, p.Organisation)
		}
	}
	return apiclient.HasOrganisationWith(organisation.CodeIn(codes...)), all
}
