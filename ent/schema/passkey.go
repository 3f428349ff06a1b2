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

// Passkey is a WebAuthn credential: a person's second factor.
type Passkey struct{ ent.Schema }

func (Passkey) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("credential_id").Unique().Immutable().MaxLen(1023),
		field.Bytes("credential").MaxLen(16 << 10).Sensitive().Comment("as the WebAuthn library keeps it"),
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

func (Passkey) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("passkeys").Unique().Required().Immutable()}
}

func (Passkey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(29 << 32)}}
}

func (Passkey) Policy() ent.Policy { return policy.HubOnly() }
