package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// EnvironmentSample is one measurement at the scene (§5.7).
type EnvironmentSample struct{ ent.Schema }

func (EnvironmentSample) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("medium").Values("AIR", "WATER", "SOIL").Immutable(),
		field.String("substance").NotEmpty().MaxRuneLen(100).Immutable(),
		field.String("place").NotEmpty().MaxRuneLen(200).Immutable(),
		field.Float("value").Immutable(),
		field.String("unit").NotEmpty().MaxRuneLen(20).Immutable(),
		field.Float("bound").Optional().Nillable().Immutable().Comment("of the standard named; nil for none"),
		field.String("standard").Default("").MaxRuneLen(100).Immutable(),
		field.Time("sampled_at").Immutable(),
		field.String("by").MaxRuneLen(100).Immutable(),
	}
}

func (EnvironmentSample) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("samples")}
}

func (EnvironmentSample) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (EnvironmentSample) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(44 << 32)}}
}

func (EnvironmentSample) Policy() ent.Policy {
	return policy.Bound(viewer.IncidentRead, viewer.TaskWrite)
}
