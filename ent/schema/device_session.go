package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"commandhub/server/policy"
)

// DeviceSession is an MQTT session that a device wants kept beyond its
// connection, also beyond a restart of the hub: an MQTT 5 client that is told
// of no session throws away what it had in flight. It holds nothing but whether
// the device listens to its errors; its batches are stored or not answered.
type DeviceSession struct{ ent.Schema }

func (DeviceSession) Fields() []ent.Field {
	return []ent.Field{
		field.Int("device_id").Immutable(),
		field.String("client_id").Immutable().MaxRuneLen(128),
		field.Bool("errors").Default(false).Comment("subscribed to its own errors"),
		field.Time("expires_at").Comment("when it is forgotten, unless the device connects before"),
	}
}

func (DeviceSession) Indexes() []ent.Index {
	return []ent.Index{index.Fields("device_id", "client_id").Unique(), index.Fields("expires_at")}
}

func (DeviceSession) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		// Its own share: left to itself it would begin among the sales.
		entsql.Annotation{IncrementStart: idsFrom(21 << 32)},
	}
}

func (DeviceSession) Policy() ent.Policy { return policy.HubOnly() }
