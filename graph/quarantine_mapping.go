package graph

import (
	"context"
	"errors"

	"entgo.io/contrib/entgql"

	"commandhub/ent"
	"commandhub/ent/device"
	"commandhub/ent/predicate"
	entquarantine "commandhub/ent/quarantine"
	"commandhub/ent/quarantineverdict"
	entstation "commandhub/ent/station"
	"commandhub/graph/model"
	"commandhub/server/quarantine"
	"commandhub/server/timeline"
)

// newestFirst orders the quarantine.
var newestFirst = ent.WithQuarantineOrder(&ent.QuarantineOrder{
	Direction: entgql.OrderDirectionDesc, Field: ent.DefaultQuarantineOrder.Field,
})

func quarantineWhere(f *model.QuarantineFilter) []predicate.Quarantine {
	var where []predicate.Quarantine
	if f == nil {
		return nil
	}
	if f.Device != nil {
		where = append(where, entquarantine.HasDeviceWith(device.Code(*f.Device)))
	}
	if f.Station != nil {
		where = append(where, entquarantine.HasStationWith(entstation.Code(*f.Station)))
	}
	if f.Reason != nil {
		where = append(where, entquarantine.ReasonEQ(*f.Reason))
	}
	if f.Reviewed != nil {
		if *f.Reviewed == model.QuarantineReviewedUnreviewed {
			where = append(where, entquarantine.VerdictIDIsNil())
		} else {
			where = append(where, entquarantine.VerdictIDNotNil())
		}
	}
	if f.Verdict != nil {
		where = append(where, entquarantine.HasVerdictWith(quarantineverdict.KindEQ(*f.Verdict)))
	}
	return where
}

// reviewPayload tells what came of a review; after a conflict, what standing finds. A
// verdict that was given by an earlier try is found by that.
func (r *Resolver) reviewPayload(ctx context.Context, given *ent.QuarantineVerdict, err error, standing func() (*ent.QuarantineVerdict, int, error)) (*model.ReviewQuarantinePayload, error) {
	out := &model.ReviewQuarantinePayload{Verdict: given}
	if conflict := (*quarantine.Conflict)(nil); errors.As(err, &conflict) {
		var failed error
		if out.Verdict, out.Waiting, failed = standing(); failed != nil {
			return nil, failed
		}
	}
	if repeated := (*timeline.Repeated)(nil); errors.As(err, &repeated) {
		out.Verdict, _ = r.Store.Client.QuarantineVerdict.Get(ctx, repeated.SubjectID)
	}
	problems, err := mend(err)
	out.UserErrors = problems
	return out, err
}
