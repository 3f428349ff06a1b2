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

// TankReading is what a level gauge measured in one tank at one instant. Rows
// are many: they refer to tank and device by number, without foreign keys, and
// are written by the writer alone.
type TankReading struct{ ent.Schema }

func (TankReading) Fields() []ent.Field {
	return []ent.Field{
		field.Int("tank_id").Immutable(),
		field.Int("device_id").Immutable(),
		field.Time("measured_at").Immutable().Comment("by the device's clock"),
		field.Time("received_at").Immutable().Comment("by the hub's clock"),
		field.Int64("level").GoType(measure.Millimetres(0)).Optional().Nillable().Immutable().Comment("of the product, 0.1 mm"),
		litres("volume"),
		field.Int64("volume20").GoType(measure.Litres(0)).Optional().Nillable().Immutable().Comment("the same at 20 °C, where the gauge tells it"),
		field.Int64("temperature").GoType(measure.Celsius(0)).Optional().Nillable().Immutable().Comment("0.1 °C"),
		field.Int64("water_level").GoType(measure.Millimetres(0)).Optional().Nillable().Immutable().Comment("0.1 mm"),
		field.Int64("water_volume").GoType(measure.Litres(0)).Optional().Nillable().Immutable().Comment("water is not stock"),
	}
}

func (TankReading) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tank_id", "measured_at")}
}

func (TankReading) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(1 << 52)}}
}

func (TankReading) Policy() ent.Policy { return policy.Bound(viewer.StockRead, systemOnly) }
