package county

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"

	"commandhub/ent"
	"commandhub/ent/profileversion"
	"commandhub/ent/station"
	"commandhub/server/incident"
	"commandhub/server/policy"
	"commandhub/server/profile"
	"commandhub/server/viewer"
)

// Preview is what the import of an upload would change, against the database as it
// is. State names all of that: the import is bound to it.
type Preview struct {
	Upload   int
	Digest   string
	State    string
	Parts    []*Part
	Warnings []profile.Problem
	Harms    []*Harm

	changes profile.Changes
	was     *InForce // what it was compared with
}

// PartName is a part of a profile.
type PartName string

// The parts, in the order in which they are shown.
const (
	CountyPart        PartName = "COUNTY"
	AreasPart         PartName = "AREAS"
	OrganisationsPart PartName = "ORGANISATIONS"
	ProductsPart      PartName = "PRODUCTS"
	StationsPart      PartName = "STATIONS"
	TanksPart         PartName = "TANKS"
	NozzlesPart       PartName = "NOZZLES"
	DevicesPart       PartName = "DEVICES"
	InstallationsPart PartName = "INSTALLATIONS"
	PlanPart          PartName = "PLAN"
	SupervisionPart   PartName = "SUPERVISION"
)

// Part is what would become of one part.
type Part struct {
	Part                                             PartName
	Added, Changed, Closed, Removed, Kept, Unchanged int
	Rows                                             []*Row // all but the unchanged
}

// Act is what would be done to a row.
type Act string

// The acts.
const (
	Added   Act = "ADDED"
	Changed Act = "CHANGED"
	Closed  Act = "CLOSED"  // a station whose status becomes CLOSED
	Removed Act = "REMOVED" // of the plan, the scheme and the county's facts
	Kept    Act = "KEPT"    // not in the files; it stays in the database as it is
)

// Row is one thing that would not stay as it is, or that the files leave out.
type Row struct {
	Act          Act
	Code         string
	Name, NameEn string // empty for what has none
	Fields       []*profile.Field
}

// Preview is that of an upload, for the context's viewer, who needs profile:write.
func (p *Profiles) Preview(ctx context.Context, upload int) (*Preview, error) {
	if !viewer.From(ctx).May(viewer.ProfileWrite) {
		return nil, &policy.Denied{Scope: viewer.ProfileWrite}
	}
	ctx = asHub(ctx)
	next, err := p.uploaded(ctx, p.Store.Client, upload)
	if err != nil {
		return nil, err
	}
	return p.preview(ctx, p.Store.Client, next)
}

// upload is a profile that waits to be imported.
type upload struct {
	row    *ent.ProfileVersion
	county *profile.County
}

// uploaded refuses one that is gone or was imported.
func (p *Profiles) uploaded(ctx context.Context, db *ent.Client, id int) (*upload, error) {
	row, err := db.ProfileVersion.Query().Where(profileversion.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, incident.Refuse("upload", noUpload.With())
	case err != nil:
		return nil, err
	case row.Version != nil:
		return nil, incident.Refuse("upload", importedBefore.With())
	}
	files, err := profile.Unpack(row.Archive)
	if err != nil {
		return nil, err
	}
	county, err := p.load(files)
	if err != nil {
		return nil, incident.Refuse("upload", broken.With(err))
	}
	return &upload{row, county}, nil
}

// base is the profile in force as the database has it, so that hubs agree.
func (p *Profiles) base(ctx context.Context, db *ent.Client) (*InForce, error) {
	row, err := latest(ctx, db)
	if err != nil {
		return nil, err
	}
	if now := p.now.Load(); row == nil || now.Version == *row.Version {
		return now, nil
	}
	return p.open(row)
}

func (p *Profiles) preview(ctx context.Context, db *ent.Client, next *upload) (*Preview, error) {
	was, err := p.base(ctx, db)
	if err != nil {
		return nil, err
	}
	if problems := next.county.Misfits(was.County); len(problems) > 0 {
		return nil, incident.Refuse("upload", broken.With(problems))
	}
	changes, err := profile.Compare(ctx, db, next.county)
	if problems, ok := asProblems(err); ok {
		return nil, incident.Refuse("upload", broken.With(problems))
	}
	if err != nil {
		return nil, err
	}
	facts := profile.CompareFacts(was.County, next.county)
	changes.Products.Updated = merge(&changes.Products, facts.Products)
	changes.Nozzles.Updated = merge(&changes.Nozzles, facts.Nozzles)
	out := &Preview{Upload: next.row.ID, Digest: next.row.Digest, Warnings: next.county.Warnings, changes: changes, was: was}
	names := namesOf(was.County, next.county)
	out.Parts = []*Part{
		factsPart(CountyPart, facts.County),
		rowsPart(AreasPart, changes.Areas, names), rowsPart(OrganisationsPart, changes.Organisations, names),
		rowsPart(ProductsPart, changes.Products, names), rowsPart(StationsPart, changes.Stations, names),
		rowsPart(TanksPart, changes.Tanks, names), rowsPart(NozzlesPart, changes.Nozzles, names),
		rowsPart(DevicesPart, changes.Devices, names), rowsPart(InstallationsPart, changes.Installations, names),
		factsPart(PlanPart, facts.Plan), factsPart(SupervisionPart, facts.Supervision),
	}
	h := &harming{ctx: ctx, db: db, was: was.County, next: next.county, changes: changes, names: names, simulated: p.Simulated}
	if out.Harms, err = h.all(out.Parts); err != nil {
		return nil, err
	}
	out.State = stateOf(was, out)
	return out, nil
}

