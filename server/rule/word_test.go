package rule

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// wordOf is a word that the contract writes and reads.
type wordOf[W any] interface {
	*W
	MarshalGQL(io.Writer)
	UnmarshalGQL(any) error
}

func contract[W ~string, P wordOf[W]](all []W) func(*testing.T) {
	return func(t *testing.T) {
		for i, w := range all {
			var b strings.Builder
			P(&w).MarshalGQL(&b)
			if b.String() != strconv.Quote(string(w)) || w == "" {
				t.Errorf("%s is written as %s", w, b.String())
			}
			var read W
			if err := P(&read).UnmarshalGQL(string(w)); err != nil || read != w {
				t.Errorf("%s is read as %s, %v", w, read, err)
			}
			if slices.Contains(all[:i], w) {
				t.Errorf("%s is listed twice", w)
			}
		}
		for _, bad := range []any{"", "NO_SUCH_WORD", strings.ToLower(string(all[0])), string(all[0]) + " ", 1, nil, all[0]} {
			read := all[0]
			err := P(&read).UnmarshalGQL(bad)
			if err == nil || !strings.Contains(err.Error(), "is not one of ["+string(all[0])) {
				t.Errorf("%v is read, or refused without the words: %v", bad, err)
			}
			if read != all[0] {
				t.Errorf("%v is refused, and changed the word to %s", bad, read)
			}
		}
	}
}

func TestWordsOfTheContractAreReadAsTheyAreWrittenAndNothingElseIs(t *testing.T) {
	t.Run("grade", contract(Grades))
	t.Run("level", contract(Levels))
	t.Run("duty", contract(Duties))
	t.Run("clock state", contract(ClockStates))
	t.Run("party", contract(Parties))
	t.Run("channel", contract(Channels))
	t.Run("post", contract(Posts))
	t.Run("condition", contract(Conditions))
	t.Run("element", contract(AllElements()))
}

func TestTheDatabaseKnowsTheSameWords(t *testing.T) {
	for name, c := range map[string]struct{ got, want []string }{
		"grade":   {Grade("").Values(), words(Grades)},
		"level":   {Level("").Values(), words(Levels)},
		"duty":    {Duty("").Values(), words(Duties)},
		"party":   {Party("").Values(), words(Parties)},
		"channel": {Channel("").Values(), words(Channels)},
		"post":    {Post("").Values(), words(Posts)},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}
