package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Photo is a picture from the scene, with a task where it shows how that goes.
// The place where it was taken is kept only where whoever sent it wanted so.
type Photo struct{ ent.Schema }

func (Photo) Fields() []ent.Field {
	return []ent.Field{
		field.String("sha256").MaxRuneLen(64).Immutable().Comment("of the bytes that are kept, hexadecimal"),
		field.Enum("type").Values("JPEG", "PNG", "WEBP").Immutable(),
		field.Int("bytes").Positive().Immutable(),
		field.Int("width_px").Positive().Immutable(),
		field.Int("height_px").Positive().Immutable(),
		field.String("caption").Default("").MaxRuneLen(500).Immutable(),
		field.Time("taken_at").Optional().Nillable().Immutable().Comment("as who sent it says, or else by the camera's clock"),
		field.Float("latitude").Optional().Nillable().Range(-90, 90).Immutable().Comment("WGS 84 degrees, as who sent it says, or else by the camera"),
		field.Float("longitude").Optional().Nillable().Range(-180, 180).Immutable(),
		field.Time("uploaded_at").Immutable(),
		field.String("by").MaxRuneLen(100).Immutable(),
		field.Time("withdrawn_at").Optional().Nillable(),
		field.String("withdrawn_reason").Default("").MaxRuneLen(500),
		field.String("withdrawn_by").Default("").MaxRuneLen(100),
	}
}

func (Photo) Edges() []ent.Edge {
	return []ent.Edge{
		ofIncident("photos"),
		edge.From("task", Task.Type).Ref("photos").Unique().Immutable(),
		edge.From("scene_report", SceneReport.Type).Ref("photos").Unique().Immutable(),
		edge.To("content", PhotoContent.Type).Unique().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

func (Photo) Indexes() []ent.Index {
	return []ent.Index{index.Edges("incident"), index.Edges("task"), index.Edges("scene_report")}
}

func (Photo) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{IncrementStart: idsFrom(53 << 32)}}
}

func (Photo) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.TaskWrite) }
