package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Area is the county or one of its townships and zones.
type Area struct{ ent.Schema }

func (Area) Fields() []ent.Field {
	return []ent.Field{
		code(),
		field.String("name").NotEmpty().MaxRuneLen(100).Comment("in Chinese"),
		field.String("name_en").Default("").MaxRuneLen(200),
		field.Enum("kind").Values("COUNTY", "TOWNSHIP", "ZONE"),
		field.Float("latitude").Range(-90, 90).Comment("of its centre, CGCS2000 degrees"),
		field.Float("longitude").Range(-180, 180),
	}
}

func (Area) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("children", Area.Type).From("parent").Unique(),
		edge.To("stations", Station.Type),
	}
}

func (Area) Policy() ent.Policy { return policy.Rows(viewer.StationRead, systemOnly) }
