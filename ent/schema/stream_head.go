package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// StreamHead is the last sequence given in a stream of events. Its row is
// locked from the giving to the commit.
type StreamHead struct{ ent.Schema }

func (StreamHead) Fields() []ent.Field {
	return []ent.Field{
		field.String("stream").Unique().Immutable().MaxRuneLen(32).Comment("timeline or station"),
		field.Int64("sequence").Default(0).NonNegative(),
		field.Bytes("hash").Optional().MaxLen(32).Comment("of the last row, where the stream is chained"),
	}
}

func (StreamHead) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (StreamHead) Policy() ent.Policy { return policy.HubOnly() }
