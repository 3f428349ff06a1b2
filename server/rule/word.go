package rule

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Words of the contract and the database are the rules' own types: each lists
// its values once.

func words[W ~string](all []W) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

func rankIn[W ~string](all []W, w W) int { return slices.Index(all, w) }

func marshalWord[W ~string](w W, out io.Writer) { _, _ = io.WriteString(out, strconv.Quote(string(w))) }

func unmarshalWord[W ~string](w *W, all []W, v any) error {
	word, ok := v.(string)
	if !ok || !slices.Contains(all, W(word)) {
		return fmt.Errorf("%v is not one of %v", v, all)
	}
	*w = W(word)
	return nil
}

// MarshalGQL writes the grade as the contract does.
func (g Grade) MarshalGQL(w io.Writer) { marshalWord(g, w) }

// UnmarshalGQL reads a grade of the contract.
func (g *Grade) UnmarshalGQL(v any) error { return unmarshalWord(g, Grades, v) }

// MarshalGQL writes the level as the contract does.
func (l Level) MarshalGQL(w io.Writer) { marshalWord(l, w) }

// UnmarshalGQL reads a level of the contract.
func (l *Level) UnmarshalGQL(v any) error { return unmarshalWord(l, Levels, v) }

// MarshalGQL writes the duty as the contract does.
func (d Duty) MarshalGQL(w io.Writer) { marshalWord(d, w) }

// UnmarshalGQL reads a duty of the contract.
func (d *Duty) UnmarshalGQL(v any) error { return unmarshalWord(d, Duties, v) }

// MarshalGQL writes the state as the contract does.
func (s ClockState) MarshalGQL(w io.Writer) { marshalWord(s, w) }

// UnmarshalGQL reads a state of the contract.
func (s *ClockState) UnmarshalGQL(v any) error { return unmarshalWord(s, ClockStates, v) }

// MarshalGQL writes the party as the contract does.
func (p Party) MarshalGQL(w io.Writer) { marshalWord(p, w) }

// UnmarshalGQL reads a party of the contract.
func (p *Party) UnmarshalGQL(x any) error { return unmarshalWord(p, Parties, x) }

// MarshalGQL writes the channel as the contract does.
func (c Channel) MarshalGQL(w io.Writer) { marshalWord(c, w) }

// UnmarshalGQL reads a channel of the contract.
func (c *Channel) UnmarshalGQL(x any) error { return unmarshalWord(c, Channels, x) }

// MarshalGQL writes the post as the contract does.
func (p Post) MarshalGQL(w io.Writer) { marshalWord(p, w) }

// UnmarshalGQL reads a post of the contract.
func (p *Post) UnmarshalGQL(x any) error { return unmarshalWord(p, Posts, x) }

// MarshalGQL writes the condition as the contract does.
func (c Condition) MarshalGQL(w io.Writer) { marshalWord(c, w) }

// UnmarshalGQL reads a condition of the contract.
func (c *Condition) UnmarshalGQL(x any) error { return unmarshalWord(c, Conditions, x) }

// MarshalGQL writes the element as the contract does.
func (e Element) MarshalGQL(w io.Writer) { marshalWord(e, w) }

// UnmarshalGQL reads an element of the contract.
func (e *Element) UnmarshalGQL(x any) error { return unmarshalWord(e, AllElements(), x) }

// MarshalGQL writes the state as the contract does.
func (i Installed) MarshalGQL(w io.Writer) { marshalWord(i, w) }

// UnmarshalGQL reads a state of the contract.
func (i *Installed) UnmarshalGQL(v any) error { return unmarshalWord(i, InstalledStates, v) }

// MarshalGQL writes the word as the contract does.
func (t Timeliness) MarshalGQL(w io.Writer) { marshalWord(t, w) }

// UnmarshalGQL reads a word of the contract.
func (t *Timeliness) UnmarshalGQL(v any) error { return unmarshalWord(t, Timelinesses, v) }
