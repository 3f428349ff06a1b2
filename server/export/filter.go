package export

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/server/rule"
)

// Filter is what a list leaves in, as the desk's lists do. A zero value leaves all.
type Filter struct {
	Search       string   // in codes and names, whatever their case
	Station      string   // code
	Area         []string // codes, any of them
	Device       string   // code
	State        []string // words of the list's state, any of them; of the quarantine, reasons
	Show         string   // a word of the list's Shows; empty or "all" for the whole
	Payer        string   // of installations: COUNTY or OWNER
	Subject      []string // kinds of subjects of the timeline, any of them
	Person       string   // user name, of who did it or whom it was done to
	Reviewed     string   // of the quarantine: UNREVIEWED or REVIEWED
	Verdict      string   // of the quarantine: a rule.Verdict
	Incident     int      // id
	Since, Until time.Time
	English      bool // the English of names that have one
	// Given are the parameters, as they were given, in the order of their names.
	Given []Given
}

// Given is one parameter.
type Given struct{ Name, Value string }

// mostSearch are the letters of a filter's value: of what is looked for, or of some codes.
const mostSearch = 400

// reserved parameters are of the file and not of the list.
var reserved = []string{"columns", "lang"}

// readFilter reads a table's filters, and refuses what it does not know.
func readFilter(q url.Values, t *Table) (f Filter, err error) {
	for name, values := range q {
		if slices.Contains(reserved, name) {
			continue
		}
		if !slices.Contains(t.Filters, name) {
			return f, &Unfit{name, fmt.Sprintf("the list has no such filter; it has %v", t.Filters)}
		}
		if len(values) != 1 || utf8.RuneCountInString(values[0]) > mostSearch {
			return f, &Unfit{name, fmt.Sprintf("one value of at most %d characters is taken", mostSearch)}
		}
		value := strings.TrimSpace(values[0])
		if value == "" {
			continue
		}
		switch name {
		case "search":
			f.Search = value
		case "station":
			f.Station = value
		case "area":
			f.Area, err = several(name, value)
		case "device":
			f.Device = value
		case "state":
			if f.State, err = several(name, value); err == nil {
				err = among(name, f.State, t.States...)
			}
		case "show":
			f.Show, err = value, among(name, []string{value}, append([]string{"all"}, t.Shows...)...)
		case "subject":
			f.Subject, err = several(name, value)
		case "person":
			f.Person = value
		case "payer":
			f.Payer, err = value, among(name, []string{value}, "COUNTY", "OWNER")
		case "reviewed":
			f.Reviewed, err = value, among(name, []string{value}, "UNREVIEWED", "REVIEWED")
		case "verdict":
			f.Verdict, err = value, among(name, []string{value}, rule.Verdict("").Values()...)
		case "incident":
			if f.Incident, err = strconv.Atoi(value); err != nil {
				err = &Unfit{name, "an id is needed"}
			}
		case "since":
			f.Since, err = instant(name, value)
		case "until":
			f.Until, err = instant(name, value)
		}
		if err != nil {
			return f, err
		}
		f.Given = append(f.Given, Given{name, value})
	}
	slices.SortFunc(f.Given, func(a, b Given) int { return strings.Compare(a.Name, b.Name) })
	return f, nil
}

// names are those of the filters that were given: what was looked for may name people.
func (f Filter) names() []string {
	out := make([]string, len(f.Given))
	for i, g := range f.Given {
		out[i] = g.Name
	}
	return out
}

// named is a name in the file's language; the Chinese one where there is no other.
func (f Filter) named(zh, en string) string {
	if f.English && en != "" {
		return en
	}
	return zh
}

func instant(name, value string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return at, &Unfit{name, "an instant as 2026-03-01T08:00:00Z is needed"}
	}
	return at, nil
}

// several are the values of a filter that takes any of some, separated by commas.
func several(name, value string) ([]string, error) {
	all := strings.Split(value, ",")
	for i, one := range all {
		if one == "" || slices.Contains(all[:i], one) {
			return nil, &Unfit{name, "values, each once, separated by commas are needed"}
		}
	}
	return all, nil
}

func among(name string, values []string, words ...string) error {
	for _, v := range values {
		if !slices.Contains(words, v) {
			return &Unfit{name, fmt.Sprintf("%q is none of %v", v, words)}
		}
	}
	return nil
}

// words are the values of a filter as the words of a column.
func words[W ~string](values []string) []W {
	out := make([]W, len(values))
	for i, v := range values {
		out[i] = W(v)
	}
	return out
}
