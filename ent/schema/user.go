package schema

import (
	"regexp"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// User is a person who signs in to the desk.
type User struct{ ent.Schema }

func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique().Immutable().
			Match(regexp.MustCompile(`^[a-z][a-z0-9._-]{2,31}$`)).Comment("to sign in with"),
		field.String("display_name").Default("").MaxLen(100),
		field.String("password_hash").Sensitive().Comment("argon2id in PHC form"),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("disabled_at").Optional().Nillable(),
	}
}

func (User) Policy() ent.Policy { return policy.Rows(viewer.AccessRead, viewer.AccessWrite) }
