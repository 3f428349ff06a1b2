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
)

// AccessToken is what a client got for its key by OAuth 2 client credentials
// (RFC 6749 §4.4): good for an hour, for some of its scopes.
type AccessToken struct{ ent.Schema }

func (AccessToken) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("token_sha256").Unique().MaxLen(32).Immutable().Sensitive(),
		field.Strings("scopes").Immutable(),
		field.Int("key_id").Immutable().Comment("of the key that it was given for, and ends with"),
		field.Time("expires_at").Immutable(),
	}
}

func (AccessToken) Edges() []ent.Edge {
	return []ent.Edge{edge.From("api_client", ApiClient.Type).Ref("tokens").Unique().Required().Immutable()}
}

func (AccessToken) Indexes() []ent.Index {
	return []ent.Index{index.Fields("expires_at"), index.Fields("key_id")}
}

func (AccessToken) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{IncrementStart: idsFrom(22 << 32)}}
}

func (AccessToken) Policy() ent.Policy { return policy.HubOnly() }
