package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// Webhook is an address of a client to which station events are posted, signed
// and in order, from a place in their stream on.
type Webhook struct{ ent.Schema }

func (Webhook) Fields() []ent.Field {
	return []ent.Field{
		field.String("url").NotEmpty().MaxRuneLen(500),
		field.Bytes("secret_sealed").MaxLen(256).Sensitive().Comment("key of the signatures, sealed by the hub's key"),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("disabled_at").Optional().Nillable(),
		field.Int64("told").Default(0).Comment("sequence of the last event that was answered with 2xx or skipped by hand"),
		field.Int("failures").Default(0).NonNegative().Comment("in a row"),
		field.Time("next_attempt_at").Optional().Nillable(),
		field.String("last_error").Default("").MaxRuneLen(300),
		field.Time("last_success_at").Optional().Nillable(),
		field.String("lease_holder").Default("").MaxRuneLen(64).Comment("the hub that delivers").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("leased_until").Optional().Nillable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

func (Webhook) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("api_client", ApiClient.Type).Ref("webhooks").Unique().Required().Immutable(),
		edge.To("attempts", WebhookAttempt.Type),
	}
}

func (Webhook) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(31 << 32)}}
}

func (Webhook) Policy() ent.Policy { return policy.Partner() }
