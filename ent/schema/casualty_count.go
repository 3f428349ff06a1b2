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

// CasualtyCount is what was known of harm at an instant. A correction is a new
// row: none is ever changed.
type CasualtyCount struct{ ent.Schema }

func (CasualtyCount) Fields() []ent.Field {
	return []ent.Field{
		field.Time("as_of").Immutable().Comment("when it was so"),
		field.Time("recorded_at").Immutable(),
		field.Int("deaths").Optional().Nillable().NonNegative().Immutable().Comment("nil while unknown, as the others"),
		field.Int("seriously_injured").Optional().Nillable().NonNegative().Immutable(),
		field.Int("injured").Optional().Nillable().NonNegative().Immutable(),
		field.Int("trapped").Optional().Nillable().NonNegative().Immutable(),
		field.Int("missing").Optional().Nillable().NonNegative().Immutable(),
		field.Int("at_risk").Optional().Nillable().NonNegative().Immutable(),
		field.Int("from_abroad").Optional().Nillable().NonNegative().Immutable(),
		field.Int64("direct_loss_fen").Optional().Nillable().NonNegative().Immutable(),
		field.String("source").Default("").MaxRuneLen(200).Immutable(),
		field.String("entered_by").Default("").MaxRuneLen(100).Immutable(),
	}
}

func (CasualtyCount) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("counts")}
}

func (CasualtyCount) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (CasualtyCount) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(33 << 32)}}
}

func (CasualtyCount) Policy() ent.Policy {
	return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite)
}
