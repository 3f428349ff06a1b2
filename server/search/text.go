package search

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"commandhub/server/station"
)

// Longest is how many characters a text has at most, First how many hits are
// given at most.
const (
	Longest = 64
	First   = 50
)

// wanted is a text that is looked for, in folded letters and with single blanks.
type wanted struct {
	text       string
	words      []string
	whole      string // as a code of several parts is written
	head, tail string // its parts around the last hyphen; both empty where it has none
}

func read(text string) (wanted, error) {
	words := strings.Fields(fold(text))
	w := wanted{text: strings.Join(words, " "), words: words}
	switch n := utf8.RuneCountInString(strings.TrimSpace(text)); {
	case n < 1 || n > Longest:
		return w, &station.Unfit{Field: "text", Message: fmt.Sprintf("it has %d characters without the blanks around it; 1 to %d are needed", n, Longest)}
	case strings.ContainsFunc(w.text, unicode.IsControl):
		return w, &station.Unfit{Field: "text", Message: "it has a control character; letters, digits and signs are taken"}
	}
	w.whole = joined(w.text)
	if at := strings.LastIndex(w.whole, "-"); at > 0 {
		w.head, w.tail = w.whole[:at], w.whole[at+1:]
	}
	return w, nil
}
