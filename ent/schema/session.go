package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// Session is a sign-in as the session library keeps it: an opaque value under
// the hash of the cookie, with what its owner needs to recognise it.
type Session struct{ ent.Schema }

func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.String("token_hash").Unique().Immutable().Sensitive(),
		field.Bytes("data").Sensitive(),
		field.Time("expires_at"),
		field.Int("user_id").Default(0).Comment("0 while nobody is signed in by it"),
		field.String("address").Default("").MaxRuneLen(64),
		field.String("agent").Default("").MaxRuneLen(200).Comment("the browser's own words"),
		field.Time("began_at").Default(now),
		field.Time("seen_at").Default(now),
	}
}

func (Session) Indexes() []ent.Index {
	return []ent.Index{index.Fields("expires_at"), index.Fields("user_id")}
}

func (Session) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (Session) Policy() ent.Policy { return policy.HubOnly() }
