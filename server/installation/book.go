package installation

import (
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/ent/installation"
	"commandhub/ent/installationstep"
	"commandhub/ent/station"
	"commandhub/server/measure"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Book is the scheme, and how far each station is.
type Book struct {
	Scheme         string
	ConnectBy      string
	SubsidyPercent int
	Equipment      []Equipment
	Stations       []*Station
}

// Station is a station's equipment.
type Station struct {
	Station   *ent.Station
	OwnerPays bool
	Places    []*Place
	Removed   []*ent.Installation
}

// Place is one kind of equipment at a station; Installation is nil where nothing
// was begun.
type Place struct {
	Kind         string
	Installation *ent.Installation
	Timeliness   rule.Timeliness
	DaysLate     int
}

// Book is every station within reach of the context's viewer, who needs
// installation:read, by code.
func (s *Installations) Book(ctx context.Context) (*Book, error) {
	at, err := s.Store.Client.Station.Query().Order(ent.Asc(station.FieldCode)).WithOwner().
		WithInstallations(func(q *ent.InstallationQuery) { q.Order(ent.Desc(installation.FieldID)) }).All(ctx)
	if err != nil {
		return nil, err
	}
	scheme := s.Scheme()
	book := &Book{
		Scheme: scheme.Number, ConnectBy: scheme.ConnectBy, SubsidyPercent: scheme.SubsidyPercent,
		Equipment: scheme.Equipment, Stations: make([]*Station, len(at)),
	}
	for i, st := range at {
		book.Stations[i] = s.station(st)
	}
	return book, nil
}

func (s *Installations) station(at *ent.Station) *Station {
	one := &Station{Station: at, OwnerPays: s.ownerPays(at.Edges.Owner), Removed: []*ent.Installation{}}
	there := map[string]*ent.Installation{}
	for _, row := range at.Edges.Installations {
		row.Edges.Station = at
		if row.State == rule.Removed {
			one.Removed = append(one.Removed, row)
			continue
		}
		there[row.Kind] = row
	}
	for _, e := range s.Scheme().Equipment {
		place := &Place{Kind: e.Code, Installation: there[e.Code]}
		switch {
		case place.Installation != nil:
			place.Timeliness, place.DaysLate = s.stands(place.Installation)
		case rule.AsksInstallation(string(at.Status)):
			place.Timeliness, place.DaysLate = rule.InstallationStands("", s.Scheme().ConnectBy, s.today())
		default:
			place.Timeliness = rule.NotAsked
		}
		one.Places = append(one.Places, place)
	}
	return one
}

// ownerPays tells whether an owner pays for its own; one that is not known does not.
func (s *Installations) ownerPays(owner *ent.Organisation) bool {
	return owner != nil && slices.Contains(s.Scheme().OwnersPay, owner.Kind)
}

// due is the day by which an installation must be connected.
func (s *Installations) due(row *ent.Installation) string {
	if row.DueOn != nil {
		return *row.DueOn
	}
	return s.Scheme().ConnectBy
}

func (s *Installations) stands(row *ent.Installation) (rule.Timeliness, int) {
	return rule.InstallationStands(or(row.ConnectedOn), s.due(row), s.today())
}

// Standing is what the rules say of an installation.
type Standing struct {
	DueOn                              string
	Timeliness                         rule.Timeliness
	DaysLate                           int
	OwnerPays                          bool
	OwnerShare, CountyShare, CityShare *measure.Fen // nil while the cost is unknown
	Next                               []rule.Installed
}

// Standing tells what the rules say of an installation that the context's viewer has
// read.
func (s *Installations) Standing(ctx context.Context, row *ent.Installation) (*Standing, error) {
	at := row.Edges.Station
	if at == nil || at.Edges.Owner == nil {
		var err error
		asHub := viewer.NewContext(ctx, viewer.Hub("installation"))
		if at, err = s.Store.Client.Station.Query().Where(station.HasInstallationsWith(installation.ID(row.ID))).WithOwner().Only(asHub); err != nil {
			return nil, err
		}
	}
	out := &Standing{DueOn: s.due(row), OwnerPays: s.ownerPays(at.Edges.Owner)}
	out.Timeliness, out.DaysLate = s.stands(row)
	before := rule.Installed("")
	if row.BeforeFault != nil {
		before = *row.BeforeFault
	}
	out.Next = rule.NextInstalled(row.State, before)
	if row.Cost != nil {
		shares := rule.InstallationShares(*row.Cost, out.OwnerPays, s.Scheme().SubsidyPercent)
		out.OwnerShare, out.CountyShare, out.CityShare = &shares.Owner, &shares.County, &shares.City
	}
	return out, nil
}

// Steps are those of an installation, the earliest first.
func (s *Installations) Steps(ctx context.Context, row *ent.Installation) ([]*ent.InstallationStep, error) {
	return s.Store.Client.InstallationStep.Query().
		Where(installationstep.HasInstallationWith(installation.ID(row.ID))).Order(ent.Asc(installationstep.FieldID)).All(ctx)
}
