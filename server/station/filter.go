package station

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent/predicate"
	entstation "commandhub/ent/station"
	"commandhub/server/viewer"
)

// FilterLimit is how many stations a filter may name.
const FilterLimit = 200

// Filter takes the stations that fit all that is given; the empty filter takes
// all.
type Filter struct {
	Stations []string
	Area     *string // taken with its children
	Product  *string // stations that hold it, and of their tanks only those
}

// Selection is what a filter took from a snapshot.
type Selection struct {
	Stations []*Station
	Tanks    []*Tank
	Nozzles  []*Nozzle
	Devices  []*Device
}

// Select applies a filter, which may be nil, to the stations that a scope of the
// context's viewer reaches. It fails on a filter that names too much or what does
// not exist or is out of reach: a typing error must not look like calm.
func (s *Snapshot) Select(ctx context.Context, scope viewer.Scope, f *Filter) (Selection, error) {
	var out Selection
	who := viewer.From(ctx)
	if err := s.check(who, scope, f); err != nil {
		return out, err
	}
	for _, st := range s.Stations {
		if !s.Reached(who, scope, st) || f != nil && !s.takes(f, st) {
			continue
		}
		out.Stations = append(out.Stations, st)
		out.Devices = append(out.Devices, st.Devices...)
		for _, t := range st.Tanks {
			if f == nil || f.Product == nil || *f.Product == t.Product {
				out.Tanks = append(out.Tanks, t)
			}
		}
		for _, n := range st.Nozzles {
			if f == nil || f.Product == nil || *f.Product == n.Tank.Product {
				out.Nozzles = append(out.Nozzles, n)
			}
		}
	}
	return out, nil
}

// Unknown is a code in a filter that nothing has.
type Unknown struct{ Field, Code string }

func (u *Unknown) Error() string { return fmt.Sprintf("%s: there is no %.40q", u.Field, u.Code) }

// TooMany is a filter that names more stations than it may.
type TooMany struct{ Count int }

func (t *TooMany) Error() string {
	return fmt.Sprintf("filter.stations: %d codes; at most %d are taken, leave the field out for all", t.Count, FilterLimit)
}

func (s *Snapshot) check(who viewer.Viewer, scope viewer.Scope, f *Filter) error {
	if f == nil {
		return nil
	}
	if len(f.Stations) > FilterLimit {
		return &TooMany{len(f.Stations)}
	}
	for _, code := range f.Stations {
		if st := s.byCode[code]; st == nil || !s.Reached(who, scope, st) {
			return &Unknown{"filter.stations", code}
		}
	}
	if f.Area != nil {
		if _, ok := s.parents[*f.Area]; !ok {
			return &Unknown{"filter.area", *f.Area}
		}
	}
	if f.Product != nil && !slices.ContainsFunc(s.Products, func(p Product) bool { return p.Code == *f.Product }) {
		return &Unknown{"filter.product", *f.Product}
	}
	return nil
}

func (s *Snapshot) takes(f *Filter, st *Station) bool {
	if len(f.Stations) > 0 && !slices.Contains(f.Stations, st.Code) {
		return false
	}
	if f.Area != nil && !s.within(st.Area, *f.Area) {
		return false
	}
	return f.Product == nil || slices.ContainsFunc(st.Tanks, func(t *Tank) bool { return t.Product == *f.Product })
}

// Reached tells whether a scope of a viewer reaches a station.
func (s *Snapshot) Reached(who viewer.Viewer, scope viewer.Scope, st *Station) bool {
	all, places := who.Reaches(scope)
	return all || slices.ContainsFunc(places, func(at viewer.Reach) bool {
		return (at.Area == "" || s.within(st.Area, at.Area)) && (at.Organisation == "" || st.Owner == at.Organisation)
	})
}

// within tells whether an area is another or lies in it.
func (s *Snapshot) within(code, in string) bool {
	for ; code != ""; code = s.parents[code] {
		if code == in {
			return true
		}
	}
	return false
}

// StationIDs is the ids of the selected stations as a predicate on a column.
func (sel Selection) StationIDs(column string) func(*sql.Selector) {
	return in(column, sel.Stations, func(st *Station) int { return st.ID })
}

// Predicate takes the selected stations in a query of stations.
func (sel Selection) Predicate() predicate.Station {
	return sel.StationIDs(entstation.FieldID)
}

// TankIDs is the ids of the selected tanks as a predicate on a column.
func (sel Selection) TankIDs(column string) func(*sql.Selector) {
	return in(column, sel.Tanks, func(t *Tank) int { return t.ID })
}

// NozzleIDs is the ids of the selected nozzles as a predicate on a column.
func (sel Selection) NozzleIDs(column string) func(*sql.Selector) {
	return in(column, sel.Nozzles, func(n *Nozzle) int { return n.ID })
}

func in[T any](column string, rows []T, id func(T) int) func(*sql.Selector) {
	ids := make([]any, len(rows))
	for i, row := range rows {
		ids[i] = id(row)
	}
	return func(q *sql.Selector) { q.Where(sql.In(q.C(column), ids...)) }
}
