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
		return time.Time{}, fmt.Errorf("an instant is a string such as 2026-03-01T08:00:00Z")
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no instant; write 2026-03-01T08:00:00Z", s)
	}
	if t.Year() < 2000 || t.Year() > 2100 {
		return time.Time{}, fmt.Errorf("the year %d is outside 2000 to 2100", t.Year())
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// StationEvent is a delivery or a device event.
type StationEvent interface{ IsNode() }
