package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/measure"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Delivery is an unloading 卸油 into one tank, as the gauge saw it.
type Delivery struct{ ent.Schema }

func (Delivery) Fields() []ent.Field {
	return []ent.Field{
		sequence(),
		field.Int("station_id").Immutable(),
		field.Int("tank_id").Immutable(),
		field.Int("device_id").Immutable(),
		field.Time("started_at").Immutable(),
		field.Time("ended_at").Immutable(),
		field.Time("received_at").Immutable(),
		litres("volume"),
		field.Int64("start_volume").GoType(measure.Litres(0)).Optional().Nillable().Immutable(),
		field.Int64("end_volume").GoType(measure.Litres(0)).Optional().Nillable().Immutable(),
		field.String("waybill").Default("").MaxRuneLen(64).Immutable().Comment("number of the electronic waybill 电子运单"),
	}
}

func (Delivery) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("station", Station.Type).Field("station_id").Unique().Required().Immutable(),
		edge.To("tank", Tank.Type).Field("tank_id").Unique().Required().Immutable(),
	}
}

func (Delivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("station_id", "ended_at"),
		index.Fields("tank_id", "ended_at"),
	}
}

func (Delivery) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Delivery) Policy() ent.Policy { return policy.Bound(viewer.DeliveryRead, systemOnly) }
