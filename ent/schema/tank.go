package schema

import (
	"context"
	"errors"
	"fmt"

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

// Tank is one compartment that holds one product.
type Tank struct{ ent.Schema }

func (Tank) Fields() []ent.Field {
	return []ent.Field{
		number(),
		field.Int64("capacity").GoType(measure.Litres(0)).Positive().
			Comment("nominal volume in 0.01 L; no reading may exceed it"),
		litres("unusable_bottom"),
		field.Int64("height").GoType(measure.Millimetres(0)).Positive().
			Comment("inner height in 0.1 mm; no level may exceed it"),
	}
}

func (Tank) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("station", Station.Type).Ref("tanks").Unique().Required().Immutable(),
		edge.From("product", Product.Type).Ref("tanks").Unique().Required(),
		edge.To("nozzles", Nozzle.Type),
	}
}

func (Tank) Indexes() []ent.Index {
	return []ent.Index{index.Fields("number").Edges("station").Unique()}
}

// Hooks keep the unusable bottom below the capacity.
func (Tank) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			bottom, _ := m.Field("unusable_bottom")
			capacity, _ := m.Field("capacity")
			b, okB := bottom.(measure.Litres)
			c, okC := capacity.(measure.Litres)
			if okB != okC {
				return nil, errors.New("unusable_bottom and capacity of a tank are set together, so that they can be checked")
			}
			if okB && b >= c {
				return nil, fmt.Errorf("unusable_bottom of a tank is %s L: it must be below its capacity, %s L", b, c)
			}
			return next.Mutate(ctx, m)
		})
	}}
}

func (Tank) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Tank) Policy() ent.Policy { return policy.Bound(viewer.StationRead, systemOnly) }
