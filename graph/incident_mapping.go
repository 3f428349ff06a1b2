package graph

import (
	"context"
	"errors"

	"commandhub/ent"
	entincident "commandhub/ent/incident"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// latest is what a change gave; after a conflict, or where the same request was
// carried out before, the row as it is now.
func latest[R any](ctx context.Context, row *R, err error, id int, get func(context.Context, int) (*R, error)) *R {
	if conflict := (*incident.Conflict)(nil); errors.As(err, &conflict) || errors.Is(err, timeline.ErrRepeated) {
		row, _ = get(ctx, id)
	}
	return row
}

// incidentPayload tells what came of a change; after a conflict, how the incident
// is now. One that was opened by an earlier try is found by that.
func (r *Resolver) incidentPayload(ctx context.Context, id int, row *ent.Incident, err error) (*model.IncidentPayload, error) {
	if repeated := (*timeline.Repeated)(nil); errors.As(err, &repeated) {
		id = repeated.SubjectID
	}
	row = latest(ctx, row, err, id, r.Store.Client.Incident.Get)
	problems, err := mend(err)
	return &model.IncidentPayload{Incident: row, UserErrors: problems}, err
}

func deadlinePayload(row *ent.Deadline, err error) (*model.DeadlinePayload, error) {
	problems, err := mend(err)
	return &model.DeadlinePayload{Deadline: row, UserErrors: problems}, err
}

func (r *Resolver) reportPayload(ctx context.Context, id int, row *ent.Report, err error) (*model.ReportPayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.Report.Get)
	problems, err := mend(err)
	return &model.ReportPayload{Report: row, UserErrors: problems}, err
}

func stepPayload(row *ent.ResponseStep, err error) (*model.ResponseStepPayload, error) {
	problems, err := mend(err)
	return &model.ResponseStepPayload{Step: row, UserErrors: problems}, err
}

func (r *Resolver) groupPayload(ctx context.Context, id int, row *ent.WorkingGroup, err error) (*model.WorkingGroupPayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.WorkingGroup.Get)
	problems, err := mend(err)
	return &model.WorkingGroupPayload{Group: row, UserErrors: problems}, err
}

func (r *Resolver) taskPayload(ctx context.Context, id int, row *ent.Task, err error) (*model.TaskPayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.Task.Get)
	problems, err := mend(err)
	return &model.TaskPayload{Task: row, UserErrors: problems}, err
}

// told is what a report tells, in the plan's order. Of the row it reads the elements
// alone: who asks for no more has no more of it loaded.
func told(row *ent.Report) []*incident.Told {
	out := []*incident.Told{}
	for _, e := range rule.AllElements() {
		if text := row.Elements[string(e)]; text != "" {
			out = append(out, &incident.Told{Element: e, Text: text})
		}
	}
	return out
}

func (r *Resolver) incidentLog(ctx context.Context, id int, after *ent.Cursor, first int) (*model.IncidentLogPage, error) {
	if err := within("first", first, 1, timeline.Page); err != nil {
		return nil, err
	}
	from := int64(0)
	if after != nil {
		from = *place(after)
	}
	rows, err := r.Incidents.Log(ctx, id, from, first)
	if err != nil {
		return nil, err
	}
	page := &model.IncidentLogPage{Entries: rows, EndCursor: after, HasMore: len(rows) == first}
	if len(rows) > 0 {
		page.EndCursor = model.At(rows[len(rows)-1].Sequence)
	}
	return page, nil
}

// conditions are the words of a step, as the contract's.
func conditions(words []string) []rule.Condition {
	out := make([]rule.Condition, len(words))
	for i, w := range words {
		out[i] = rule.Condition(w)
	}
	return out
}

func fen(n *int64) *measure.Fen { return (*measure.Fen)(n) }

// gradeOpen names what is unknown and could lift the grade.
func gradeOpen(row *ent.Incident) []string {
	return append([]string{}, incident.Assessment(row).Open...)
}

func reasons(rows []rule.Reason) []*rule.Reason {
	out := make([]*rule.Reason, len(rows))
	for i := range rows {
		out[i] = &rows[i]
	}
	return out
}

// incident is one that the viewer reaches, nil where there is none.
func (r *Resolver) incident(ctx context.Context, id int) (*ent.Incident, error) {
	q, err := r.Store.Client.Incident.Query().Where(entincident.ID(id)).CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	row, err := q.First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

func accidentPlan(p incident.Plan) *model.AccidentPlan {
	out := &model.AccidentPlan{
		GraceReportMinutes:         int(p.Grace.Report.Minutes()),
		GraceFollowUpMinutes:       int(p.Grace.FollowUp.Minutes()),
		GraceForeignAffairsMinutes: int(p.Grace.Foreign.Minutes()),
		Kinds:                      []*incident.Kind{},
	}
	for i := range p.Kinds {
		out.Kinds = append(out.Kinds, &p.Kinds[i])
	}
	return out
}
