package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/casualty"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/socket"

	"entgo.io/contrib/entgql"
)

func (r *casualtyCountResolver) DirectLoss(ctx context.Context, obj *ent.CasualtyCount) (*measure.Fen, error) {
	return fen(obj.DirectLossFen), nil
}

func (r *incidentResolver) DirectLoss(ctx context.Context, obj *ent.Incident) (*measure.Fen, error) {
	return fen(obj.DirectLossFen), nil
}

func (r *incidentResolver) GradeOpen(ctx context.Context, obj *ent.Incident) ([]string, error) {
	return gradeOpen(obj), nil
}

func (r *incidentResolver) ProposedLevel(ctx context.Context, obj *ent.Incident) (rule.Level, error) {
	return incident.Proposal(obj).Level, nil
}

func (r *incidentResolver) ProposalReasons(ctx context.Context, obj *ent.Incident) ([]*rule.Reason, error) {
	return reasons(incident.Proposal(obj).Reasons), nil
}

func (r *incidentResolver) ProposalPosts(ctx context.Context, obj *ent.Incident) ([]rule.Post, error) {
	posts, _ := rule.MayStart(incident.Proposal(obj).Level)
	return posts, nil
}

func (r *incidentResolver) Casualties(ctx context.Context, obj *ent.Incident) ([]*ent.Casualty, error) {
	return obj.QueryCasualties().Order(ent.Asc(casualty.FieldID)).All(ctx)
}

func (r *incidentResolver) Log(ctx context.Context, obj *ent.Incident, after *entgql.Cursor[int], first int) (*model.IncidentLogPage, error) {
	return r.incidentLog(ctx, obj.ID, after, first)
}

func (r *incidentLogEntryResolver) Cursor(ctx context.Context, obj *ent.TimelineEntry) (*entgql.Cursor[int], error) {
	return model.At(obj.Sequence), nil
}

func (r *incidentUpdateResolver) Cursor(ctx context.Context, obj *incident.Update) (*entgql.Cursor[int], error) {
	return model.At(obj.Sequence), nil
}

func (r *mutationResolver) OpenIncident(ctx context.Context, input incident.New) (*model.IncidentPayload, error) {
	row, err := r.Incidents.Open(ctx, input)
	return r.incidentPayload(ctx, 0, row, err)
}

func (r *mutationResolver) OpenIncidentFromStation(ctx context.Context, input incident.FromStation) (*model.IncidentPayload, error) {
	row, err := r.Incidents.OpenFromStation(ctx, input)
	return r.incidentPayload(ctx, 0, row, err)
}

func (r *mutationResolver) UpdateIncident(ctx context.Context, input incident.Change) (*model.IncidentPayload, error) {
	row, err := r.Incidents.Update(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) CountCasualties(ctx context.Context, input incident.Count) (*model.IncidentPayload, error) {
	row, err := r.Incidents.CountCasualties(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) RaiseGrade(ctx context.Context, input incident.Raise) (*model.IncidentPayload, error) {
	row, err := r.Incidents.RaiseGrade(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) VerifyIncident(ctx context.Context, input incident.Step) (*model.IncidentPayload, error) {
	row, err := r.Incidents.Verify(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) RejectIncident(ctx context.Context, input incident.Step) (*model.IncidentPayload, error) {
	row, err := r.Incidents.Reject(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) BeginAftermath(ctx context.Context, input incident.Step) (*model.IncidentPayload, error) {
	row, err := r.Incidents.BeginAftermath(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *mutationResolver) CloseIncident(ctx context.Context, input incident.Step) (*model.IncidentPayload, error) {
	row, err := r.Incidents.Close(ctx, input)
	return r.incidentPayload(ctx, input.Incident, row, err)
}

func (r *queryResolver) Incidents(ctx context.Context, open *bool, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.IncidentConnection, error) {
	return r.Resolver.Incidents.List(open).Paginate(ctx, after, first, before, last)
}

func (r *queryResolver) Incident(ctx context.Context, id int) (*ent.Incident, error) {
	return r.incident(ctx, id)
}

func (r *queryResolver) HandOverGenuine(ctx context.Context, snapshot string, signature string) (*bool, error) {
	genuine := r.Resolver.Incidents.Genuine(snapshot, signature)
	return &genuine, nil
}

func (r *queryResolver) AccidentPlan(ctx context.Context) (*model.AccidentPlan, error) {
	return accidentPlan(r.Resolver.Incidents.Plan()), nil
}

func (r *subscriptionResolver) IncidentUpdates(ctx context.Context, after *entgql.Cursor[int]) (<-chan *incident.Update, error) {
	updates, err := r.Incidents.Updates(ctx, place(after))
	if err != nil {
		return nil, err
	}
	return socket.Stream(ctx, updates), nil
}

func (r *Resolver) CasualtyCount() generated.CasualtyCountResolver { return &casualtyCountResolver{r} }

func (r *Resolver) Incident() generated.IncidentResolver { return &incidentResolver{r} }

func (r *Resolver) IncidentLogEntry() generated.IncidentLogEntryResolver {
	return &incidentLogEntryResolver{r}
}

func (r *Resolver) IncidentUpdate() generated.IncidentUpdateResolver {
	return &incidentUpdateResolver{r}
}

type (
	casualtyCountResolver    struct{ *Resolver }
	incidentResolver         struct{ *Resolver }
	incidentLogEntryResolver struct{ *Resolver }
	incidentUpdateResolver   struct{ *Resolver }
)
