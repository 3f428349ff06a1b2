package export

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"testing"
	"time"
)

func TestWhatIsBeyondTheBoundIsCutAndSaidSo(t *testing.T) {
	mostRows = 3
	defer func() { mostRows = MostRows }()
	for n, cut := range map[int]bool{2: false, 3: false, 4: true} {
		table := &Table{Columns: []Column{{Key: "a"}}, Rows: func(context.Context, *Source, Filter) iter.Seq2[[]any, error] {
			return func(yield func([]any, error) bool) {
				for range n {
					if !yield([]any{"x"}, nil) {
						return
					}
				}
			}
		}}
		words := &Words{About: map[string]string{"cut": "CUT", "cutNote": "beyond {n}"}}
		b := &book{Request: &Request{Table: table, Columns: table.Columns}, words: words, source: &Source{Zone: time.UTC}}
		var out bytes.Buffer
		if err := writeCSV(t.Context(), &out, b); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "CUT: beyond 3"); got != cut || b.count != min(n, 3) {
			t.Errorf("%d rows: %d written, cut %t: %q", n, b.count, got, out.String())
		}
	}
}

func TestTextsThatBeginAsFormulasDoAreHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"=1": "'=1", "+86 356": "'+86 356", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "1=1": "1=1", "": "", "陵川": "陵川",
	} {
		if got := harmless(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAListIsReadToItsEnd(t *testing.T) {
	for _, n := range []int{0, 1, pageRows - 1, pageRows, pageRows + 1, 2*pageRows + 3} {
		page := func(after int) ([]int, error) {
			out := []int{}
			for i := after + 1; i <= n && len(out) < pageRows; i++ {
				out = append(out, i)
			}
			return out, nil
		}
		got := 0
		for row, err := range paged(page, func(i int) int { return i }, func(i int) []any { return []any{i} }) {
			if got++; err != nil || row[0] != got {
				t.Fatalf("row %d: %v %v", got, row, err)
			}
		}
		if got != n {
			t.Errorf("%d rows of %d", got, n)
		}
	}
}
