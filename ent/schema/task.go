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

// Task is a thing to be done: a measure of the plan, an order, a request for
// help, a leader's instruction, a corrective action.
type Task struct{ ent.Schema }

func (Task) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("MEASURE", "ORDER", "HELP_REQUEST", "INSTRUCTION", "CORRECTIVE_ACTION").Immutable(),
		field.String("article").Default("").MaxRuneLen(16).Immutable(),
		field.String("text").NotEmpty().MaxRuneLen(2000),
		field.String("text_en").Default("").MaxRuneLen(2000),
		field.String("owner").Default("").MaxRuneLen(100).Comment("who has to do it, where that is no group"),
		field.String("ordered_by").Default("").MaxRuneLen(100).Immutable(),
		field.Enum("state").Values("OPEN", "ACKNOWLEDGED", "IN_PROGRESS", "DONE", "CANCELLED").Default("OPEN"),
		field.Time("created_at").Immutable(),
		field.Time("due_at").Optional().Nillable(),
		field.Time("acknowledged_at").Optional().Nillable(),
		field.Time("done_at").Optional().Nillable(),
		field.String("last_note").Default("").MaxRuneLen(1000),
		field.Int("version").Default(1),
	}
}

func (Task) Edges() []ent.Edge {
	return []ent.Edge{ofIncident("tasks"), edge.From("group", WorkingGroup.Type).Ref("tasks").Unique(), edge.To("notes", TaskNote.Type), edge.To("photos", Photo.Type), edge.To("scene_reports", SceneReport.Type)}
}

func (Task) Indexes() []ent.Index { return []ent.Index{index.Edges("incident")} }

func (Task) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(40 << 32)}}
}

func (Task) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.TaskWrite) }
