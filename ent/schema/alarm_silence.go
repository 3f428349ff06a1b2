package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// AlarmSilence is a time for which no alarm rings. What alarms stays in sight, and
// what comes anew is shown at once.
type AlarmSilence struct{ ent.Schema }

func (AlarmSilence) Fields() []ent.Field {
	return []ent.Field{
		field.Time("since").Immutable(),
		field.Time("until").Immutable().Comment("the first instant that it no longer lasts"),
		field.String("reason").NotEmpty().MaxRuneLen(200).Immutable(),
		field.String("by").MaxRuneLen(100).Immutable(),
		field.Time("ended_at").Optional().Nillable().Comment("where it was ended before its time"),
		field.String("ended_by").Default("").MaxRuneLen(100),
	}
}

func (AlarmSilence) Indexes() []ent.Index { return []ent.Index{index.Fields("until")} }

func (AlarmSilence) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(57 << 32)}}
}

func (AlarmSilence) Policy() ent.Policy { return policy.Rows(viewer.AlarmRead, viewer.AlarmSilence) }
