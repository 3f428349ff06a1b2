package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Nozzle is a fuelling nozzle of a dispenser; it draws from one tank.
type Nozzle struct{ ent.Schema }

func (Nozzle) Fields() []ent.Field {
	return []ent.Field{number()}
}

func (Nozzle) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("station", Station.Type).Ref("nozzles").Unique().Required().Immutable(),
		edge.From("tank", Tank.Type).Ref("nozzles").Unique().Required(),
	}
}

func (Nozzle) Indexes() []ent.Index {
	return []ent.Index{index.Fields("number").Edges("station").Unique()}
}

func (Nozzle) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Nozzle) Policy() ent.Policy { return policy.Bound(viewer.StationRead, systemOnly) }
