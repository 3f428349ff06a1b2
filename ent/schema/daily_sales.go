package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/measure"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// DailySales is the sum of a tank's sales on one day of the county's calendar.
// The writer adds to it in the transaction that stores the sales, so it is
// always their exact sum, late ones included.
type DailySales struct{ ent.Schema }

func (DailySales) Fields() []ent.Field {
	return []ent.Field{
		field.Int("tank_id").Immutable(),
		field.String("day").Immutable().MaxRuneLen(10).Comment("ISO date, Asia/Shanghai or the profile's zone"),
		litres("volume"),
		field.Int64("amount").GoType(measure.Fen(0)).Comment("fen"),
		field.Int("count"),
	}
}

func (DailySales) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tank_id", "day").Unique(),
		index.Fields("day"),
	}
}

func (DailySales) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (DailySales) Policy() ent.Policy { return policy.Bound(viewer.SalesRead, systemOnly) }
