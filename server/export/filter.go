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
	Search       string // in codes and names, whatever their case
	Station      string // code
	Area         string // code
	Device       string // code
	State        string // a word of the list's state; of the quarantine, a reason
	Show, Payer  string // of installations: late, open or faulty; COUNTY or OWNER
	Reviewed     string // of the quarantine: UNREVIEWED or REVIEWED
	Verdict      string // of the quarantine: a rule.Verdict
	Incident     int    // id
	Since, Until time.Time
	English      bool // the English of names that have one
	// Given are the parameters, as they were given, in the order of their names.
	Given []Given
}

// Given is one parameter.
type Given struct{ Name, Value string }

const mostSearch = 100

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
			f.Area = value
		case "device":
			f.Device = value
		case "state":
			f.State, err = value, among(name, value, t.States...)
		case "show":
			f.Show, err = value, among(name, value, "all", "late", "open", "faulty")
		case "payer":
			f.Payer, err = value, among(name, value, "COUNTY", "OWNER")
		case "reviewed":
			f.Reviewed, err = value, among(name, value, "UNREVIEWED", "REVIEWED")
		case "verdict":
			f.Verdict, err = value, among(name, value, rule.Verdict("").Values()...)
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

func among(name, value string, words ...string) error {
	if !slices.Contains(words, value) {
		return &Unfit{name, fmt.Sprintf("one of %v is needed", words)}
	}
	return nil
}
