package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/partner"
	"commandhub/server/webhook"

	"entgo.io/contrib/entgql"
)

func (r *apiClientResolver) EffectiveScopes(ctx context.Context, obj *ent.ApiClient) ([]string, error) {
	return r.Partners.Effective(ctx, obj)
}

func (r *apiClientResolver) Use(ctx context.Context, obj *ent.ApiClient, days int) ([]*partner.Use, error) {
	return r.Partners.UseOf(ctx, obj.ID, days, r.Clock.Now().In(r.Stock.Location))
}

func (r *mutationResolver) CreateAPIClient(ctx context.Context, input model.CreateAPIClientInput) (*model.APIClientPayload, error) {
	return clientPayload(r.Partners.Create(ctx, newClient(input), input.IdempotencyKey))
}

func (r *mutationResolver) UpdateAPIClient(ctx context.Context, input model.UpdateAPIClientInput) (*model.APIClientPayload, error) {
	return clientPayload(r.Partners.Update(ctx, input.APIClient, input.Name, input.Scopes, input.IdempotencyKey))
}

func (r *mutationResolver) SetAPIClientDisabled(ctx context.Context, input model.SetAPIClientDisabledInput) (*model.APIClientPayload, error) {
	return clientPayload(r.Partners.SetDisabled(ctx, input.APIClient, input.Disabled, input.IdempotencyKey))
}

func (r *mutationResolver) CreateAPIKey(ctx context.Context, input model.CreateAPIKeyInput) (*model.CreateAPIKeyPayload, error) {
	return keyPayload(r.Partners.CreateKey(ctx, input.APIClient, input.Days, input.IdempotencyKey))
}

func (r *mutationResolver) RevokeAPIKey(ctx context.Context, input model.RevokeAPIKeyInput) (*model.RevokeAPIKeyPayload, error) {
	row, err := r.Partners.RevokeKey(ctx, input.APIKey, input.IdempotencyKey)
	problems, err := mend(err)
	return &model.RevokeAPIKeyPayload{APIKey: row, UserErrors: problems}, err
}

func (r *mutationResolver) CreateWebhook(ctx context.Context, input model.CreateWebhookInput) (*model.CreateWebhookPayload, error) {
	return newWebhookPayload(r.Webhooks.Create(ctx, input.APIClient, input.URL, input.IdempotencyKey))
}

func (r *mutationResolver) SetWebhookDisabled(ctx context.Context, input model.SetWebhookDisabledInput) (*model.WebhookPayload, error) {
	return webhookPayload(r.Webhooks.SetDisabled(ctx, input.Webhook, input.Disabled, input.IdempotencyKey))
}

func (r *mutationResolver) ReplayWebhook(ctx context.Context, input model.ReplayWebhookInput) (*model.WebhookPayload, error) {
	return webhookPayload(r.Webhooks.Replay(ctx, input.Webhook, place(input.After), input.IdempotencyKey))
}

func (r *queryResolver) APIClients(ctx context.Context, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.ApiClientConnection, error) {
	return r.Store.Client.ApiClient.Query().Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) SharingOrganisations(ctx context.Context) ([]*ent.Organisation, error) {
	return r.Partners.Sharing(ctx)
}

func (r *webhookResolver) Told(ctx context.Context, obj *ent.Webhook) (*entgql.Cursor[int], error) {
	return model.At(obj.Told), nil
}

func (r *webhookResolver) Attempts(ctx context.Context, obj *ent.Webhook, last int) ([]*ent.WebhookAttempt, error) {
	if err := within("last", last, 1, webhook.MostAttempts); err != nil {
		return nil, err
	}
	return r.Webhooks.Attempts(ctx, obj.ID, last)
}

func (r *Resolver) ApiClient() generated.ApiClientResolver { return &apiClientResolver{r} }

func (r *Resolver) Webhook() generated.WebhookResolver { return &webhookResolver{r} }

type (
	apiClientResolver struct{ *Resolver }
	webhookResolver   struct{ *Resolver }
)
