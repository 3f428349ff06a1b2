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

// Shift is somebody's turn in a duty room.
type Shift struct{ ent.Schema }

func (Shift) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("duty").Values("LEADER", "OFFICER").Comment("带班领导, 值班员"),
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.String("phone").Default("").MaxRuneLen(32).Match(phone),
		field.Time("since"),
		field.Time("until").Comment("the first instant that it no longer lasts"),
		field.String("note").Default("").MaxRuneLen(500),
		field.Time("cancelled_at").Optional().Nillable(),
		field.String("cancelled_reason").Default("").MaxRuneLen(500),
		field.Int("version").Default(1),
	}
}

func (Shift) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organisation", Organisation.Type).Unique().Required().Immutable(),
		edge.To("user", User.Type).Unique(),
	}
}

func (Shift) Indexes() []ent.Index {
	return []ent.Index{index.Fields("since"), index.Fields("until")}
}

func (Shift) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(49 << 32)}}
}

func (Shift) Policy() ent.Policy { return policy.Rows(viewer.DutyRead, viewer.DutyWrite) }
