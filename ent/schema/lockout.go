package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// Lockout counts failures of signing in for one account or one address.
type Lockout struct{ ent.Schema }

func (Lockout) Fields() []ent.Field {
	return []ent.Field{
		field.String("subject").Unique().Immutable().MaxRuneLen(128).Comment("account:NAME or address:IP"),
		field.Int("failures").NonNegative(),
		field.Time("failed_at").Comment("the last of them"),
		field.Time("locked_until").Optional().Nillable(),
	}
}

func (Lockout) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(28 << 32)}}
}

func (Lockout) Policy() ent.Policy { return policy.HubOnly() }
