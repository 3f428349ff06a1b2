package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Enrolment is a one-time code that a display, a person or a person's phone
// exchanges for a credential of their own.
type Enrolment struct{ ent.Schema }

func (Enrolment) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("WALL", "PERSON", "FIELD_DEVICE", "RECOVERY").Immutable(),
		field.String("name").Default("").MaxRuneLen(100).Immutable().Comment("of the display, the person or the phone"),
		field.Enum("role").GoType(viewer.Role("")).Optional().Nillable().Immutable().
			Comment("the first appointment of a new person; none where it is given later"),
		field.Bytes("code_sha256").Unique().MaxLen(32).Immutable().Sensitive(),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

func (Enrolment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organisation", Organisation.Type).Unique().Immutable(),
		edge.To("area", Area.Type).Unique().Immutable(),
		edge.To("user", User.Type).Unique().Immutable().
			Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

func (Enrolment) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (Enrolment) Policy() ent.Policy { return policy.Rows(viewer.AccountRead, viewer.AccountWrite) }
