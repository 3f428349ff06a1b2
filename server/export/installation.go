package export

import (
	"context"
	"iter"
	"slices"

	"commandhub/ent"
	"commandhub/server/installation"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Installations is where the book of installations comes from.
type Installations interface {
	Book(ctx context.Context) (*installation.Book, error)
	Standing(ctx context.Context, row *ent.Installation) (*installation.Standing, error)
}

// What no installation was begun of has a row too: or its lateness would not be seen.
var installations = &Table{
	Name: "installations", Needs: viewer.InstallationRead, Filters: []string{"search", "station", "area", "state", "show", "payer"},
	Shows:  []string{"late", "open", "faulty"},
	States: append(states(rule.InstalledStates...), noneBegun),
	Columns: []Column{
		{Key: "stationCode"}, {Key: "stationName"}, {Key: "area"}, {Key: "owner"}, {Key: "equipment"},
		{Key: "installationState", Kind: Word, Words: "installationState"}, {Key: "stateOn", Kind: Day}, {Key: "connectedOn", Kind: Day},
		{Key: "dueOn", Kind: Day}, {Key: "timeliness", Kind: Word, Words: "timeliness"}, {Key: "daysLate", Kind: Number},
		{Key: "cost", Kind: Decimal}, {Key: "ownerShare", Kind: Decimal}, {Key: "countyShare", Kind: Decimal}, {Key: "cityShare", Kind: Decimal},
		{Key: "supplier"}, {Key: "supervisor"}, {Key: "acceptedBy"}, {Key: "exercise", Kind: YesNo},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return func(yield func([]any, error) bool) {
			book, err := s.Rules.Book(ctx)
			if err != nil {
				yield(nil, err)
				return
			}
			areas, err := s.areas(ctx, f)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, at := range book.Stations {
				area, wanted := areas[at.Station.ID]
				if !wanted || f.Payer != "" && (f.Payer == "OWNER") != at.OwnerPays {
					continue
				}
				for _, p := range at.Places {
					if !f.shows(p) {
						continue
					}
					row, err := s.installation(ctx, f, book, at, p, area)
					if !yield(row, err) || err != nil {
						return
					}
				}
			}
		}
	},
}

func (s *Source) installation(ctx context.Context, f Filter, book *installation.Book, at *installation.Station, p *installation.Place, area string) ([]any, error) {
	kind := p.Kind
	for _, e := range book.Equipment {
		if e.Code == p.Kind {
			kind = f.named(e.Name, e.NameEn)
		}
	}
	row := []any{at.Station.Code, at.Station.Name, area, f.named(at.Station.Edges.Owner.Name, at.Station.Edges.Owner.NameEn), kind}
	one := p.Installation
	if one == nil {
		return append(row, noneBegun, nil, nil, book.ConnectBy, string(p.Timeliness), p.DaysLate,
			nil, nil, nil, nil, nil, nil, nil, at.Station.Exercise), nil
	}
	rules, err := s.Rules.Standing(ctx, one)
	if err != nil {
		return nil, err
	}
	return append(row, string(one.State), one.StateOn, value(one.ConnectedOn), rules.DueOn, string(p.Timeliness), p.DaysLate,
		value(one.Cost), value(rules.OwnerShare), value(rules.CountyShare), value(rules.CityShare),
		one.Supplier, one.Supervisor, one.AcceptedBy, one.Exercise), nil
}

// areas are the names of the areas of the stations that a filter leaves in.
func (s *Source) areas(ctx context.Context, f Filter) (map[int]string, error) {
	rows, err := s.Client.Station.Query().Where(f.at()...).WithArea().All(ctx)
	out := map[int]string{}
	for _, r := range rows {
		out[r.ID] = f.named(r.Edges.Area.Name, r.Edges.Area.NameEn)
	}
	return out, err
}

// noneBegun is the state of what no installation was begun of.
const noneBegun = "NONE"

// shows tells whether a place is left in, as the desk's filters say.
func (f Filter) shows(p *installation.Place) bool {
	state := noneBegun
	if p.Installation != nil {
		state = string(p.Installation.State)
	}
	if len(f.State) > 0 && (!slices.Contains(f.State, state) || state == noneBegun && p.Timeliness == rule.NotAsked) {
		return false
	}
	switch f.Show {
	case "late":
		return p.Timeliness == rule.Unconnected
	case "open":
		return p.Timeliness != rule.NotAsked && state != string(rule.Operating)
	case "faulty":
		return state == string(rule.Faulty)
	}
	return true
}
