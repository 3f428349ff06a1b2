package contact

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/organisation"
	"commandhub/server/reason"
	"commandhub/server/timeline"
)

// columns of a file of contacts.
var columns = []string{"organisation", "kind", "rank", "name", "phone", "email", "means"}

// byteOrderMark is what spreadsheets put before UTF-8.
var byteOrderMark = []byte("\ufeff")

// line is one way of a file.
type line struct {
	number int
	unit   string // code
	way    Way
}

func (l line) wrong(field string, why reason.Reason) error {
	return fmt.Errorf("line %d: %s: %w", l.number, field, why)
}

// read reads a file of contacts. What is wrong is told by line and column, and
// never with what stands there: numbers are nobody else's.
func read(text []byte) ([]line, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, byteOrderMark)))
	r.FieldsPerRecord = len(columns)
	var lines []line
	taken := map[string]bool{}
	for first := true; ; first = false {
		fields, err := r.Read()
		if err == io.EOF { //nolint:errorlint // the value itself means it
			break
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				return nil, fmt.Errorf("line %d: %w; %d columns are needed: %v", at.Line, at.Err, len(columns), columns)
			}
			return nil, err
		}
		n, _ := r.FieldPos(0)
		if first {
			if !slices.Equal(fields, columns) {
				return nil, fmt.Errorf("line %d: the columns %v are needed", n, columns)
			}
			continue
		}
		l := line{n, fields[0], Way{Kind: contact.Kind(fields[1]), Name: fields[3], Phone: fields[4], Email: fields[5], Means: fields[6]}.trimmed()}
		if l.way.Rank, err = strconv.Atoi(fields[2]); err != nil {
			return nil, l.wrong("rank", badRank.With(mostRank))
		}
		if field, why := l.way.problem(); why != nil {
			return nil, l.wrong(field, *why)
		}
		place := fmt.Sprint(l.unit, " ", l.way.Kind, " ", l.way.Rank)
		if taken[place] {
			return nil, l.wrong("rank", placeTaken.With())
		}
		taken[place] = true
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return nil, errors.New("there is no contact in the file")
	}
	return lines, nil
}

// Import files the contacts of a CSV file, or none of them: one of a unit's kind and
// place is brought in line with its line, another is added, none is taken out. It
// tells how many were added or changed.
func (s *Contacts) Import(ctx context.Context, text []byte) (int, error) {
	lines, err := read(text)
	if err != nil {
		return 0, err
	}
	changed := 0
	err = s.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		for _, l := range lines {
			done, err := l.file(ctx, tx)
			if err != nil {
				return timeline.Entry{}, err
			}
			if done {
				changed++
			}
		}
		return timeline.Entry{Action: "contact.imported", SubjectType: "Contact", After: map[string]any{"lines": len(lines), "changed": changed}}, nil
	})
	return changed, err
}

// file brings one contact in line, and tells whether that changed anything.
func (l line) file(ctx context.Context, tx *ent.Tx) (bool, error) {
	unit, err := tx.Organisation.Query().Where(organisation.Code(l.unit)).Only(ctx)
	if ent.IsNotFound(err) {
		return false, l.wrong("organisation", noSuchCode.With(l.unit))
	}
	if err != nil {
		return false, err
	}
	was, err := tx.Contact.Query().Where(
		contact.HasOrganisationWith(organisation.ID(unit.ID)), contact.KindEQ(l.way.Kind), contact.Rank(l.way.Rank), contact.RetiredAtIsNil(),
	).Order(ent.Asc(contact.FieldID)).First(ctx)
	switch {
	case ent.IsNotFound(err):
		was = nil
	case err != nil:
		return false, err
	case was.Name == l.way.Name && was.Phone == l.way.Phone && was.Email == l.way.Email && was.Means == l.way.Means:
		return false, nil
	}
	_, err = l.way.save(ctx, tx, was, unit)
	return err == nil, err
}
