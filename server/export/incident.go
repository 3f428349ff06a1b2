package export

import (
	"context"
	"iter"

	"commandhub/ent"
	"commandhub/ent/casualtycount"
	"commandhub/ent/cordonentry"
	"commandhub/ent/deadline"
	"commandhub/ent/environmentsample"
	"commandhub/ent/incident"
	"commandhub/ent/predicate"
	"commandhub/ent/task"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// of is the conditions on an incident of a filter; always one at least.
func (f Filter) of() []predicate.Incident {
	all := []predicate.Incident{incident.IDGT(0)}
	if f.Incident != 0 {
		all = append(all, incident.ID(f.Incident))
	}
	if f.Search != "" {
		all = append(all, incident.Or(incident.NumberContainsFold(f.Search), incident.TitleContainsFold(f.Search)))
	}
	switch f.Show {
	case "open":
		all = append(all, incident.EndedAtIsNil())
	case "ended":
		all = append(all, incident.EndedAtNotNil())
	}
	if !f.Since.IsZero() {
		all = append(all, incident.HeardAtGTE(f.Since))
	}
	if !f.Until.IsZero() {
		all = append(all, incident.HeardAtLT(f.Until))
	}
	return all
}

// ofIncidents are the filters of what belongs to incidents: since and until are of
// when the county heard of them.
var ofIncidents = []string{"search", "incident", "since", "until"}

// figures are the counts of people, and the loss.
var figures = []Column{
	{Key: "deaths", Kind: Number}, {Key: "seriouslyInjured", Kind: Number}, {Key: "injured", Kind: Number}, {Key: "trapped", Kind: Number},
	{Key: "missing", Kind: Number}, {Key: "atRisk", Kind: Number}, {Key: "fromAbroad", Kind: Number}, {Key: "directLoss", Kind: Decimal},
}

func fen(p *int64) any {
	if p == nil {
		return nil
	}
	return measure.Fen(*p)
}

var incidents = &Table{
	Name: "incidents", Needs: viewer.IncidentRead, Filters: append([]string{"state", "show"}, ofIncidents...), Shows: []string{"open", "ended"},
	States: states(incident.StageREPORTED, incident.StageRESPONDING, incident.StageTERMINATED, incident.StageAFTERMATH,
		incident.StageCLOSED, incident.StageREJECTED),
	Columns: append([]Column{
		{Key: "incident"}, {Key: "title"}, {Key: "accidentKind"}, {Key: "stage", Kind: Word, Words: "stage"},
		{Key: "grade", Kind: Word, Words: "grade"}, {Key: "level", Kind: Word, Words: "level"}, {Key: "area"}, {Key: "stationCode"},
		{Key: "address"}, {Key: "enterprise"}, {Key: "occurredAt", Kind: Instant}, {Key: "heardAt", Kind: Instant},
		{Key: "startedAt", Kind: Instant}, {Key: "terminatedAt", Kind: Instant}, {Key: "endedAt", Kind: Instant}, {Key: "exercise", Kind: YesNo},
	}, figures...),
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		where := f.of()
		if len(f.State) > 0 {
			where = append(where, incident.StageIn(words[incident.Stage](f.State)...))
		}
		return paged(func(after int) ([]*ent.Incident, error) {
			return s.Client.Incident.Query().Where(where...).Where(incident.IDGT(after)).Order(ent.Asc(incident.FieldID)).
				Limit(pageRows).WithArea().WithStation().All(ctx)
		}, func(r *ent.Incident) int { return r.ID }, func(r *ent.Incident) []any {
			code := any(nil)
			if r.Edges.Station != nil {
				code = r.Edges.Station.Code
			}
			return []any{
				r.Number, r.Title, s.kind(f, r.Kind), string(r.Stage), string(r.Grade), word(r.Level), f.named(r.Edges.Area.Name, r.Edges.Area.NameEn), code,
				r.Address, r.Enterprise, value(r.OccurredAt), r.HeardAt, value(r.StartedAt), value(r.TerminatedAt), value(r.EndedAt), r.Exercise,
				value(r.Deaths), value(r.SeriouslyInjured), value(r.Injured), value(r.Trapped), value(r.Missing), value(r.AtRisk),
				value(r.FromAbroad), fen(r.DirectLossFen),
			}
		})
	},
}

// kind is the name of a kind of accident.
func (s *Source) kind(f Filter, code string) string {
	if name, known := s.Kinds[code]; known {
		return f.named(name.Name, name.NameEn)
	}
	return code
}

