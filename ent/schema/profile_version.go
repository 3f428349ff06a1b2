package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
)

// ProfileVersion is a profile that was uploaded, and when it came into force. The
// one with the highest version is in force, on every hub of the database. It lies
// in the database: a backup holds it.
type ProfileVersion struct{ ent.Schema }

func (ProfileVersion) Fields() []ent.Field {
	return []ent.Field{
		field.String("digest").MaxRuneLen(64).Immutable().Comment("of what the files say, SHA-256, hexadecimal"),
		field.Bytes("archive").MaxLen(8 << 20).Immutable().Comment("the files, as ZIP"),
		field.Time("uploaded_at").Immutable(),
		field.String("uploaded_by").MaxRuneLen(100).Immutable().Comment("kind and id, as person:7"),
		field.Int("version").Optional().Nillable().Unique().Positive().Comment("counts what came into force; null while it is a preview"),
		field.Time("in_force_since").Optional().Nillable(),
		field.String("imported_by").Default("").MaxRuneLen(100).Comment("empty for a hub that was started to replace what was in force"),
	}
}

func (ProfileVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(61 << 32)}}
}

func (ProfileVersion) Policy() ent.Policy { return policy.HubOnly() }
