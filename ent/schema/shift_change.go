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

// ShiftChange is a duty room passing from one shift to the next, with what was
// open then. Who takes over says so: until then it is still to be taken.
type ShiftChange struct{ ent.Schema }

func (ShiftChange) Fields() []ent.Field {
	return []ent.Field{
		field.Time("at").Immutable(),
		field.String("handed_by").MaxRuneLen(100).Immutable(),
		field.Int("handed_by_id").Immutable().Comment("nobody takes over from themselves"),
		field.String("remarks").Default("").MaxRuneLen(4000).Immutable(),
		field.Text("open").Immutable().Comment("JSON: incidents, clocks, tasks and notices that were open"),
		field.Time("taken_at").Optional().Nillable(),
		field.String("taken_by").Default("").MaxRuneLen(100),
		field.String("taken_remarks").Default("").MaxRuneLen(2000),
	}
}

func (ShiftChange) Edges() []ent.Edge {
	return []ent.Edge{edge.To("organisation", Organisation.Type).Unique().Required().Immutable()}
}

func (ShiftChange) Indexes() []ent.Index { return []ent.Index{index.Fields("at")} }

func (ShiftChange) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(50 << 32)}}
}

func (ShiftChange) Policy() ent.Policy { return policy.Rows(viewer.DutyRead, viewer.DutyWrite) }
