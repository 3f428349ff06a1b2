package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// DeviceMark tells which batches of one boot of a device are stored: all up to
// high, less those in gaps. It is written in the batch's own transaction, so a
// batch that comes again is known, and late backfill is not mistaken for it.
type DeviceMark struct{ ent.Schema }

func (DeviceMark) Fields() []ent.Field {
	return []ent.Field{
		field.Int("device_id").Immutable(),
		field.String("boot").Immutable().NotEmpty().MaxRuneLen(64),
		field.Int64("high").Comment("the highest sequence stored"),
		field.String("gaps").Default("").Comment("ranges below high that are missing, as 3-5,9"),
		field.Time("updated_at").Default(now),
	}
}

func (DeviceMark) Indexes() []ent.Index {
	return []ent.Index{index.Fields("device_id", "boot").Unique()}
}

func (DeviceMark) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

func (DeviceMark) Policy() ent.Policy { return policy.HubOnly() }
