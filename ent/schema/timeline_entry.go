package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// TimelineEntry is one thing that was done: log of the domain, audit trail and
// outbox in one row. Rows are chained by a keyed hash and never changed.
type TimelineEntry struct{ ent.Schema }

func (TimelineEntry) Fields() []ent.Field {
	return []ent.Field{
		sequence(),
		field.Time("happened_at").Immutable(),
		field.Time("recorded_at").Immutable(),
		field.String("actor_kind").Immutable().MaxRuneLen(16),
		field.Int("actor_id").Immutable(),
		field.String("actor_name").Immutable().MaxRuneLen(100),
		field.String("action").Immutable().MaxRuneLen(64).Comment("verb and noun, as device.credential.issued"),
		field.String("subject_type").Default("").Immutable().MaxRuneLen(32),
		field.Int("subject_id").Default(0).Immutable(),
		field.String("idempotency_key").Optional().Nillable().Immutable().MaxRuneLen(100),
		field.Text("before").Default("").Immutable().Comment("JSON, empty where there was nothing"),
		field.Text("after").Default("").Immutable(),
		field.Bytes("prev_hash").Immutable().MaxLen(32),
		field.Bytes("hash").Immutable().MaxLen(32),
	}
}

func (TimelineEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("subject_type", "subject_id"),
		index.Fields("actor_kind", "actor_id", "idempotency_key").Unique(),
	}
}

func (TimelineEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

// Rows are written by the timeline alone, on behalf of whoever acts.
func (TimelineEntry) Policy() ent.Policy { return policy.Timeline() }
