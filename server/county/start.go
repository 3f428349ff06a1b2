package county

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"commandhub/ent"
	"commandhub/server/profile"
	"commandhub/server/timeline"
)

// leastReplaced is how many digits name the import that a start may replace.
const leastReplaced = 12

// Start puts a profile in force and brings the database in line with it. An import
// that the database holds is in force whatever the hub was started with, unless
// replace names its digest: then what the hub was started with takes its place, as
// an import of the hub's own. So a restart never overwrites an import, and neither
// does the same option given again after another import.
func (p *Profiles) Start(ctx context.Context, given fs.FS, replace string) (*InForce, error) {
	ctx = asHub(ctx)
	row, err := latest(ctx, p.Store.Client)
	if err != nil {
		return nil, err
	}
	replaces := row != nil && len(replace) >= leastReplaced && strings.HasPrefix(row.Digest, replace)
	if replace != "" && !replaces {
		in := "no import"
		if row != nil {
			in = row.Digest
		}
		p.Log.WarnContext(ctx, "replace-import names another import than the one in force and does nothing", "replace_import", replace, "in_force", in)
	}
	var is *InForce
	if row != nil && !replaces {
		is, err = p.keep(ctx, row, given)
	} else {
		is, err = p.begin(ctx, given)
	}
	if err != nil {
		return nil, err
	}
	for _, w := range is.County.Warnings {
		p.Log.WarnContext(ctx, "profile", "warning", fmt.Sprint(w))
	}
	var changes profile.Changes
	err = p.Store.WithTx(ctx, func(tx *ent.Tx) error {
		if changes, err = profile.Apply(ctx, tx, is.County); err != nil {
			return err
		}
		if replaces {
			return p.replace(ctx, tx, row, is, changes)
		}
		if changes.None() {
			return nil
		}
		return p.Timeline.Append(ctx, tx, timeline.Entry{
			Action: "profile.applied", After: map[string]any{"county": is.County.Code, "digest": is.Digest, "changes": changes},
		})
	})
	if err != nil {
		return nil, err
	}
	p.Timeline.Grown().Ring()
	p.now.Store(is)
	p.Log.InfoContext(ctx, "profile applied", "county", is.County.Code, "source", is.Source, "digest", is.Digest, "stations", len(is.County.Stations),
		"created", len(changes.Stations.Created), "updated", len(changes.Stations.Updated), "left_alone", len(changes.Stations.LeftAlone))
	return is, nil
}

// begin is the profile that the hub was started with.
func (p *Profiles) begin(ctx context.Context, given fs.FS) (*InForce, error) {
	c, err := p.loadGiven(given)
	if err != nil {
		return nil, err
	}
	files, err := profile.Gather(given)
	if err != nil {
		return nil, err
	}
	return &InForce{County: c, Files: files, Digest: files.Digest(), Source: AtStart, Since: p.time()}, nil
}

// loadGiven reads all files that there are, so that every problem is told.
func (p *Profiles) loadGiven(given fs.FS) (*profile.County, error) {
	c, err := profile.Load(given)
	if err == nil && p.Simulated {
		c.Exercise = true
	}
	return c, err
}

// keep is the import that is in force, and says what that sets aside.
func (p *Profiles) keep(ctx context.Context, row *ent.ProfileVersion, given fs.FS) (*InForce, error) {
	is, err := p.open(row)
	if err != nil {
		return nil, fmt.Errorf("the imported profile %s does not pass any more; to put the hub's own in its place, start with --replace-import %s\n%w",
			short(row.Digest), short(row.Digest), err)
	}
	if files, err := profile.Gather(given); err == nil && files.Digest() != is.Digest {
		is.SetAside = files.Digest()
		p.Log.WarnContext(ctx, "an imported profile is in force; the hub's option profile is set aside; to put it in force, start once with replace-import",
			"in_force", is.Digest, "since", is.Since, "by", is.By, "set_aside", is.SetAside, "replace_import", short(is.Digest))
	}
	return is, nil
}

// replace records that the hub's own profile came in the place of an import.
func (p *Profiles) replace(ctx context.Context, tx *ent.Tx, was *ent.ProfileVersion, is *InForce, changes profile.Changes) error {
	archive, err := is.Files.Pack()
	if err != nil {
		return err
	}
	if _, err := profile.Unpack(archive); err != nil { // it must be read again at the next start
		return err
	}
	is.Source, is.Version = Imported, *was.Version+1
	row, err := tx.ProfileVersion.Create().SetDigest(is.Digest).SetArchive(archive).SetUploadedAt(is.Since).SetUploadedBy("").
		SetVersion(is.Version).SetInForceSince(is.Since).Save(ctx)
	if err != nil {
		return err
	}
	return p.Timeline.Append(ctx, tx, imported(row, was.Digest, is.County, changes, nil))
}
