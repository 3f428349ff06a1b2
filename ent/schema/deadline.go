package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Deadline is one duty with its time limit. It is never deleted: what no longer
// holds is void, with the reason.
type Deadline struct{ ent.Schema }

func (Deadline) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("duty").GoType(rule.Duty("")).Immutable(),
		field.Int("tier").Immutable().Comment("of the grade that asked for it; 0 where the grade does not matter"),
		field.String("article").MaxRuneLen(16),
		field.Enum("channel").GoType(rule.Channel("")),
		field.Time("basis").Comment("what it counts from"),
		field.Time("soon_at").Comment("from when on it is due soon"),
		field.Time("due_at"),
		field.Bool("own_term").Comment("the minutes are the county's own: the plan says at once"),
		field.Time("born_at").Immutable(),
		field.Time("written_since").Optional().Nillable().Comment("only a report that was written since then answers it; nil for any"),
		field.String("cause").MaxRuneLen(300).Comment("why it is as it is: the event, a change of grade, a request"),
		field.String("subject").Default("").MaxRuneLen(500).Immutable().Comment("what a request from above asked for"),
		field.Time("met_at").Optional().Nillable(),
		field.String("recipient").Default("").MaxRuneLen(100),
		field.String("receipt").Default("").MaxRuneLen(200),
		field.String("met_by").Default("").MaxRuneLen(100),
		field.Time("void_at").Optional().Nillable(),
		field.String("void_reason").Default("").MaxRuneLen(300),
		field.Time("soon_told_at").Optional().Nillable(),
		field.Time("late_told_at").Optional().Nillable(),
	}
}

func (Deadline) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("deadlines"), edge.To("report", Report.Type).Unique()}
}

func (Deadline) Indexes() []ent.Index {
	return []ent.Index{index.Edges("incident"), index.Fields("due_at"), index.Fields("soon_at")}
}

func (Deadline) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(35 << 32)}}
}

func (Deadline) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, systemOnly) }
