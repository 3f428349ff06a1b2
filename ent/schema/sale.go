package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/measure"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Sale is one transaction of a nozzle.
type Sale struct{ ent.Schema }

func (Sale) Fields() []ent.Field {
	return []ent.Field{
		field.Int("nozzle_id").Immutable(),
		field.Int("device_id").Immutable(),
		field.Time("sold_at").Immutable().Comment("end of the transaction by the device's clock"),
		field.Time("received_at").Immutable(),
		litres("volume"),
		field.Int64("price").GoType(measure.Fen(0)).NonNegative().Immutable().Comment("fen a litre"),
		field.Int64("amount").GoType(measure.Fen(0)).NonNegative().Immutable().Comment("fen"),
		field.Int64("totalizer").GoType(measure.Litres(0)).Optional().Nillable().Immutable().Comment("the nozzle's counter after the sale"),
	}
}

func (Sale) Indexes() []ent.Index {
	return []ent.Index{index.Fields("nozzle_id", "sold_at")}
}

func (Sale) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(1 << 53)}}
}

func (Sale) Policy() ent.Policy { return policy.Bound(viewer.SalesRead, systemOnly) }
