package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Enrolment is a one-time code that a display or a person exchanges for a
// credential of their own.
type Enrolment struct{ ent.Schema }

func (Enrolment) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("WALL", "OPERATOR").Immutable(),
		field.String("name").Default("").MaxLen(100).Immutable().Comment("of the display to be enrolled"),
		field.Bytes("code_sha256").Unique().MaxLen(32).Immutable().Sensitive(),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

func (Enrolment) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (Enrolment) Policy() ent.Policy { return policy.Rows(viewer.AccessRead, viewer.AccessWrite) }
