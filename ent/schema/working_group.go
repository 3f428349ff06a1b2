package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// WorkingGroup is a group of the command post, as the plan sets it up or the
// commander changed it.
type WorkingGroup struct{ ent.Schema }

func (WorkingGroup) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.String("name_en").Default("").MaxRuneLen(100),
		field.String("article").Default("").MaxRuneLen(16).Immutable(),
		field.Strings("leads"),
		field.Strings("members"),
		field.String("duties").Default("").MaxRuneLen(2000),
		field.String("duties_en").Default("").MaxRuneLen(2000),
		field.Int("position").Immutable(),
		field.Time("set_up_at").Immutable(),
		field.Time("dissolved_at").Optional().Nillable(),
		field.Int("version").Default(1),
	}
}

func (WorkingGroup) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("groups"), edge.To("tasks", Task.Type)}
}

func (WorkingGroup) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (WorkingGroup) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(39 << 32)}}
}

func (WorkingGroup) Policy() ent.Policy {
	return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite)
}
