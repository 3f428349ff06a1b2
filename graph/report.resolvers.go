package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
	"commandhub/server/rule"
)

func (r *mutationResolver) DraftReport(ctx context.Context, input incident.Draft) (*model.ReportPayload, error) {
	row, err := r.Incidents.DraftReport(ctx, input)
	return r.reportPayload(ctx, 0, row, err)
}

func (r *mutationResolver) EditReport(ctx context.Context, input incident.Edit) (*model.ReportPayload, error) {
	row, err := r.Incidents.EditReport(ctx, input)
	return r.reportPayload(ctx, input.Report, row, err)
}

func (r *mutationResolver) SendReport(ctx context.Context, input incident.Sending) (*model.ReportPayload, error) {
	row, err := r.Incidents.SendReport(ctx, input)
	return r.reportPayload(ctx, input.Report, row, err)
}

func (r *mutationResolver) ReceiptReport(ctx context.Context, input incident.Receipt) (*model.ReportPayload, error) {
	row, err := r.Incidents.ReceiptReport(ctx, input)
	return r.reportPayload(ctx, 0, row, err)
}

func (r *reportResolver) Elements(ctx context.Context, obj *ent.Report) ([]*incident.Told, error) {
	return told(obj), nil
}

func (r *reportResolver) Missing(ctx context.Context, obj *ent.Report) ([]rule.Element, error) {
	return rule.Missing(string(obj.Kind), obj.Elements), nil
}

func (r *reportResolver) Outdated(ctx context.Context, obj *ent.Report) (bool, error) {
	return r.Incidents.Outdated(ctx, obj)
}

func (r *Resolver) Report() generated.ReportResolver { return &reportResolver{r} }

type reportResolver struct{ *Resolver }
