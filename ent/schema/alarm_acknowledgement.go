package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// AlarmAcknowledgement is that somebody has taken note of an alarm: it rings no more
// and stays in sight.
type AlarmAcknowledgement struct{ ent.Schema }

func (AlarmAcknowledgement) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").NotEmpty().MaxRuneLen(100).Unique().Immutable().Comment("of the alarm, which means one occurrence of one cause"),
		field.Time("at").Immutable(),
		field.String("by").MaxRuneLen(100).Immutable(),
	}
}

func (AlarmAcknowledgement) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(56 << 32)}}
}

func (AlarmAcknowledgement) Policy() ent.Policy {
	return policy.Rows(viewer.AlarmRead, viewer.AlarmWrite)
}
