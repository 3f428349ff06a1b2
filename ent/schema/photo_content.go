package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// PhotoContent is a picture itself, apart from what is told of it, so that lists
// stay light. It lies in the database: a backup holds it, and so does every hub.
type PhotoContent struct{ ent.Schema }

func (PhotoContent) Fields() []ent.Field {
	return []ent.Field{field.Bytes("data").MaxLen(10 << 20).Immutable()}
}

func (PhotoContent) Edges() []ent.Edge {
	return []ent.Edge{edge.From("photo", Photo.Type).Ref("content").Unique().Required().Immutable()}
}

func (PhotoContent) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(54 << 32)}}
}

func (PhotoContent) Policy() ent.Policy { return policy.HubOnly() }