var clocks = &Table{
	Name: "clocks", Needs: viewer.IncidentRead, Filters: ofIncidents,
	Columns: []Column{
		{Key: "incident"}, {Key: "duty", Kind: Word, Words: "duty"}, {Key: "article"}, {Key: "channel", Kind: Word, Words: "channel"},
		{Key: "clockState", Kind: Word, Words: "clockState"}, {Key: "basis", Kind: Instant}, {Key: "dueAt", Kind: Instant}, {Key: "cause"},
		{Key: "metAt", Kind: Instant}, {Key: "recipient"}, {Key: "receipt"}, {Key: "metBy"}, {Key: "voidAt", Kind: Instant}, {Key: "voidReason"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		now := s.Now()
		return paged(func(after int) ([]*ent.Deadline, error) {
			return s.Client.Deadline.Query().Where(deadline.HasIncidentWith(f.of()...), deadline.IDGT(after)).
				Order(ent.Asc(deadline.FieldID)).Limit(pageRows).WithIncident().All(ctx)
		}, func(r *ent.Deadline) int { return r.ID }, func(r *ent.Deadline) []any {
			return []any{
				r.Edges.Incident.Number, string(r.Duty), r.Article, string(r.Channel),
				string(rule.StateAt(now, r.SoonAt, r.DueAt, r.MetAt, r.VoidAt)), r.Basis, r.DueAt, r.Cause,
				value(r.MetAt), r.Recipient, r.Receipt, r.MetBy, value(r.VoidAt), r.VoidReason,
			}
		})
	},
}

var tasks = &Table{
	Name: "tasks", Needs: viewer.IncidentRead, Filters: append([]string{"state"}, ofIncidents...),
	States: states(task.StateOPEN, task.StateACKNOWLEDGED, task.StateIN_PROGRESS, task.StateDONE, task.StateCANCELLED),
	Columns: []Column{
		{Key: "incident"}, {Key: "article"}, {Key: "text"}, {Key: "group"}, {Key: "taskOwner"}, {Key: "orderedBy"},
		{Key: "taskState", Kind: Word, Words: "taskState"}, {Key: "createdAt", Kind: Instant}, {Key: "dueAt", Kind: Instant},
		{Key: "acknowledgedAt", Kind: Instant}, {Key: "doneAt", Kind: Instant}, {Key: "lastNote"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		where := []predicate.Task{task.HasIncidentWith(f.of()...)}
		if len(f.State) > 0 {
			where = append(where, task.StateIn(words[task.State](f.State)...))
		}
		return paged(func(after int) ([]*ent.Task, error) {
			return s.Client.Task.Query().Where(where...).Where(task.IDGT(after)).Order(ent.Asc(task.FieldID)).
				Limit(pageRows).WithIncident().WithGroup().All(ctx)
		}, func(r *ent.Task) int { return r.ID }, func(r *ent.Task) []any {
			group := any(nil)
			if r.Edges.Group != nil {
				group = r.Edges.Group.Name
			}
			return []any{
				r.Edges.Incident.Number, r.Article, r.Text, group, r.Owner, r.OrderedBy, string(r.State), r.CreatedAt,
				value(r.DueAt), value(r.AcknowledgedAt), value(r.DoneAt), r.LastNote,
			}
		})
	},
}

var casualties = &Table{
	Name: "casualties", Needs: viewer.IncidentRead, Filters: ofIncidents,
	Columns: append(append([]Column{{Key: "incident"}, {Key: "asOf", Kind: Instant}}, figures...), Column{Key: "source"}, Column{Key: "enteredBy"}),
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.CasualtyCount, error) {
			return s.Client.CasualtyCount.Query().Where(casualtycount.HasIncidentWith(f.of()...), casualtycount.IDGT(after)).
				Order(ent.Asc(casualtycount.FieldID)).Limit(pageRows).WithIncident().All(ctx)
		}, func(r *ent.CasualtyCount) int { return r.ID }, func(r *ent.CasualtyCount) []any {
			return []any{
				r.Edges.Incident.Number, r.AsOf, value(r.Deaths), value(r.SeriouslyInjured), value(r.Injured), value(r.Trapped),
				value(r.Missing), value(r.AtRisk), value(r.FromAbroad), fen(r.DirectLossFen), r.Source, r.EnteredBy,
			}
		})
	},
}

var entries = &Table{
	Name: "entries", Needs: viewer.IncidentRead, Filters: ofIncidents,
	Columns: []Column{
		{Key: "incident"}, {Key: "name", Personal: true}, {Key: "unit"}, {Key: "enteredAt", Kind: Instant},
		{Key: "outBy", Kind: Instant}, {Key: "leftAt", Kind: Instant},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.CordonEntry, error) {
			return s.Client.CordonEntry.Query().Where(cordonentry.HasIncidentWith(f.of()...), cordonentry.IDGT(after)).
				Order(ent.Asc(cordonentry.FieldID)).Limit(pageRows).WithIncident().All(ctx)
		}, func(r *ent.CordonEntry) int { return r.ID }, func(r *ent.CordonEntry) []any {
			return []any{r.Edges.Incident.Number, r.Name, r.Unit, r.EnteredAt, r.OutBy, value(r.LeftAt)}
		})
	},
}

var samples = &Table{
	Name: "samples", Needs: viewer.IncidentRead, Filters: ofIncidents,
	Columns: []Column{
		{Key: "incident"}, {Key: "medium", Kind: Word, Words: "medium"}, {Key: "substance"}, {Key: "place"}, {Key: "measured", Kind: Number},
		{Key: "measuredUnit"}, {Key: "bound", Kind: Number}, {Key: "standard"}, {Key: "sampledAt", Kind: Instant}, {Key: "by"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.EnvironmentSample, error) {
			return s.Client.EnvironmentSample.Query().Where(environmentsample.HasIncidentWith(f.of()...), environmentsample.IDGT(after)).
				Order(ent.Asc(environmentsample.FieldID)).Limit(pageRows).WithIncident().All(ctx)
		}, func(r *ent.EnvironmentSample) int { return r.ID }, func(r *ent.EnvironmentSample) []any {
			return []any{
				r.Edges.Incident.Number, string(r.Medium), r.Substance, r.Place, r.Value, r.Unit, value(r.Bound), r.Standard, r.SampledAt, r.By,
			}
		})
	},
}
