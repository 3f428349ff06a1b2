package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Notice is what the hub has to tell people, each by a way of their own.
type Notice struct{ ent.Schema }

func (Notice) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("RESPONSE", "MESSAGE").Immutable().Comment("of a response's start, change or end; written by a person"),
		field.String("text").NotEmpty().MaxRuneLen(2000).Immutable().Comment("as it is sent, in the county's language"),
		field.String("by").MaxRuneLen(100).Immutable(),
		field.Time("at").Immutable(),
		field.Int("answer_within_min").Optional().Nillable().Positive().Immutable().Comment("nil where no answer is asked for"),
		field.Bool("exercise").Default(false).Immutable().Comment("written to the file alone, never to people"),
	}
}

func (Notice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("incident", Incident.Type).Ref("notices").Unique().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("sendings", NoticeSending.Type),
	}
}

func (Notice) Indexes() []ent.Index { return []ent.Index{index.Edges("incident"), index.Fields("at")} }

func (Notice) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entsql.Annotation{IncrementStart: idsFrom(51 << 32)}}
}

func (Notice) Policy() ent.Policy { return policy.Rows(viewer.NoticeRead, viewer.NoticeWrite) }
