package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// FieldDevice is a phone that was enrolled for one person. It speaks for them
// with what a field leader may, needs no password in the field, and is revoked
// on its own.
type FieldDevice struct{ ent.Schema }

func (FieldDevice) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.Bytes("token_sha256").Unique().MaxLen(32).Immutable().Sensitive(),
		field.Time("enrolled_at").Default(now).Immutable(),
		field.Time("revoked_at").Optional().Nillable(),
	}
}

func (FieldDevice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("user", User.Type).Ref("field_devices").Unique().Required().Immutable(),
		edge.To("push_subscription", PushSubscription.Type).Unique().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

func (FieldDevice) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(27 << 32)}}
}

func (FieldDevice) Policy() ent.Policy { return policy.Rows(viewer.AccountRead, viewer.AccountWrite) }
