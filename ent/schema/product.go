package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Product is a refined oil: 0# diesel, 92#, 95# or 98# petrol.
type Product struct{ ent.Schema }

func (Product) Fields() []ent.Field {
	return []ent.Field{
		code(),
		field.String("name").NotEmpty().MaxRuneLen(100).Comment("in Chinese"),
		field.String("name_en").Default("").MaxRuneLen(200),
		field.Enum("category").Values("PETROL", "DIESEL").Comment("diesel counts half in a station's class, GB 50156"),
		field.Int("position").Default(0).Comment("the order of display"),
	}
}

func (Product) Edges() []ent.Edge {
	return []ent.Edge{edge.To("tanks", Tank.Type)}
}

func (Product) Policy() ent.Policy { return policy.Rows(viewer.StationRead, systemOnly) }
