package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// TaskNote is what was said of a task's progress.
type TaskNote struct{ ent.Schema }

func (TaskNote) Fields() []ent.Field {
	return []ent.Field{
		field.Time("at").Immutable(),
		field.String("state").MaxRuneLen(16).Immutable(),
		field.String("note").Default("").MaxRuneLen(1000).Immutable(),
		field.String("by").MaxRuneLen(100).Immutable(),
	}
}

func (TaskNote) Edges() []ent.Edge {
	return []ent.Edge{edge.From("task", Task.Type).Ref("notes").Unique().Required().Immutable()}
}

func (TaskNote) Indexes() []ent.Index { return []ent.Index{index.Edges("task")} }

func (TaskNote) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(41 << 32)}}
}

func (TaskNote) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.TaskWrite) }
