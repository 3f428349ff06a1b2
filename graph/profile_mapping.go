package graph

import (
	"context"
	"errors"

	"commandhub/graph/model"
	"commandhub/server/county"
	"commandhub/server/timeline"
)

func (r *Resolver) importPayload(ctx context.Context, now *county.InForce, err error) (*model.ImportProfilePayload, error) {
	out := &model.ImportProfilePayload{Profile: now}
	var drifted *county.Drifted
	if errors.As(err, &drifted) {
		out.Preview = drifted.Now
	}
	if errors.Is(err, timeline.ErrRepeated) {
		var failed error
		if out.Profile, failed = r.Profiles.Current(ctx); failed != nil {
			return nil, failed
		}
	}
	out.UserErrors, err = mend(err)
	return out, err
}
