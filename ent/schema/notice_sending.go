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

// NoticeSending is one notice on its way to one contact of one unit. One that is
// not answered in time is passed on to the unit's next contact, as a sending of
// its own.
type NoticeSending struct{ ent.Schema }

func (NoticeSending) Fields() []ent.Field {
	return []ent.Field{
		field.String("unit").NotEmpty().MaxRuneLen(200).Immutable().Comment("as the plan writes it"),
		field.String("group").Default("").MaxRuneLen(32).Immutable().Comment("code of the working group that it was told as"),
		field.String("name").Default("").MaxRuneLen(100).Immutable().Comment("of the contact then; empty where the unit filed none"),
		field.Enum("channel").Values("VOICE", "SMS", "EMAIL", "NONE").Immutable(),
		field.String("address").Default("").MaxRuneLen(200).Immutable().Comment("a phone number or an address"),
		field.Enum("state").Values("QUEUED", "SENT", "DELIVERED", "READ", "ANSWERED", "FAILED", "UNREACHABLE").Default("QUEUED").
			Comment("FAILED: the gateway gave up; UNREACHABLE: the unit filed no contact, or none is left"),
		field.Time("queued_at").Immutable(),
		field.Time("sent_at").Optional().Nillable(),
		field.Time("delivered_at").Optional().Nillable(),
		field.Time("read_at").Optional().Nillable(),
		field.Time("answered_at").Optional().Nillable(),
		field.String("answer").Default("").MaxRuneLen(500),
		field.String("answer_entered_by").Default("").MaxRuneLen(100).Comment("who entered an answer that was spoken; empty where the gateway brought it"),
		field.Time("failed_at").Optional().Nillable(),
		field.String("problem").Default("").MaxRuneLen(300),
		field.Int("attempts").Default(0).NonNegative(),
		field.Time("next_at").Optional().Nillable().Comment("when it is tried next; nil once there is nothing more to try"),
		field.String("reference").Default("").MaxRuneLen(200).Comment("what the gateway calls it"),
		field.Time("answer_by").Optional().Nillable().Comment("when it is passed on; nil where no answer is asked for"),
		field.Time("passed_on_at").Optional().Nillable(),
		field.Int("version").Default(1).Comment("of what people decide by: its way to the contact leaves it"),
	}
}

func (NoticeSending) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("notice", Notice.Type).Ref("sendings").Unique().Required().Immutable(),
		edge.To("contact", Contact.Type).Unique().Immutable(),
		edge.To("passed_on", NoticeSending.Type).Unique().Immutable().From("passed_from").Unique().Immutable(),
	}
}

func (NoticeSending) Indexes() []ent.Index {
	return []ent.Index{index.Edges("notice"), index.Fields("next_at"), index.Fields("answer_by"), index.Fields("reference")}
}

func (NoticeSending) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(52 << 32)}}
}

func (NoticeSending) Policy() ent.Policy { return policy.Rows(viewer.NoticeRead, viewer.NoticeWrite) }
