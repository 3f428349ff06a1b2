package graph

import (
	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/partner"
)

func newClient(in model.CreateAPIClientInput) partner.NewClient {
	return partner.NewClient{Organisation: in.Organisation, Name: in.Name, Scopes: in.Scopes}
}

func clientPayload(row *ent.ApiClient, err error) (*model.APIClientPayload, error) {
	problems, left := mend(err)
	return &model.APIClientPayload{APIClient: row, UserErrors: problems}, left
}

func keyPayload(row *ent.ApiKey, secret string, err error) (*model.CreateAPIKeyPayload, error) {
	problems, left := mend(err)
	out := &model.CreateAPIKeyPayload{APIKey: row, UserErrors: problems}
	if row != nil {
		out.Secret = &secret
	}
	return out, left
}

func webhookPayload(row *ent.Webhook, err error) (*model.WebhookPayload, error) {
	problems, left := mend(err)
	return &model.WebhookPayload{Webhook: row, UserErrors: problems}, left
}

func newWebhookPayload(row *ent.Webhook, secret string, err error) (*model.CreateWebhookPayload, error) {
	problems, left := mend(err)
	out := &model.CreateWebhookPayload{Webhook: row, UserErrors: problems}
	if row != nil {
		out.Secret = &secret
	}
	return out, left
}
