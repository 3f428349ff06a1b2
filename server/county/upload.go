package county

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/profileversion"
	"commandhub/server/policy"
	"commandhub/server/profile"
	"commandhub/server/viewer"
)

// previewsFor is how long an upload that was not imported is kept.
const previewsFor = 24 * time.Hour

// Upload keeps a profile, as ZIP, to be previewed and imported by the context's
// viewer, who needs profile:write; it takes the place of what that person uploaded
// before and did not import. Nothing else is changed. What is wrong with it is
// profile.Problems, all of it.
func (p *Profiles) Upload(ctx context.Context, data []byte) (*ent.ProfileVersion, error) {
	who := viewer.From(ctx)
	if !who.May(viewer.ProfileWrite) {
		return nil, &policy.Denied{Scope: viewer.ProfileWrite}
	}
	files, err := profile.Unpack(data)
	if err != nil {
		return nil, err
	}
	next, err := p.load(files)
	if err != nil {
		return nil, err
	}
	ctx = asHub(ctx)
	problems := next.Misfits(p.now.Load().County)
	if _, err := profile.Compare(ctx, p.Store.Client, next); err != nil {
		wrong, ok := asProblems(err)
		if !ok {
			return nil, err
		}
		problems = append(problems, wrong...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	archive, err := files.Pack()
	if err != nil {
		return nil, err
	}
	var row *ent.ProfileVersion
	err = p.Store.WithTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.ProfileVersion.Delete().Where(profileversion.VersionIsNil(), profileversion.Or(
			profileversion.UploadedBy(who.Actor()), profileversion.UploadedAtLT(p.time().Add(-previewsFor)),
		)).Exec(ctx)
		if err != nil {
			return err
		}
		row, err = tx.ProfileVersion.Create().SetDigest(files.Digest()).SetArchive(archive).
			SetUploadedAt(p.time()).SetUploadedBy(who.Actor()).Save(ctx)
		return err
	})
	return row, err
}
