package export

import (
	"context"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"commandhub/server/measure"
)

// Widths of columns, in characters.
const narrow, wide = 14, 24

// writeXLSX writes a workbook of two sheets: what has to be said, and the rows, with
// dates that are dates, numbers that are numbers, and a header that stays.
func writeXLSX(ctx context.Context, out io.Writer, b *book) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	about, data := b.words.About["title"], b.words.About["data"]
	if err := f.SetSheetName("Sheet1", about); err != nil {
		return err
	}
	if _, err := f.NewSheet(data); err != nil {
		return err
	}
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := b.sheet(ctx, f, data, styles); err != nil {
		return err
	}
	for i, s := range b.about() {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow(about, cell, &[]any{s.name, s.value}); err != nil {
			return err
		}
	}
	if err := f.SetColWidth(about, "A", "B", wide); err != nil {
		return err
	}
	if err := f.SetColStyle(about, "A", styles.head); err != nil {
		return err
	}
	_, err = f.WriteTo(out)
	return err
}

// styles of cells.
type styles struct{ head, instant, day, decimal int }

func newStyles(f *excelize.File) (s styles, err error) {
	format := func(code string) *excelize.Style { return &excelize.Style{CustomNumFmt: &code} }
	for _, one := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&s.head, &excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
		{&s.instant, format("yyyy-mm-dd hh:mm:ss")}, {&s.day, format("yyyy-mm-dd")}, {&s.decimal, format("#,##0.00")},
	} {
		if *one.id, err = f.NewStyle(one.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (b *book) sheet(ctx context.Context, f *excelize.File, name string, s styles) error {
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range b.Columns {
		width := float64(narrow)
		if c.Kind == Text || c.Kind == Instant {
			width = wide
		}
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(b.Columns))
	for i, word := range b.header() {
		header[i] = excelize.Cell{StyleID: s.head, Value: word}
	}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	line := 1
	for row, err := range b.each(ctx) {
		if err != nil {
			return err
		}
		line++
		cells := make([]any, len(row))
		for i, c := range b.Columns {
			cells[i] = b.cell(c, row[i], s)
		}
		at, _ := excelize.CoordinatesToCellName(1, line)
		if err := w.SetRow(at, cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	last, _ := excelize.CoordinatesToCellName(len(b.Columns), line)
	return f.AutoFilter(name, "A1:"+last, nil)
}

// cell is a cell as a workbook has it. A text stays a text: it is never a formula.
func (b *book) cell(c Column, cell any, s styles) any {
	switch v := cell.(type) {
	case nil:
		return nil
	case int, float64:
		return v
	case measure.Litres:
		return excelize.Cell{StyleID: s.decimal, Value: v.Float()}
	case measure.Fen:
		return excelize.Cell{StyleID: s.decimal, Value: float64(v) / 100}
	case time.Time:
		return excelize.Cell{StyleID: s.instant, Value: wall(v, b.source.Zone)}
	case string:
		if day, err := time.Parse(time.DateOnly, v); c.Kind == Day && err == nil {
			return excelize.Cell{StyleID: s.day, Value: day}
		}
	}
	return b.text(c, cell)
}

// wall is what a clock in the zone shows at an instant: workbooks know no zones.
func wall(at time.Time, zone *time.Location) time.Time {
	local := at.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
}
