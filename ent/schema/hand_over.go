package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// HandOver is the passing of command to a higher headquarters, with a signed
// snapshot of what was handed over.
type HandOver struct{ ent.Schema }

func (HandOver) Fields() []ent.Field {
	return []ent.Field{
		field.Time("at").Immutable(),
		field.String("to").NotEmpty().MaxRuneLen(200).Immutable().Comment("the higher headquarters"),
		field.String("received_by").NotEmpty().MaxRuneLen(100).Immutable(),
		field.String("handed_by").MaxRuneLen(100).Immutable(),
		field.Text("snapshot").Immutable().Comment("JSON, as it was signed"),
		field.String("signature").MaxRuneLen(64).Immutable().Comment("HMAC-SHA-256 of the snapshot, hexadecimal"),
		field.Time("taken_back_at").Optional().Nillable(),
		field.String("taken_back_reason").Default("").MaxRuneLen(500),
		field.String("taken_back_by").Default("").MaxRuneLen(100),
	}
}

func (HandOver) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("hand_overs")}
}

func (HandOver) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (HandOver) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(42 << 32)}}
}

func (HandOver) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }
