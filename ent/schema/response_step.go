package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// ResponseStep is a start, change or end of the response, or command passing up or
// coming back, by whose order.
type ResponseStep struct{ ent.Schema }

func (ResponseStep) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("action").Values("START", "ADJUST", "END", "HAND_OVER", "TAKE_BACK").Immutable(),
		field.Enum("from_level").GoType(rule.Level("")).Optional().Nillable().Immutable(),
		field.Enum("level").GoType(rule.Level("")).Optional().Nillable().Immutable().Comment("after it; nil for the end"),
		field.Enum("post").GoType(rule.Post("")).Immutable().Comment("that ordered it"),
		field.String("ordered_by").MaxRuneLen(100).Immutable().Comment("name of who holds or stands in for the post"),
		field.String("entered_by").MaxRuneLen(100).Immutable(),
		field.Bool("by_voice").Immutable().Comment("entered on behalf, and to be confirmed by the post"),
		field.String("in_stead_of").Default("").MaxRuneLen(100).Immutable().Comment("whose stand-in ordered it"),
		field.Time("at").Immutable(),
		field.Time("recorded_at").Immutable(),
		field.String("reason").Default("").MaxRuneLen(1000).Immutable(),
		field.JSON("reasons", []rule.Reason{}).Immutable().Comment("of the proposal then"),
		field.Strings("conditions").Optional().Immutable().Comment("of §5.9, confirmed at the end"),
		field.Time("confirmed_at").Optional().Nillable(),
		field.String("confirmed_by").Default("").MaxRuneLen(100),
	}
}

func (ResponseStep) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("steps")}
}

func (ResponseStep) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (ResponseStep) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(38 << 32)}}
}

func (ResponseStep) Policy() ent.Policy {
	return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite)
}
