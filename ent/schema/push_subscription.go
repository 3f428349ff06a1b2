package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// PushSubscription is where a phone is told of what happens while its page is
// closed: an address at a push service, which is nobody's to know, and how far in
// the timeline the phone was told.
type PushSubscription struct{ ent.Schema }

func (PushSubscription) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("sealed").MaxLen(4096).Sensitive().Comment("address and keys, sealed by the hub's key"),
		field.Bytes("endpoint_sha256").Unique().MaxLen(32).Sensitive().Comment("a browser's address is one phone's"),
		field.JSON("groups", []int{}).Comment("working groups that the phone's person is in, as they chose; none for not chosen"),
		field.Time("filed_at"),
		field.Int64("told").NonNegative().Comment("sequence of the last row of the timeline that was told, or that there was nothing to tell of"),
		field.Int("failures").Default(0).NonNegative().Comment("in a row"),
		field.Time("next_at").Optional().Nillable().Comment("nothing is pushed before: a pause, or another hub pushes"),
	}
}

func (PushSubscription) Edges() []ent.Edge {
	return []ent.Edge{edge.From("field_device", FieldDevice.Type).Ref("push_subscription").Unique().Required().Immutable()}
}

func (PushSubscription) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(62 << 32)}}
}

func (PushSubscription) Policy() ent.Policy { return policy.OwnPush() }
