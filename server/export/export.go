// Package export writes the desk's lists as files: CSV for programs, XLSX for people.
// A list holds what the context's viewer may see and nothing else; what is withheld,
// cut or chosen is said in the file itself.
package export

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"commandhub/ent"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

// MostRows of a list go into one file: what is beyond is cut, and the file says so.
const MostRows = 100_000

// Kind is what a column holds.
type Kind int

// The kinds.
const (
	Text    Kind = iota
	Word         // of the contract's words: told in the reader's language
	Number       // whole, or as measured
	Decimal      // two places: litres, or yuan from fen
	Instant      // a date and time in the county's zone
	Day          // an ISO date
	YesNo
)

// Column of a list. Its header is the catalogue's word for its key.
type Column struct {
	Key      string
	Kind     Kind
	Words    string       // of a Word: which of the catalogue's
	Needs    viewer.Scope // beside the list's own; empty for none
	Personal bool         // a name with a number, or a number: reading it is recorded
}

// Table is a list that can be had as a file.
type Table struct {
	Name    string
	Needs   viewer.Scope
	Columns []Column
	// Filters are the parameters that it takes, of those that Filter reads.
	Filters []string
	States  []string // that its filter state takes
	Shows   []string // that its filter show takes beside "all"
	// Rows gives a cell for each of Columns, in the order of ids: string, Word's
	// string, int, measure's quantities, float64, bool, time.Time; nil for nothing.
	Rows func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error]
}

// Source is where rows come from.
type Source struct {
	Client *ent.Client
	Zone   *time.Location
	Now    func() time.Time
	Kinds  map[string]Name // the profile's kinds of accident, by code
	Rules  Installations
}

// Name is a name of the profile.
type Name struct{ Name, NameEn string }

// Request is a file that somebody asks for.
type Request struct {
	Table   *Table
	Format  Format
	Columns []Column // chosen, and open to the viewer
	// Withheld are columns that were asked for and are not open to the viewer.
	Withheld []Column
	Filter   Filter
}

// Format of a file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Unfit is a request that cannot be answered: Field is the parameter that is wrong.
type Unfit struct{ Field, Message string }

func (u *Unfit) Error() string { return u.Field + ": " + u.Message }

// open is the columns of a table that the context's viewer may have of those asked
// for, in the order in which they are, all where none is, and those withheld.
func (t *Table) open(ctx context.Context, asked []string) (open, withheld []Column, err error) {
	who := viewer.From(ctx)
	if !who.May(t.Needs) {
		return nil, nil, &policy.Denied{Scope: t.Needs}
	}
	for i, key := range asked {
		if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Key == key }) {
			return nil, nil, &Unfit{"columns", fmt.Sprintf("there is no %q; there are %v", key, t.keys())}
		}
		if slices.Contains(asked[:i], key) {
			return nil, nil, &Unfit{"columns", fmt.Sprintf("%q is there twice", key)}
		}
	}
	chosen := slices.Clone(t.Columns)
	if len(asked) > 0 {
		chosen = chosen[:len(asked)]
		for i, key := range asked {
			chosen[i] = t.Columns[slices.Index(t.keys(), key)]
		}
	}
	for _, c := range chosen {
		if c.Needs != "" && !who.May(c.Needs) {
			withheld = append(withheld, c)
		} else {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return nil, nil, &policy.Denied{Scope: withheld[0].Needs}
	}
	return open, withheld, nil
}

func (t *Table) keys() []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = c.Key
	}
	return out
}

// personal tells whether a file holds personal data.
func (r *Request) personal() bool {
	return slices.ContainsFunc(r.Columns, func(c Column) bool { return c.Personal })
}

// rows are those of the request, of its columns alone, to the bound: cut is set where
// there were more.
func (r *Request) rows(ctx context.Context, s *Source, cut *bool) iter.Seq2[[]any, error] {
	places := make([]int, len(r.Columns))
	for i, c := range r.Columns {
		places[i] = slices.IndexFunc(r.Table.Columns, func(o Column) bool { return o.Key == c.Key })
	}
	return func(yield func([]any, error) bool) {
		n := 0
		for row, err := range r.Table.Rows(ctx, s, r.Filter) {
			if err != nil {
				yield(nil, err)
				return
			}
			if n == mostRows {
				*cut = true
				return
			}
			n++
			chosen := make([]any, len(places))
			for i, p := range places {
				chosen[i] = row[p]
			}
			if !yield(chosen, nil) {
				return
			}
		}
	}
}

// mostRows is MostRows, but for tests.
var mostRows = MostRows

// pageRows are read at once.
const pageRows = 500

// paged walks a list by its ids, page after page.
func paged[R any](page func(after int) ([]R, error), id func(R) int, cells func(R) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for after := 0; ; {
			rows, err := page(after)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, r := range rows {
				if !yield(cells(r), nil) {
					return
				}
				after = id(r)
			}
			if len(rows) < pageRows {
				return
			}
		}
	}
}
