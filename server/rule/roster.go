package rule

import (
	"slices"
	"time"
)

// LongestTurn is the longest that one turn of duty may last: the county's own
// number, as the plan asks for a room that answers at any hour (§6.7) and leaves
// open who sits there how long.
const LongestTurn = 72 * time.Hour

// Span is a stretch of time: it begins at an instant, and no longer lasts at another.
type Span struct{ Since, Until time.Time }

// Gaps are the stretches from one instant to another that no turn covers, in their
// order (§6.7: contact is kept 24 hours a day).
func Gaps(turns []Span, from, to time.Time) []Span {
	turns = slices.Clone(turns)
	slices.SortFunc(turns, func(a, b Span) int { return a.Since.Compare(b.Since) })
	var gaps []Span
	for _, t := range turns {
		if !t.Since.Before(to) {
			break
		}
		if t.Since.After(from) {
			gaps = append(gaps, Span{from, t.Since})
		}
		if t.Until.After(from) {
			from = t.Until
		}
	}
	if from.Before(to) {
		gaps = append(gaps, Span{from, to})
	}
	return gaps
}
