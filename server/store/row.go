package store

import (
	"strconv"
	"time"
)

// Row collects the values of rows for a bulk insert: as text of COPY for
// Postgres, as arguments for SQLite. Both databases then hold exactly what ent
// would have stored.
type Row struct {
	asText bool
	text   []byte // of COPY
	args   []any

	times [2]timeText // the last two, newest first
}

// timeText is an instant with its text, which is kept since the rows of a batch
// share two: when they were measured and when they were received.
type timeText struct {
	at   time.Time
	text []byte
}

// Int appends an integer of any kind.
func (r *Row) Int(v int64) {
	if r.asText {
		r.text = strconv.AppendInt(r.text, v, 10)
		r.tab()
	} else {
		r.args = append(r.args, v)
	}
}

// NullInt appends an integer, NULL where there is none.
func NullInt[T ~int | ~int64](r *Row, v *T) {
	if v != nil {
		r.Int(int64(*v))
	} else {
		r.null()
	}
}

// Time appends an instant in UTC, to the microsecond.
func (r *Row) Time(v time.Time) {
	v = v.UTC().Truncate(time.Microsecond)
	if !r.asText {
		r.args = append(r.args, v)
		return
	}
	if known := &r.times; !known[0].is(v) {
		known[0], known[1] = known[1], known[0]
		if !known[0].is(v) {
			known[0] = timeText{v, v.AppendFormat(known[0].text[:0], "2006-01-02 15:04:05.999999Z07:00")}
		}
	}
	r.text = append(r.text, r.times[0].text...)
	r.tab()
}

func (t *timeText) is(v time.Time) bool { return len(t.text) > 0 && t.at.Equal(v) }

// Text appends a string.
func (r *Row) Text(v string) {
	if !r.asText {
		r.args = append(r.args, v)
		return
	}
	for i := range len(v) {
		switch c := v[i]; c {
		case '\\':
			r.text = append(r.text, '\\', '\\')
		case '\t':
			r.text = append(r.text, '\\', 't')
		case '\n':
			r.text = append(r.text, '\\', 'n')
		case '\r':
			r.text = append(r.text, '\\', 'r')
		default:
			r.text = append(r.text, c)
		}
	}
	r.tab()
}

func (r *Row) null() {
	if r.asText {
		r.text = append(r.text, '\\', 'N')
		r.tab()
	} else {
		r.args = append(r.args, nil)
	}
}

func (r *Row) tab() { r.text = append(r.text, '\t') }

// endLine turns the tab after the last value into the end of the line.
func (r *Row) endLine() { r.text[len(r.text)-1] = '\n' }
