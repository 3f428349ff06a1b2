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

// ApiKey is a secret of a client. Two may be good at a time, for rotation.
type ApiKey struct{ ent.Schema }

func (ApiKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("hint").MaxRuneLen(16).Immutable().Comment("its first characters, to tell keys apart"),
		field.Bytes("secret_sha256").Unique().MaxLen(32).Immutable().Sensitive().
			Comment("of 256 random bits, which need no slow hash"),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("revoked_at").Optional().Nillable(),
		field.Time("used_at").Optional().Nillable().Comment("to the minute"),
	}
}

func (ApiKey) Edges() []ent.Edge {
	return []ent.Edge{edge.From("api_client", ApiClient.Type).Ref("keys").Unique().Required().Immutable()}
}

func (ApiKey) Indexes() []ent.Index { return []ent.Index{index.Edges("api_client")} }

func (ApiKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(24 << 32)}}
}

func (ApiKey) Policy() ent.Policy { return policy.Partner() }
