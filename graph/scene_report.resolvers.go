package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/incident"

	"entgo.io/contrib/entgql"
)

func (r *mutationResolver) ReportFromScene(ctx context.Context, input incident.FromScene) (*model.SceneReportPayload, error) {
	return sceneReportPayload(r.Resolver.Incidents.ReportFromScene(ctx, input))
}

func (r *mutationResolver) AdoptSceneReport(ctx context.Context, input incident.Adoption) (*model.SceneReportPayload, error) {
	row, err := r.Resolver.Incidents.AdoptSceneReport(ctx, input)
	return r.decidedPayload(ctx, input.Report, row, err)
}

func (r *mutationResolver) SetSceneReportAside(ctx context.Context, input incident.SettingAside) (*model.SceneReportPayload, error) {
	row, err := r.Resolver.Incidents.SetSceneReportAside(ctx, input)
	return r.decidedPayload(ctx, input.Report, row, err)
}

func (r *queryResolver) SceneReports(ctx context.Context, waiting *bool, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.SceneReportConnection, error) {
	return r.Resolver.Incidents.SceneReports(waiting).Paginate(ctx, after, first, before, last, latestSceneReportFirst)
}
