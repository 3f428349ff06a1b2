package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// DeviceEvent is what a device told of itself or of its station's equipment:
// power, covers, tampering, faults.
type DeviceEvent struct{ ent.Schema }

func (DeviceEvent) Fields() []ent.Field {
	return []ent.Field{
		sequence(),
		field.Int("station_id").Immutable(),
		field.Int("device_id").Immutable(),
		field.Int("tank_id").Optional().Nillable().Immutable(),
		field.Int("nozzle_id").Optional().Nillable().Immutable(),
		field.Time("happened_at").Immutable(),
		field.Time("received_at").Immutable(),
		field.Enum("kind").Immutable().Values(
			"POWER_OFF", "POWER_ON", "COVER_OPENED", "COVER_CLOSED", "TAMPER",
			"PROBE_FAULT", "PROBE_RESTORED", "NOZZLE_FAULT", "NOZZLE_RESTORED",
			"LEAK_ALARM", "OVERFILL", "HIGH_WATER", "LOW_PRODUCT", "HEARTBEAT_LOST", "RESTARTED"),
		field.String("detail").Default("").MaxRuneLen(500).Immutable(),
	}
}

func (DeviceEvent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("station", Station.Type).Field("station_id").Unique().Required().Immutable(),
		edge.To("device", Device.Type).Field("device_id").Unique().Required().Immutable(),
		edge.To("tank", Tank.Type).Field("tank_id").Unique().Immutable(),
		edge.To("nozzle", Nozzle.Type).Field("nozzle_id").Unique().Immutable(),
	}
}

func (DeviceEvent) Indexes() []ent.Index {
	return []ent.Index{index.Fields("station_id", "happened_at"), index.Fields("kind", "received_at")}
}

func (DeviceEvent) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (DeviceEvent) Policy() ent.Policy { return policy.DeviceEvents() }
