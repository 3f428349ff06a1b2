package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Device is what speaks for a station: its console or gateway. It has at most
// one credential; what it may say is bound to its own station.
type Device struct{ ent.Schema }

func (Device) Fields() []ent.Field {
	return []ent.Field{
		code(),
		field.Enum("kind").Values("CONSOLE", "GATEWAY"),
		field.Int("expected_interval_seconds").Range(1, 86400).
			Comment("how often it promises to be heard; silence is counted in these"),
		field.String("credential_id").Optional().Nillable().Unique().MaxRuneLen(64).
			Comment("its user name; none until a credential is issued"),
		field.Bytes("secret_sha256").Optional().Nillable().MaxLen(32).Sensitive().
			Comment("of 256 random bits, which need no slow hash"),
		field.Time("credential_issued_at").Optional().Nillable(),
		field.Time("revoked_at").Optional().Nillable().Comment("since when its credential is refused"),
	}
}

func (Device) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("station", Station.Type).Ref("devices").Unique().Required().Immutable(),
	}
}

func (Device) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (Device) Policy() ent.Policy { return policy.Bound(viewer.StationRead, viewer.DeviceWrite) }
