package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Wall is an enrolled display. Its credential reads and never writes, and does
// not expire for idleness; it is revoked by name.
type Wall struct{ ent.Schema }

func (Wall) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.Bytes("token_sha256").Unique().MaxLen(32).Sensitive(),
		field.Time("enrolled_at").Default(now).Immutable(),
		field.Time("revoked_at").Optional().Nillable(),
	}
}

func (Wall) Policy() ent.Policy { return policy.Rows(viewer.AccountRead, viewer.AccountWrite) }
