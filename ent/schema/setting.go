package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Setting is a switch of the hub that outlives its process, such as exercise
// mode.
type Setting struct{ ent.Schema }

func (Setting) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique().Immutable().MaxRuneLen(64),
		field.String("value").MaxRuneLen(1000),
	}
}

func (Setting) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (Setting) Policy() ent.Policy { return policy.Rows(viewer.Public, viewer.HubWrite) }
