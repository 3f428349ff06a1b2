package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/rule"
)

// QuarantineVerdict is what somebody found when they reviewed entries of the
// quarantine. It is never changed: a correction is another, which names the one
// that it corrects, so that each entry's verdicts are a chain from the last.
type QuarantineVerdict struct{ ent.Schema }

func (QuarantineVerdict) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(rule.Verdict("")).Immutable(),
		field.String("note").Default("").MaxRuneLen(rule.LongestVerdictNote).Immutable(),
		field.Time("given_at").Immutable(),
		field.String("by").MaxRuneLen(100).Immutable().Comment("who gave it"),
		field.Int("given").Positive().Immutable().Comment("how many entries it was given to"),
		field.Int("corrects_id").Optional().Nillable().Immutable(),
	}
}

func (QuarantineVerdict) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("entries", Quarantine.Type).Ref("verdict").Comment("of which it is the last"),
		edge.To("corrections", QuarantineVerdict.Type).From("corrects").Field("corrects_id").Unique().Immutable().
			Comment("some of its entries may have one correction and some another"),
	}
}

func (QuarantineVerdict) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(60 << 32)}}
}

func (QuarantineVerdict) Policy() ent.Policy { return policy.QuarantineVerdicts() }
