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

// SceneReport is what somebody at the scene has seen, in their words and figures.
// These are never changed; the desk adopts them or sets them aside.
type SceneReport struct{ ent.Schema }

func (SceneReport) Fields() []ent.Field {
	return []ent.Field{
		field.Time("seen_at").Immutable().Comment("by the clock of who wrote it"),
		field.Time("received_at").Immutable(),
		field.String("text").Default("").MaxRuneLen(2000).Immutable(),
		field.Int("deaths").Optional().Nillable().NonNegative().Immutable().Comment("nil where it was not said, as the others"),
		field.Int("seriously_injured").Optional().Nillable().NonNegative().Immutable(),
		field.Int("injured").Optional().Nillable().NonNegative().Immutable(),
		field.Int("trapped").Optional().Nillable().NonNegative().Immutable(),
		field.Int("missing").Optional().Nillable().NonNegative().Immutable(),
		field.Int("at_risk").Optional().Nillable().NonNegative().Immutable(),
		field.Float("latitude").Optional().Nillable().Range(-90, 90).Immutable().Comment("WGS 84 degrees"),
		field.Float("longitude").Optional().Nillable().Range(-180, 180).Immutable(),
		field.Float("accuracy_m").Optional().Nillable().Min(0).Immutable().Comment("how far off the place may be"),
		field.String("by").MaxRuneLen(100).Immutable(),
		field.String("sender_kind").MaxRuneLen(20).Immutable().Comment("with sender_id and key, what pictures name it by before its id is known"),
		field.Int("sender_id").Immutable(),
		field.String("key").MaxRuneLen(100).Immutable().Comment("its idempotency key"),
		field.Enum("state").Values("WAITING", "ADOPTED", "SET_ASIDE").Default("WAITING"),
		field.Time("decided_at").Optional().Nillable(),
		field.String("decided_by").Default("").MaxRuneLen(100),
		field.String("reason").Default("").MaxRuneLen(500).Comment("why it was set aside"),
		field.Int("version").Default(1),
	}
}

func (SceneReport) Edges() []ent.Edge {
	return []ent.Edge{
		ofIncident("scene_reports"),
		edge.From("task", Task.Type).Ref("scene_reports").Unique().Immutable(),
		edge.To("photos", Photo.Type),
	}
}

func (SceneReport) Indexes() []ent.Index {
	return []ent.Index{index.Edges("incident"), index.Edges("task"), index.Fields("state"), index.Fields("key")}
}

func (SceneReport) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entsql.Annotation{IncrementStart: idsFrom(55 << 32)}}
}

func (SceneReport) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.TaskWrite) }
