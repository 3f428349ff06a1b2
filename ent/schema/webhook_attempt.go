package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// WebhookAttempt is one post to a webhook and what came of it; kept 30 days.
type WebhookAttempt struct{ ent.Schema }

func (WebhookAttempt) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("sequence").Immutable().Comment("of the event"),
		field.Time("at").Immutable(),
		field.Int("status").Default(0).Immutable().Comment("of http; 0 where there was no answer"),
		field.String("error").Default("").MaxRuneLen(300).Immutable(),
		field.Int("duration_ms").NonNegative().Immutable(),
	}
}

func (WebhookAttempt) Edges() []ent.Edge {
	return []ent.Edge{edge.From("webhook", Webhook.Type).Ref("attempts").Unique().Required().Immutable()}
}

func (WebhookAttempt) Indexes() []ent.Index {
	return []ent.Index{index.Edges("webhook"), index.Fields("at")}
}

func (WebhookAttempt) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(30 << 32)}}
}

func (WebhookAttempt) Policy() ent.Policy { return policy.Partner() }
