package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// ApiClient is a program of an organisation. It may see at most what the
// organisation's share holds.
type ApiClient struct{ ent.Schema }

func (ApiClient) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(60),
		field.Strings("scopes").Comment("what it asked for; what it gets is this and the organisation's share"),
		field.Int("points_a_minute").Range(1, 1_000_000).Comment("quota of cost"),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("disabled_at").Optional().Nillable(),
	}
}

func (ApiClient) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organisation", Organisation.Type).Ref("api_clients").Unique().Required().Immutable(),
		edge.To("keys", ApiKey.Type),
		edge.To("tokens", AccessToken.Type).Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("webhooks", Webhook.Type),
	}
}

func (ApiClient) Indexes() []ent.Index {
	return []ent.Index{index.Fields("name").Edges("organisation").Unique()}
}

func (ApiClient) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entsql.Annotation{IncrementStart: idsFrom(23 << 32)}}
}

func (ApiClient) Policy() ent.Policy { return policy.Partner() }
