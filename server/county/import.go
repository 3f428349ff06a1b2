package county

import (
	"context"
	"errors"
	"fmt"

	"commandhub/ent"
	"commandhub/server/policy"
	"commandhub/server/profile"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Importing is the import of an upload as it was previewed.
type Importing struct {
	Upload         int
	State          string // of the preview that was seen
	IdempotencyKey string
}

// Drifted refuses an import that would not do what was previewed. Now is what it
// would do.
type Drifted struct{ Now *Preview }

func (*Drifted) Error() string {
	return "what the import would do is no longer what was previewed: the profile in force or the database has changed; look at the new preview"
}

// errMoved is a profile that came into force at the same time.
var errMoved = errors.New("another profile came into force in between")

// Import puts an upload in force, as the context's viewer, who needs profile:write:
// all of it or none, and only what the preview of that state showed; else it fails
// with Drifted. Other hubs take it over within two seconds.
func (p *Profiles) Import(ctx context.Context, in Importing) (*InForce, error) {
	who := viewer.From(ctx)
	if !who.May(viewer.ProfileWrite) {
		return nil, &policy.Denied{Scope: viewer.ProfileWrite}
	}
	err := p.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		return p.importAs(asHub(ctx), tx, in, who.Name)
	})
	if errors.Is(err, errMoved) {
		next, again := p.Preview(ctx, in.Upload)
		if again != nil {
			return nil, again
		}
		err = &Drifted{next}
	}
	if err != nil {
		return nil, err
	}
	if err := p.Reload(ctx); err != nil { // it is in force all the same: the timeline's follower tries again
		p.Log.WarnContext(ctx, "an imported profile is not taken over yet", "error", err)
	}
	return p.now.Load(), nil
}

func (p *Profiles) importAs(ctx context.Context, tx *ent.Tx, in Importing, who string) (e timeline.Entry, err error) {
	db := tx.Client()
	next, err := p.uploaded(ctx, db, in.Upload)
	if err != nil {
		return e, err
	}
	would, err := p.preview(ctx, db, next)
	if err != nil {
		return e, err
	}
	if would.State != in.State {
		return e, &Drifted{would}
	}
	// The version comes first: of two imports at once the later waits here for the
	// other's end, before either has touched a row of the county.
	row, err := next.row.Update().SetVersion(would.was.Version + 1).SetInForceSince(p.time()).SetImportedBy(who).Save(ctx)
	if ent.IsConstraintError(err) {
		return e, errMoved
	}
	if err != nil {
		return e, err
	}
	changes, err := profile.Apply(ctx, tx, next.county)
	if err != nil {
		return e, err
	}
	return imported(row, would.was.Digest, next.county, changes, would.Parts), nil
}

// imported is the row of the timeline.
func imported(row *ent.ProfileVersion, before string, c *profile.County, changes profile.Changes, parts []*Part) timeline.Entry {
	counts := map[PartName]map[string]int{}
	for _, p := range parts {
		counts[p.Part] = map[string]int{
			"added": p.Added, "changed": p.Changed, "closed": p.Closed, "removed": p.Removed, "kept": p.Kept, "unchanged": p.Unchanged,
		}
	}
	return timeline.Entry{
		Action: "profile.imported", SubjectType: "ProfileVersion", SubjectID: row.ID,
		Before: map[string]any{"digest": before},
		After: map[string]any{
			"code": fmt.Sprintf("%s v%d", short(row.Digest), *row.Version), "county": c.Code, "digest": row.Digest, "version": *row.Version,
			"counts": counts, "changes": changes,
		},
	}
}
