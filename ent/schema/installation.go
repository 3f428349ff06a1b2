package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/measure"
	"commandhub/server/policy"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Installation is one kind of supervision equipment coming to a station: from
// its purchase until it is taken away. Of those not taken away a station has one
// of each kind.
type Installation struct{ ent.Schema }

func (Installation) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").Immutable().MaxRuneLen(32).Comment("code of the profile's equipment"),
		field.Enum("state").GoType(rule.Installed("")),
		field.Enum("before_fault").GoType(rule.Installed("")).Optional().Nillable().
			Comment("where it goes back to when repaired"),
		field.String("state_on").MaxRuneLen(10).Comment("ISO date of the last step, in the county's zone"),
		field.String("connected_on").Optional().Nillable().MaxRuneLen(10).Comment("ISO date of the data connection"),
		field.String("due_on").Optional().Nillable().MaxRuneLen(10).Comment("its own day for that; null for the county's"),
		field.Int64("cost").GoType(measure.Fen(0)).NonNegative().Optional().Nillable().Comment("fen, of the installation; null while unknown"),
		field.String("supplier").Default("").MaxRuneLen(100),
		field.String("supervisor").Default("").MaxRuneLen(100).Comment("监理: who watches over safety while it is installed"),
		field.String("accepted_by").Default("").MaxRuneLen(100).Comment("the third party"),
		field.Bool("exercise").Default(false).Immutable(),
		field.Int("version").Default(1),
	}
}

func (Installation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("station", Station.Type).Ref("installations").Unique().Required().Immutable(),
		edge.To("steps", InstallationStep.Type),
	}
}

func (Installation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kind").Edges("station").Unique().Annotations(entsql.IndexWhere("state <> 'REMOVED'")),
	}
}

func (Installation) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(58 << 32)}}
}

func (Installation) Policy() ent.Policy {
	return policy.Bound(viewer.InstallationRead, viewer.InstallationWrite)
}
