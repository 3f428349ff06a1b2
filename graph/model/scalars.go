// Package model holds what the contract has and the domain has not: inputs,
// payloads and scalars. models_gen.go is generated.
package model

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/ent"
)

// Cursor is a place in a list or a stream, opaque to clients.
type Cursor = ent.Cursor

// At is the cursor of a place in a stream.
func At(sequence int64) *Cursor { return &Cursor{ID: int(sequence)} }

// instantForm is ISO 8601 in UTC with up to microseconds.
const instantForm = "2006-01-02T15:04:05.999999Z"

// MarshalDateTime writes an instant in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(instantForm)))
	})
}

// UnmarshalDateTime reads an instant with any offset. Years outside 2000 to
// 2100 are refused: they are mistakes.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, unreadable("an instant is a string such as 2026-03-01T08:00:00Z")
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, unreadable("that is no instant; write 2026-03-01T08:00:00Z")
	}
	if t.Year() < 2000 || t.Year() > 2100 {
		return time.Time{}, unreadable("the year %d is outside 2000 to 2100", t.Year())
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// StationEvent is a delivery or a device event.
type StationEvent interface{ IsNode() }

// Unreadable is an argument of the wrong form; its words are for the client.
type Unreadable struct{ message string }

func (u *Unreadable) Error() string { return u.message }

func unreadable(format string, args ...any) error {
	return &Unreadable{fmt.Sprintf(format, args...)}
}

// MarshalID writes an id.
func MarshalID(id int) graphql.Marshaler { return graphql.MarshalIntID(id) }

// UnmarshalID reads an id that this server gave.
func UnmarshalID(v any) (int, error) {
	id, err := graphql.UnmarshalIntID(v)
	if err != nil || id < 0 {
		return 0, unreadable("that is no id of this hub; an id is only ever what this server gave")
	}
	return id, nil
}

// MarshalCursor writes a place in a list or stream.
func MarshalCursor(c Cursor) graphql.Marshaler { return c }

// UnmarshalCursor reads a place that this server gave.
func UnmarshalCursor(v any) (Cursor, error) {
	var c Cursor
	if err := c.UnmarshalGQL(v); err != nil {
		return c, unreadable("a cursor is only ever what this server gave")
	}
	return c, nil
}
