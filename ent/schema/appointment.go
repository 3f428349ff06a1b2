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

// Appointment gives a person a role: for good or for a time, bound to an
// organisation or an area where the role is, perhaps in another's stead.
type Appointment struct{ ent.Schema }

func (Appointment) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("role").GoType(viewer.Role("")).Immutable(),
		field.Time("since").Immutable(),
		field.Time("until").Optional().Nillable().Immutable().Comment("the first instant that it no longer holds"),
		field.String("reason").Default("").MaxRuneLen(500).Immutable(),
		field.Time("ended_at").Optional().Nillable().Comment("when it was taken back before its time"),
	}
}

func (Appointment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("user", User.Type).Ref("appointments").Unique().Required().Immutable(),
		edge.To("organisation", Organisation.Type).Unique().Immutable(),
		edge.To("area", Area.Type).Unique().Immutable(),
		edge.To("in_stead_of", User.Type).Unique().Immutable(),
	}
}

func (Appointment) Indexes() []ent.Index {
	return []ent.Index{index.Edges("user"), index.Fields("since"), index.Fields("until")}
}

func (Appointment) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(26 << 32)}}
}

func (Appointment) Policy() ent.Policy { return policy.Rows(viewer.AccountRead, viewer.RoleWrite) }
