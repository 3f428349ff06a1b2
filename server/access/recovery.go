package access

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/ent/passkey"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Recover exchanges a code for a new password. The person's second factors and
// sign-ins end: whoever had the old ones has nothing. A lock of the account ends too.
func (a *Access) Recover(ctx context.Context, code, password string) (viewer.Viewer, error) {
	invitation, err := a.Inspect(ctx, code)
	if err != nil {
		return viewer.Viewer{}, err
	}
	owner := invitation.Edges.User
	if owner == nil {
		return viewer.Viewer{}, ErrCode
	}
	hash, last, err := newPassword(ctx, owner, password)
	if err != nil {
		return viewer.Viewer{}, err
	}
	err = a.timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		if _, err := a.use(ctx, tx, code, enrolment.KindRECOVERY); err != nil {
			return timeline.Entry{}, err
		}
		err := tx.User.UpdateOneID(owner.ID).SetPasswordHash(hash).SetPasswordHistory(last).
			SetPasswordChangedAt(a.now()).ClearTotpSealed().Exec(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if _, err := tx.Passkey.Delete().Where(passkey.HasUserWith(user.ID(owner.ID))).Exec(ctx); err != nil {
			return timeline.Entry{}, err
		}
		if err := endSignIns(ctx, tx, owner.ID, ""); err != nil {
			return timeline.Entry{}, err
		}
		if err := clearFailures(ctx, tx, owner.Name); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "user.recovered", SubjectType: "User", SubjectID: owner.ID}, nil
	})
	if err != nil {
		return viewer.Viewer{}, err
	}
	a.Withdrawn(viewer.Person, owner.ID)
	return a.Person(ctx, owner.ID)
}
