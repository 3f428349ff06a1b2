package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// Organisation is a bureau, township government, owner of stations or other
// body that the profile names.
type Organisation struct{ ent.Schema }

func (Organisation) Fields() []ent.Field {
	return []ent.Field{
		code(),
		field.String("name").NotEmpty().MaxRuneLen(100).Comment("in Chinese"),
		field.String("name_en").Default("").MaxRuneLen(200),
		field.Enum("kind").
			Values("HEADQUARTERS", "BUREAU", "TOWNSHIP", "MEMBER_UNIT", "STATE_OIL_GROUP", "PRIVATE_OWNER").
			Comment("state oil groups pay for their own equipment; the county pays for private owners'"),
		field.Strings("share").Optional().Comment("the scopes that its analysts hold and its programs may ask for"),
	}
}

func (Organisation) Edges() []ent.Edge {
	return []ent.Edge{edge.To("stations", Station.Type), edge.To("api_clients", ApiClient.Type), edge.To("contacts", Contact.Type).Annotations(entgql.Skip(entgql.SkipAll))}
}

func (Organisation) Policy() ent.Policy { return policy.Rows(viewer.StationRead, systemOnly) }
