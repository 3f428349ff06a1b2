package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// InstallationStep is an installation coming to a state, and who said so. It is
// never changed.
type InstallationStep struct{ ent.Schema }

func (InstallationStep) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("state").GoType(rule.Installed("")).Immutable(),
		field.String("on").StorageKey("happened_on").Immutable().MaxRuneLen(10).Comment("ISO date, in the county's zone"),
		field.Time("recorded_at").Default(now).Immutable(),
		field.String("by").Immutable().MaxRuneLen(100).Comment("who recorded it"),
		field.String("note").Default("").Immutable().MaxRuneLen(1000),
	}
}

func (InstallationStep) Edges() []ent.Edge {
	return []ent.Edge{edge.From("installation", Installation.Type).Ref("steps").Unique().Required().Immutable()}
}

func (InstallationStep) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(59 << 32)}}
}

func (InstallationStep) Policy() ent.Policy {
	return policy.Bound(viewer.InstallationRead, viewer.InstallationWrite)
}
