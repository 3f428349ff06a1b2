package graph

import (
	"context"

	"entgo.io/contrib/entgql"

	"commandhub/ent"
	"commandhub/graph/model"
)

// latestSceneReportFirst is the order of reports from the scene.
var latestSceneReportFirst = ent.WithSceneReportOrder(&ent.SceneReportOrder{Direction: entgql.OrderDirectionDesc, Field: ent.DefaultSceneReportOrder.Field})

// sceneReportPayload tells what came of a report; one that was sent before comes as it is now.
func sceneReportPayload(row *ent.SceneReport, err error) (*model.SceneReportPayload, error) {
	problems, err := mend(err)
	return &model.SceneReportPayload{Report: row, UserErrors: problems}, err
}

// decidedPayload tells what came of a decision on a report.
func (r *Resolver) decidedPayload(ctx context.Context, id int, row *ent.SceneReport, err error) (*model.SceneReportPayload, error) {
	return sceneReportPayload(latest(ctx, row, err, id, r.Store.Client.SceneReport.Get), err)
}
