package search

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is a row that was found.
type Hit struct {
	Kind  Kind
	ID    int    // grows with each row of a kind
	Code  string // that tells it from others of its kind; empty where nothing does
	Names []string
}

// grade is how well a hit answers a text; less is better.
type grade int

const (
	exact     grade = iota // it is the code
	beginning              // the code or a name begins with it
	within                 // it, or each of its words, is somewhere
)

// rank sorts hits for a text in folded letters: by grade, by kind, then the
// newer first, but for the county's register, which stays in its order.
func rank(hits []Hit, text string) {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(
			cmp.Compare(a.grade(text), b.grade(text)),
			cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			byAge(a, b),
		)
	})
}

func byAge(a, b Hit) int {
	if slices.Contains(register, a.Kind) {
		return cmp.Compare(a.ID, b.ID)
	}
	return cmp.Compare(b.ID, a.ID)
}

func (h Hit) grade(text string) grade {
	code := fold(h.Code)
	switch {
	case code == text || code != "" && code == joined(text):
		return exact
	case strings.HasPrefix(code, text), strings.HasPrefix(code, joined(text)):
		return beginning
	case slices.ContainsFunc(h.Names, func(n string) bool { return strings.HasPrefix(fold(n), text) }):
		return beginning
	}
	return within
}

// fold takes the case off the letters A to Z and leaves all others, as both
// databases are asked to.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// joined is a text as a code of several parts is written: LC0001-2 for "LC0001 2".
func joined(text string) string { return strings.NewReplacer(" ", "-", "/", "-").Replace(text) }
