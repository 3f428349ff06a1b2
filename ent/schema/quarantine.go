package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// Quarantine keeps what a device sent and the hub would not believe, with the
// reason: nothing that was answered is thrown away. What people find of it is a
// verdict beside it; the entry itself stays as it came.
type Quarantine struct{ ent.Schema }

func (Quarantine) Fields() []ent.Field {
	return []ent.Field{
		field.Int("device_id").Immutable(),
		field.Int("station_id").Immutable(),
		field.Time("received_at").Immutable(),
		field.Enum("reason").Immutable().Values(
			"MALFORMED", "UNKNOWN_SENSOR", "FOREIGN_SENSOR", "NOT_A_NUMBER", "NEGATIVE",
			"ABOVE_CAPACITY", "OUT_OF_RANGE", "TIME_TOO_OLD", "TIME_IN_FUTURE", "TOO_LARGE", "TOO_MANY"),
		field.String("field").Default("").MaxRuneLen(100).Immutable().Comment("path in the batch, as tanks[2].volumeL"),
		field.String("detail").Default("").MaxRuneLen(300).Immutable().Comment("what is wrong and what would be right"),
		field.Text("excerpt").Default("").Immutable().Comment("the refused part, up to 4 KiB"),
		field.Int("verdict_id").Optional().Nillable().Comment("the last verdict; null while nobody reviewed it"),
	}
}

func (Quarantine) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("device", Device.Type).Field("device_id").Unique().Required().Immutable(),
		edge.To("station", Station.Type).Field("station_id").Unique().Required().Immutable(),
		edge.To("verdict", QuarantineVerdict.Type).Field("verdict_id").Unique(),
	}
}

func (Quarantine) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("received_at"), index.Fields("device_id", "reason"), index.Fields("verdict_id"),
		index.Fields("device_id", "reason").StorageKey("quarantine_unreviewed").
			Annotations(entsql.IndexWhere("verdict_id IS NULL")),
	}
}

func (Quarantine) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Quarantine) Policy() ent.Policy { return policy.Quarantine() }
