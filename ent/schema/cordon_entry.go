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

// CordonEntry is one person's time inside the cordon (§5.3.2(4): who goes in is
// recorded and limited).
type CordonEntry struct{ ent.Schema }

func (CordonEntry) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(100).Immutable(),
		field.String("unit").Default("").MaxRuneLen(100).Immutable(),
		field.Time("entered_at").Immutable(),
		field.Time("out_by").Comment("when they must be out again"),
		field.Time("left_at").Optional().Nillable(),
	}
}

func (CordonEntry) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("entries")}
}

func (CordonEntry) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (CordonEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(43 << 32)}}
}

func (CordonEntry) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.TaskWrite) }
