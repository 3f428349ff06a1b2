package export

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"time"

	"commandhub/server/measure"
)

// book is a request being written: its words, its cells, and what has to be said
// about it.
type book struct {
	*Request
	source *Source
	words  *Words
	county string
	by     string
	at     time.Time
	// exercise tells that the hub was in exercise.
	exercise bool
	count    int
	cut      bool
}

func (b *book) each(ctx context.Context) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range b.rows(ctx, b.source, &b.cut) {
			if err == nil {
				b.count++
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// header is the words of the columns; times say their zone.
func (b *book) header() []string {
	out := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		out[i] = b.words.Column[c.Key]
		if c.Kind == Instant {
			out[i] += " (" + b.source.Zone.String() + ")"
		}
	}
	return out
}

// said is a line of what has to be said about the file.
type said struct{ name, value string }

// about is what has to be said, once all rows are written.
func (b *book) about() []said {
	w := b.words.About
	yes := w["no"]
	if b.exercise {
		yes = w["yes"]
	}
	filters := []string{}
	for _, g := range b.Filter.Given {
		filters = append(filters, b.words.Filter[g.Name]+": "+g.Value)
	}
	withheld := []string{}
	for _, c := range b.Withheld {
		withheld = append(withheld, b.words.Column[c.Key])
	}
	lines := []said{
		{w["county"], b.county}, {w["exercise"], yes}, {w["table"], b.words.Table[b.Table.Name]}, {w["by"], b.by},
		{w["at"], b.at.In(b.source.Zone).Format(time.DateTime) + " (" + b.source.Zone.String() + ")"},
		{w["filters"], or(strings.Join(filters, "; "), w["none"])},
		{w["withheld"], or(strings.Join(withheld, "; "), w["none"])},
		{w["rows"], strconv.Itoa(b.count)},
	}
	if b.cut {
		lines = append(lines, said{w["cut"], strings.ReplaceAll(w["cutNote"], "{n}", strconv.Itoa(mostRows))})
	}
	return lines
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}

// text is a cell as CSV has it.
func (b *book) text(c Column, cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		if c.Kind == Word {
			return b.words.value(c.Words, v)
		}
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return b.words.About["yes"]
		}
		return b.words.About["no"]
	case measure.Litres:
		return v.String()
	case measure.Fen:
		return measure.Litres(v).String() // hundredths, as yuan of fen are
	case time.Time:
		return v.In(b.source.Zone).Format(time.DateTime)
	}
	return ""
}
