package profile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"commandhub/server/reason"
)

// Problem is one thing wrong in a profile, as told to whoever wrote the file.
type Problem struct {
	File  string        // within the profile's folder
	Line  int           // from 1; 0 when the file as a whole is meant
	Field string        // such as stations[3].tanks[0].capacityL; may be empty
	Why   reason.Reason // what is wrong and what would be right
}

// Reason is the code of what is wrong.
func (p Problem) Reason() string { return p.Why.Code }

// Values are what the sentence is said with.
func (p Problem) Values() []reason.Value { return p.Why.Values }

// Message is the sentence in English.
func (p Problem) Message() string { return p.Why.Error() }

func (p Problem) String() string {
	var b strings.Builder
	if p.File == "" { // all of it
		return p.Message()
	}
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Field != "" {
		b.WriteString(p.Field + ": ")
	}
	b.WriteString(p.Message())
	return b.String()
}

// Problems are all that was found, by file and line. As an error it has one
// line for each.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// mostProblems is how many are told at once.
const mostProblems = 500

// short leaves out what is too much to read, and says how much that is.
func (ps Problems) short() Problems {
	if over := len(ps) - mostProblems; over > 0 {
		return append(ps[:mostProblems:mostProblems], Problem{Why: moreProblems.With(over)})
	}
	return ps
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
