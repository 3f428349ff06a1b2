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

// Report is a 首报, 续报 or 终报: a draft until it is sent, and never changed
// after.
type Report struct{ ent.Schema }

func (Report) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("FIRST", "FOLLOW_UP", "FINAL").Immutable(),
		field.Int("number").Positive().Immutable().Comment("of its kind within the incident: 续报 1, 2, 3"),
		field.JSON("elements", map[string]string{}).Comment("by the names of the plan's elements (§5.1.3)"),
		field.String("unit").Default("").MaxRuneLen(100).Comment("that reports"),
		field.String("reporter").Default("").MaxRuneLen(100),
		field.Time("drafted_at").Immutable(),
		field.Time("written_at").Optional().Nillable().Comment("when its elements were last gone through; nil for drafted_at"),
		field.Time("sent_at").Optional().Nillable().Comment("when it was first sent: immutable from then on"),
		field.Enum("grade").GoType(rule.Grade("")).Optional().Nillable().Comment("when it was sent"),
		field.Int("version").Default(1),
	}
}

func (Report) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("reports"), edge.To("sendings", ReportSending.Type)}
}

func (Report) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (Report) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(36 << 32)}}
}

func (Report) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }
