package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// ApiUse is what a client used on one day.
type ApiUse struct{ ent.Schema }

func (ApiUse) Fields() []ent.Field {
	return []ent.Field{
		field.Int("api_client_id").Immutable(),
		field.String("day").MaxRuneLen(10).Immutable().Comment("ISO date of the county's calendar"),
		field.Int64("requests").NonNegative(),
		field.Int64("points").NonNegative(),
		field.Int64("refused").NonNegative().Comment("for want of a scope or of quota, or as beyond a limit"),
	}
}

func (ApiUse) Indexes() []ent.Index {
	return []ent.Index{index.Fields("api_client_id", "day").Unique()}
}

func (ApiUse) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(25 << 32)}}
}

func (ApiUse) Policy() ent.Policy { return policy.HubOnly() }
