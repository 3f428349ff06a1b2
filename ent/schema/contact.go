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

// Contact is one way to reach a member unit at any hour (§6.7): its duty phone,
// a backup, its head. Whom to call first is told by the kind, then the rank.
type Contact struct{ ent.Schema }

func (Contact) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("DUTY_PHONE", "BACKUP", "HEAD"),
		field.Int("rank").Default(0).NonNegative().Comment("among those of one kind, 0 first"),
		field.String("name").NotEmpty().MaxRuneLen(100).Comment("of the person or the room"),
		field.String("phone").Default("").MaxRuneLen(32).Match(phone),
		field.String("email").Default("").MaxRuneLen(200),
		field.String("means").Default("").MaxRuneLen(200).Comment("satellite phone, radio channel and the like"),
		field.Time("checked_at").Optional().Nillable().Comment("when it was last found to be right"),
		field.Time("retired_at").Optional().Nillable(),
		field.Int("version").Default(1),
	}
}

func (Contact) Edges() []ent.Edge {
	return []ent.Edge{edge.From("organisation", Organisation.Type).Ref("contacts").Unique().Required().Immutable()}
}

func (Contact) Indexes() []ent.Index { return []ent.Index{index.Edges("organisation")} }

func (Contact) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(48 << 32)}}
}

func (Contact) Policy() ent.Policy { return policy.Rows(viewer.ContactRead, viewer.ContactWrite) }
