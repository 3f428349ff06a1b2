package graph

import (
	"context"

	"commandhub/graph/model"
)

// alarmsPayload is what alarms after a change that succeeded.
func (r *Resolver) alarmsPayload(ctx context.Context, err error) (*model.AlarmsPayload, error) {
	problems, err := mend(err)
	if err != nil || len(problems) > 0 {
		return &model.AlarmsPayload{UserErrors: problems}, err
	}
	state, err := r.Alarms.Alarms.Now(ctx)
	return &model.AlarmsPayload{Alarms: state, UserErrors: problems}, err
}
