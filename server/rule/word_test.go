package rule

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestWordsAreReadAsTheyAreWrittenAndOthersAreRefused(t *testing.T) {
	eachWord(t, Grades, func(w *Grade) word { return w })
	eachWord(t, Levels, func(w *Level) word { return w })
	eachWord(t, Duties, func(w *Duty) word { return w })
	eachWord(t, ClockStates, func(w *ClockState) word { return w })
	eachWord(t, Parties, func(w *Party) word { return w })
	eachWord(t, Channels, func(w *Channel) word { return w })
	eachWord(t, Posts, func(w *Post) word { return w })
	eachWord(t, Conditions, func(w *Condition) word { return w })
	eachWord(t, allElements(), func(w *Element) word { return w })
}

type word interface {
	MarshalGQL(io.Writer)
	UnmarshalGQL(any) error
}

func eachWord[W ~string](t *testing.T, all []W, of func(*W) word) {
	t.Helper()
	for i, w := range all {
		var text strings.Builder
		of(&w).MarshalGQL(&text)
		if text.String() != `"`+string(w)+`"` || slices.Index(all, w) != i {
			t.Errorf("%T %s is written %s", w, w, text.String())
		}
		var read W
		if err := of(&read).UnmarshalGQL(string(w)); err != nil || read != w {
			t.Errorf("%T %s is read as %s: %v", w, w, read, err)
		}
	}
	for _, wrong := range []any{"", "nonsense", strings.ToLower(string(all[0])), 1, nil} {
		read := all[0]
		err := of(&read).UnmarshalGQL(wrong)
		if err == nil || read != all[0] || !strings.Contains(err.Error(), fmt.Sprint(all[0])) {
			t.Errorf("%T takes %v as %s: %v", read, wrong, read, err)
		}
	}
}

func TestTheDatabaseTakesEachWord(t *testing.T) {
	for name, c := range map[string][2][]string{
		"grades":   {Grade("").Values(), words(Grades)},
		"levels":   {Level("").Values(), words(Levels)},
		"duties":   {Duty("").Values(), words(Duties)},
		"channels": {Channel("").Values(), words(Channels)},
		"parties":  {Party("").Values(), words(Parties)},
		"posts":    {Post("").Values(), words(Posts)},
	} {
		if !slices.Equal(c[0], c[1]) || len(c[0]) == 0 {
			t.Errorf("%s: %v", name, c[0])
		}
	}
}
