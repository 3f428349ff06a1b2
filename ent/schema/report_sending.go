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

// ReportSending is one going out of a report to one party, with its receipt.
type ReportSending struct{ ent.Schema }

func (ReportSending) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("party").GoType(rule.Party("")).Immutable(),
		field.Enum("channel").GoType(rule.Channel("")).Immutable(),
		field.String("means").Default("").MaxRuneLen(50).Immutable().Comment("as fax, mail, phone"),
		field.String("recipient").NotEmpty().MaxRuneLen(100).Immutable().Comment("who took it"),
		field.Time("at").Immutable(),
		field.String("sent_by").MaxRuneLen(100).Immutable(),
		field.String("receipt").Default("").MaxRuneLen(200),
		field.Time("receipt_at").Optional().Nillable(),
	}
}

func (ReportSending) Edges() []ent.Edge {
	return []ent.Edge{edge.From("report", Report.Type).Ref("sendings").Unique().Required().Immutable()}
}

func (ReportSending) Indexes() []ent.Index { return []ent.Index{index.Edges("report")} }

func (ReportSending) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(37 << 32)}}
}

func (ReportSending) Policy() ent.Policy {
	return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite)
}
