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

// Release is information for the public (§5.8): drafted, approved, published.
type Release struct{ ent.Schema }

func (Release) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").NotEmpty().MaxRuneLen(200),
		field.String("text").NotEmpty().MaxRuneLen(4000),
		field.String("drafted_by").MaxRuneLen(100).Immutable(),
		field.Int("drafted_by_id").Immutable().Comment("nobody approves their own"),
		field.Time("drafted_at").Immutable(),
		field.String("approved_by").Default("").MaxRuneLen(100),
		field.Time("approved_at").Optional().Nillable(),
		field.String("channel").Default("").MaxRuneLen(100),
		field.Time("published_at").Optional().Nillable(),
		field.Time("withdrawn_at").Optional().Nillable(),
		field.Int("version").Default(1),
	}
}

func (Release) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("releases")}
}

func (Release) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (Release) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(45 << 32)}}
}

func (Release) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }
