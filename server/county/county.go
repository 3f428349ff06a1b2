// Package county is which profile of the county is in force, and the import of
// another: what it would change is shown first, and what was shown is what comes.
package county

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/profileversion"
	"commandhub/server/policy"
	"commandhub/server/profile"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Profiles is the use cases. Start before use.
type Profiles struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
	Log      *slog.Logger
	// Simulated stations run on this hub: all that they say is an exercise.
	Simulated bool
	// Changed takes over, on this hub, what came into force.
	Changed func(ctx context.Context, now *InForce) error

	now atomic.Pointer[InForce]
}

// Source is where the profile in force came from.
type Source string

// The sources.
const (
	AtStart  Source = "START"  // the hub's option, read when it started
	Imported Source = "IMPORT" // the database: it outlives restarts
)

// InForce is the profile in force. Nothing in it is changed.
type InForce struct {
	County  *profile.County
	Files   profile.Files
	Digest  string
	Source  Source
	Version int // of an import; 0 otherwise
	Since   time.Time
	By      string // who imported it; empty for the hub itself
	// SetAside is the digest of the profile that the hub was started with and that
	// an import keeps from being applied; empty where there is none.
	SetAside string
}

// InForce is the profile in force on this hub.
func (p *Profiles) InForce() *InForce { return p.now.Load() }

// Current is the profile in force, for the context's viewer, who needs
// profile:write.
func (p *Profiles) Current(ctx context.Context) (*InForce, error) {
	if !viewer.From(ctx).May(viewer.ProfileWrite) {
		return nil, &policy.Denied{Scope: viewer.ProfileWrite}
	}
	return p.now.Load(), nil
}

func (p *Profiles) time() time.Time { return p.Clock.Now().UTC().Truncate(time.Microsecond) }

// asHub is who reads and writes the county's rows; who asked for it stands in the
// timeline.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("profile"))
}

// latest is the import in force, nil where there never was one.
func latest(ctx context.Context, db *ent.Client) (*ent.ProfileVersion, error) {
	row, err := db.ProfileVersion.Query().Where(profileversion.VersionNotNil()).
		Order(ent.Desc(profileversion.FieldVersion)).First(asHub(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

// load reads and checks the files of a profile as this hub uses it.
func (p *Profiles) load(files profile.Files) (*profile.County, error) {
	c, err := profile.Load(files)
	if err == nil && p.Simulated {
		c.Exercise = true // what simulated stations say is never real
	}
	return c, err
}

// open reads an import.
func (p *Profiles) open(row *ent.ProfileVersion) (*InForce, error) {
	files, err := profile.Unpack(row.Archive)
	if err != nil {
		return nil, err
	}
	c, err := p.load(files)
	if err != nil {
		return nil, err
	}
	return &InForce{
		County: c, Files: files, Digest: row.Digest, Source: Imported,
		Version: *row.Version, Since: *row.InForceSince, By: row.ImportedBy,
	}, nil
}

// Reload takes over what another hub imported, or this one. A profile that is in
// force already is left.
func (p *Profiles) Reload(ctx context.Context) error {
	row, err := latest(ctx, p.Store.Client)
	if err != nil || row == nil {
		return err
	}
	was := p.now.Load()
	if was != nil && was.Version >= *row.Version {
		return nil
	}
	is, err := p.open(row)
	if err != nil {
		return fmt.Errorf("the imported profile %s: %w", short(row.Digest), err)
	}
	if was != nil {
		is.SetAside = was.SetAside
		if was.Source == AtStart && was.Digest != is.Digest {
			is.SetAside = was.Digest
		}
	}
	if err := p.Changed(ctx, is); err != nil {
		return err
	}
	p.now.Store(is)
	p.Log.InfoContext(ctx, "profile in force", "digest", is.Digest, "version", is.Version)
	return nil
}

// short is how a digest is spoken of.
func short(digest string) string { return digest[:min(12, len(digest))] }

// Archive is the profile in force as a ZIP file, for the context's viewer, who needs
// profile:write.
func (p *Profiles) Archive(ctx context.Context) (data []byte, of *InForce, err error) {
	if of, err = p.Current(ctx); err != nil {
		return nil, nil, err
	}
	data, err = of.Files.Pack()
	return data, of, err
}
