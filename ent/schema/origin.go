package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Origin is what a station said when that became an incident, frozen: the event
// or the implausible item, its stock, and each tank's readings of the last hour.
type Origin struct{ ent.Schema }

func (Origin) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").Values("DEVICE_EVENT", "QUARANTINE").Immutable(),
		field.Int("row").Immutable().Comment("id of the event or the quarantined item"),
		field.Time("frozen_at").Immutable(),
		field.Text("content").Immutable().Comment("JSON"),
	}
}

func (Origin) Edges() []ent.Edge { return []ent.Edge{ofIncident("origin")} }

func (Origin) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(47 << 32)}}
}

func (Origin) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }
