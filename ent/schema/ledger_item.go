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

// LedgerItem is one thing of the aftermath: a cost, supplies used, a donation, a
// finding.
type LedgerItem struct{ ent.Schema }

func (LedgerItem) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("COST", "SUPPLY_USED", "REQUISITION", "DONATION", "INSURANCE", "FINDING", "INVESTIGATION").Immutable(),
		field.String("text").NotEmpty().MaxRuneLen(1000).Immutable(),
		field.Int64("amount_fen").Optional().Nillable().Immutable(),
		field.String("quantity").Default("").MaxRuneLen(50).Immutable(),
		field.Time("at").Immutable(),
		field.String("entered_by").MaxRuneLen(100).Immutable(),
		field.Time("struck_at").Optional().Nillable().Comment("taken out again as wrong; it stays to be read"),
		field.String("struck_reason").Default("").MaxRuneLen(300),
	}
}

func (LedgerItem) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("ledger")}
}

func (LedgerItem) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (LedgerItem) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(46 << 32)}}
}

func (LedgerItem) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }
