package export

import (
	"context"
	"encoding/csv"
	"io"
	"strings"
)

// byteOrderMark lets spreadsheets read UTF-8.
const byteOrderMark = "\ufeff"

// writeCSV writes RFC 4180. Its last line, after all rows, says what has to be said
// about them: nothing of it would be seen elsewhere.
func writeCSV(ctx context.Context, out io.Writer, b *book) error {
	if _, err := io.WriteString(out, byteOrderMark); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(b.header()); err != nil {
		return err
	}
	line := make([]string, len(b.Columns))
	for row, err := range b.each(ctx) {
		if err != nil {
			return err
		}
		for i, c := range b.Columns {
			line[i] = b.text(c, row[i])
			if c.Kind == Text || c.Kind == Word {
				line[i] = harmless(line[i])
			}
		}
		if err := w.Write(line); err != nil {
			return err
		}
	}
	if err := w.Write(b.note()); err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

// note is the last line: its first cell holds all of it, the others nothing.
func (b *book) note() []string {
	parts := []string{}
	for _, s := range b.about() {
		parts = append(parts, s.name+": "+s.value)
	}
	line := make([]string, len(b.Columns))
	line[0] = "# " + strings.Join(parts, " | ")
	return line
}

// harmless keeps a spreadsheet from taking a text for a formula: one that begins as
// formulas do gets an apostrophe before it.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}
