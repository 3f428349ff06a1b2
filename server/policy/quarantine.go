package policy

import (
	"context"
	"slices"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	"commandhub/ent/quarantine"
	"commandhub/server/viewer"
)

// Quarantine is the policy of what was refused: read by holders of quarantine:read,
// as far as it reaches. Holders of quarantine:review of the whole county say which
// verdict stands on it, and change nothing else of it.
func Quarantine() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{boundQuery(viewer.QuarantineRead)},
		Mutation: privacy.MutationPolicy{reviewMutation{ent.OpUpdate}},
	}
}

// QuarantineVerdicts is the policy of verdicts: read as what they are on, only ever
// added by holders of quarantine:review.
func QuarantineVerdicts() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{boundQuery(viewer.QuarantineRead)},
		Mutation: privacy.MutationPolicy{reviewMutation{ent.OpCreate}},
	}
}

// reviewMutation is what a review does to a row.
type reviewMutation struct{ op ent.Op }

func (r reviewMutation) EvalMutation(ctx context.Context, m ent.Mutation) error {
	if allowed(need(ctx, HubInternal)) {
		return privacy.Allow
	}
	if err := need(ctx, viewer.QuarantineReview); !allowed(err) {
		return err
	}
	all, _ := viewer.From(ctx).Reaches(viewer.QuarantineReview)
	touched := slices.Concat(m.Fields(), m.ClearedFields())
	verdictAlone := r.op == ent.OpCreate || len(touched) == 1 && touched[0] == quarantine.FieldVerdictID
	if !all || !m.Op().Is(r.op) || !verdictAlone {
		return &Denied{Scope: HubInternal}
	}
	return privacy.Allow
}
