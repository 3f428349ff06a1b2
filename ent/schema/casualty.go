package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Casualty is one person of the roster: personal data, with a right of its own.
type Casualty struct{ ent.Schema }

func (Casualty) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(100),
		field.Enum("state").Values("DEAD", "SERIOUSLY_INJURED", "INJURED", "TRAPPED", "MISSING", "SAFE"),
		field.Enum("origin").Values("MAINLAND", "HONG_KONG", "MACAO", "TAIWAN", "FOREIGN").Default("MAINLAND"),
		field.String("hospital").Default("").MaxRuneLen(100),
		field.Time("kin_told_at").Optional().Nillable(),
		field.String("note").Default("").MaxRuneLen(500),
		field.Int("version").Default(1),
	}
}

func (Casualty) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("casualties")}
}

func (Casualty) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (Casualty) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(34 << 32)}}
}

func (Casualty) Policy() ent.Policy { return policy.Bound(viewer.CasualtyRead, viewer.CasualtyWrite) }