// stateOf hashes what the import would do and on what, but for what only time
// moves, such as the level in a tank.
func stateOf(was *InForce, p *Preview) string {
	type harm struct {
		Kind      HarmKind
		Code      string
		Incidents []string
	}
	harms := make([]harm, len(p.Harms))
	for i, h := range p.Harms {
		harms[i] = harm{h.Kind, h.Code, h.Incidents}
	}
	text, err := json.Marshal([]any{was.Digest, was.Version, p.Digest, p.Parts, harms})
	if err != nil {
		panic(err) // plain words and numbers
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// merge adds what only the files tell to what the database tells.
func merge(c *profile.Change, more []profile.Update) []profile.Update {
	all := c.Updated
	for _, m := range more {
		i := indexOf(all, m.Code)
		if i < 0 {
			all, c.Unchanged = append(all, m), c.Unchanged-1
			continue
		}
		all[i].Fields = append(all[i].Fields, m.Fields...)
	}
	return all
}

func indexOf(all []profile.Update, code string) int {
	for i, u := range all {
		if u.Code == code {
			return i
		}
	}
	return -1
}

func rowsPart(name PartName, c profile.Change, names names) *Part {
	out := &Part{Part: name, Added: len(c.Created), Kept: len(c.LeftAlone), Unchanged: c.Unchanged}
	add := func(act Act, code string, fields []profile.Field) {
		called := names.of(name, code)
		out.Rows = append(out.Rows, &Row{Act: act, Code: code, Name: called[0], NameEn: called[1], Fields: pointers(fields)})
	}
	for _, code := range c.Created {
		add(Added, code, nil)
	}
	for _, u := range c.Updated {
		act := Changed
		if name == StationsPart && closes(u) {
			act = Closed
			out.Closed++
		} else {
			out.Changed++
		}
		add(act, u.Code, u.Fields)
	}
	for _, code := range c.LeftAlone {
		add(Kept, code, nil)
	}
	return out
}

func closes(u profile.Update) bool {
	f, ok := u.Field("status")
	return ok && f.After == string(station.StatusCLOSED)
}

func factsPart(name PartName, d profile.Difference) *Part {
	out := &Part{Part: name, Added: len(d.Added), Changed: len(d.Changed), Removed: len(d.Removed), Unchanged: d.Unchanged}
	for _, code := range d.Added {
		out.Rows = append(out.Rows, &Row{Act: Added, Code: code})
	}
	for _, u := range d.Changed {
		out.Rows = append(out.Rows, &Row{Act: Changed, Code: u.Code, Fields: pointers(u.Fields)})
	}
	for _, code := range d.Removed {
		out.Rows = append(out.Rows, &Row{Act: Removed, Code: code})
	}
	return out
}

func pointers(fields []profile.Field) []*profile.Field {
	out := make([]*profile.Field, len(fields))
	for i := range fields {
		out[i] = &fields[i]
	}
	return out
}

// asProblems are those that an error is.
func asProblems(err error) (profile.Problems, bool) {
	var problems profile.Problems
	return problems, errors.As(err, &problems)
}

// names are what things are called in Chinese and English, by part and code.
type names map[PartName]map[string][2]string

func namesOf(was, next *profile.County) names {
	n := names{AreasPart: {}, OrganisationsPart: {}, ProductsPart: {}, StationsPart: {}}
	for _, c := range []*profile.County{was, next} {
		n[AreasPart][c.Code] = [2]string{c.Name, c.NameEn}
		for _, a := range c.Areas {
			n[AreasPart][a.Code] = [2]string{a.Name, a.NameEn}
		}
		for _, o := range c.Organisations {
			n[OrganisationsPart][o.Code] = [2]string{o.Name, o.NameEn}
		}
		for _, p := range c.Products {
			n[ProductsPart][p.Code] = [2]string{p.Name, p.NameEn}
		}
		for _, s := range c.Stations {
			n[StationsPart][s.Code] = [2]string{s.Name, s.NameEn}
			for _, d := range s.Devices {
				n[StationsPart]["device "+d.Code] = [2]string{s.Name, s.NameEn}
			}
		}
	}
	return n
}

// of gives what belongs to a station its station's name.
func (n names) of(part PartName, code string) [2]string {
	switch part {
	case TanksPart, NozzlesPart, InstallationsPart:
		code, _, _ = strings.Cut(code, "/")
		return n[StationsPart][code]
	case DevicesPart:
		return n[StationsPart]["device "+code]
	default:
		return n[part][code]
	}
}
