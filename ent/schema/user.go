package schema

import (
	"regexp"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// User is a person with an account. What they may do comes from their
// appointments alone.
type User struct{ ent.Schema }

func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique().Immutable().
			Match(regexp.MustCompile(`^[a-z][a-z0-9._-]{2,31}$`)).Comment("to sign in with"),
		field.String("display_name").Default("").MaxRuneLen(100),
		field.String("phone").Default("").MaxRuneLen(32).Match(phone).
			Comment("masked for whoever lacks person:read"),
		field.String("password_hash").Default("").Sensitive().
			Comment("argon2id in PHC form; empty where only the county's sign-in service is used"),
		field.Strings("password_history").Optional().Sensitive().Comment("hashes of earlier passwords, newest first"),
		field.Time("password_changed_at").Optional().Nillable(),
		field.Bytes("totp_sealed").Optional().Nillable().MaxLen(256).Sensitive().Comment("secret of the one-time passwords, sealed by the hub's key"),
		field.Int64("totp_step").Default(0).Comment("the last time step that was used, so that no code is good twice"),
		field.String("oidc_subject").Optional().Nillable().Unique().MaxRuneLen(512).
			Comment("issuer and subject at the county's sign-in service"),
		field.Time("created_at").Default(now).Immutable(),
		field.Time("disabled_at").Optional().Nillable(),
	}
}

func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("appointments", Appointment.Type),
		edge.To("passkeys", Passkey.Type),
		edge.To("field_devices", FieldDevice.Type),
	}
}

func (User) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}

func (User) Policy() ent.Policy { return policy.Rows(viewer.AccountRead, viewer.AccountWrite) }
