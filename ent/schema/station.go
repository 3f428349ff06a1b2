package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Station is a fuel station 加油站.
type Station struct{ ent.Schema }

func (Station) Fields() []ent.Field {
	return []ent.Field{
		code(),
		field.String("name").NotEmpty().MaxRuneLen(100).Comment("in Chinese"),
		field.String("name_en").Default("").MaxRuneLen(200),
		field.String("licence").Default("").MaxRuneLen(64).Comment("number of the retail licence; empty while there is none"),
		field.String("address").Default("").MaxRuneLen(200),
		field.Float("latitude").Range(-90, 90).Comment("CGCS2000 degrees"),
		field.Float("longitude").Range(-180, 180),
		field.Enum("status").Values("PLANNED", "OPERATING", "SUSPENDED", "CLOSED"),
		field.Bool("exercise").Default(false).Comment("made up for a drill or a demonstration: never counted as real"),
	}
}

func (Station) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("area", Area.Type).Ref("stations").Unique().Required(),
		edge.From("owner", Organisation.Type).Ref("stations").Unique().Required(),
		edge.To("tanks", Tank.Type),
		edge.To("nozzles", Nozzle.Type),
		edge.To("devices", Device.Type),
		edge.To("installations", Installation.Type),
	}
}

func (Station) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Station) Policy() ent.Policy { return policy.Bound(viewer.StationRead, systemOnly) }
