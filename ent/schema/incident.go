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
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Incident is a production-safety accident, or what may be one, from the first
// word of it to its closing.
type Incident struct{ ent.Schema }

func (Incident) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").Unique().Immutable().MaxRuneLen(16).Comment("year of the county's calendar and place in it, as 2026-001"),
		field.String("title").NotEmpty().MaxRuneLen(200),
		field.String("kind").MaxRuneLen(16).Comment("code of the profile's kinds of accident"),
		field.String("description").Default("").MaxRuneLen(4000),
		field.Time("occurred_at").Optional().Nillable().Comment("nil while unknown: clocks then count from heard_at"),
		field.Time("heard_at").Comment("when the county's office first heard of it"),
		field.Time("recorded_at").Immutable(),
		field.String("source").Default("").MaxRuneLen(200).Comment("who said so, as a bureau, a caller, a station's alarm"),
		field.String("reporter").Default("").MaxRuneLen(100),
		field.String("reporter_phone").Default("").MaxRuneLen(32),
		field.String("address").Default("").MaxRuneLen(200),
		field.Float("latitude").Optional().Nillable().Range(-90, 90).Comment("CGCS2000 degrees"),
		field.Float("longitude").Optional().Nillable().Range(-180, 180),
		field.String("enterprise").Default("").MaxRuneLen(100).Comment("the unit where it happened 事发单位"),
		field.String("line_bureau").Default("").MaxRuneLen(100).Comment("the bureau in charge of the trade 行业主管部门"),
		field.Bool("exercise").Default(false).Comment("entered while the hub was in exercise: never counted as real"),

		field.Enum("stage").Values("REPORTED", "RESPONDING", "TERMINATED", "AFTERMATH", "CLOSED", "REJECTED").Default("REPORTED"),
		field.Time("verified_at").Optional().Nillable().Comment("a mark: it holds up no clock and no response"),
		field.Time("terminated_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable().Comment("when it was closed or rejected"),
		field.String("ended_reason").Default("").MaxRuneLen(1000),

		field.Int("deaths").Optional().Nillable().NonNegative().Comment("nil while unknown, as the other counts"),
		field.Int("seriously_injured").Optional().Nillable().NonNegative().Comment("with acute industrial poisoning"),
		field.Int("injured").Optional().Nillable().NonNegative().Comment("others"),
		field.Int("trapped").Optional().Nillable().NonNegative(),
		field.Int("missing").Optional().Nillable().NonNegative(),
		field.Int("at_risk").Optional().Nillable().NonNegative(),
		field.Int("from_abroad").Optional().Nillable().NonNegative().Comment("of all of these, from Hong Kong, Macao, Taiwan or abroad"),
		field.Int64("direct_loss_fen").Optional().Nillable().NonNegative(),

		field.Bool("beyond_township").Default(false),
		field.Bool("across_townships").Default(false),
		field.Bool("may_grow").Default(false),
		field.Bool("beyond_county").Default(false),
		field.Bool("across_counties").Default(false),
		field.Bool("special").Default(false).Comment("followed up every 2 h"),

		field.Enum("grade").GoType(rule.Grade("")).Comment("the graver of the next two"),
		field.Enum("computed_grade").GoType(rule.Grade("")),
		field.Enum("raised_grade").GoType(rule.Grade("")).Optional().Nillable(),
		field.String("raised_reason").Default("").MaxRuneLen(500),
		field.JSON("grade_reasons", []rule.Reason{}),

		field.Enum("level").GoType(rule.Level("")).Optional().Nillable().Comment("of the response that runs; nil for none"),
		field.Enum("started_by").GoType(rule.Post("")).Optional().Nillable().Comment("the post that started it, and ends it"),
		field.Time("started_at").Optional().Nillable(),
		field.Time("below_plan_since").Optional().Nillable().Comment("since when what runs is below what the plan proposes; nil while it is not"),
		field.String("command_post").Default("").MaxRuneLen(200).Comment("where it is"),
		field.String("command_post_lead").Default("").MaxRuneLen(100).Comment("named by the county committee and government"),
		field.Time("command_post_at").Optional().Nillable(),
		field.Bool("in_support").Default(false).Comment("command lies with a higher headquarters"),

		field.Int("version").Default(1).Comment("grows with each change: who edits an older one is told"),
	}
}

func (Incident) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("area", Area.Type).Unique().Required(),
		edge.To("station", Station.Type).Unique(),
		edge.To("origin", Origin.Type).Unique(),
		edge.To("counts", CasualtyCount.Type),
		// Asked for by a resolver of its own: who may not read it still gets the incident.
		edge.To("casualties", Casualty.Type).Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("deadlines", Deadline.Type),
		edge.To("reports", Report.Type),
		edge.To("steps", ResponseStep.Type),
		edge.To("groups", WorkingGroup.Type),
		edge.To("tasks", Task.Type),
		edge.To("hand_overs", HandOver.Type),
		edge.To("entries", CordonEntry.Type),
		edge.To("samples", EnvironmentSample.Type),
		edge.To("releases", Release.Type),
		edge.To("ledger", LedgerItem.Type),
		// So may the notices be withheld.
		edge.To("notices", Notice.Type).Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("photos", Photo.Type),
		edge.To("scene_reports", SceneReport.Type),
	}
}

func (Incident) Indexes() []ent.Index { return []ent.Index{index.Fields("stage")} }

func (Incident) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entsql.Annotation{IncrementStart: idsFrom(32 << 32)}}
}

func (Incident) Policy() ent.Policy { return policy.Bound(viewer.IncidentRead, viewer.IncidentWrite) }

// ofIncident is the edge of what belongs to an incident.
func ofIncident(ref string) ent.Edge {
	return edge.From("incident", Incident.Type).Ref(ref).Unique().Required().Immutable()
}
