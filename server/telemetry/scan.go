package telemetry

import "unicode/utf8"

// kind of a JSON value.
type kind byte

const (
	absent kind = iota // also null
	number
	text
	boolean
	object
	array
	// notANumber is a bare NaN or Infinity: no JSON, but what careless encoders
	// write. Only the value is at fault, so only its item is refused.
	notANumber
)

// token is one value as it stands in the payload; of a text, what is between
// the quotes.
type token struct {
	kind    kind
	escaped bool // a text with escapes in it
	raw     []byte
}

// maxDepth bounds the nesting of what is skipped.
const maxDepth = 32

// scanner walks through a JSON text once, without allocating. The first error
// sticks: where it is not "", nothing more is read.
type scanner struct {
	data  []byte
	pos   int
	depth int
	fault string
}

func (s *scanner) fail(fault string) {
	if s.fault == "" {
		s.fault = fault
	}
}

// peek skips white space and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// object calls field for each key of the object that comes next; field must
// read the value. A key with escapes is not one of ours, and comes as nil.
func (s *scanner) object(field func(key []byte)) {
	s.members('{', '}', "an object ends with }", func() {
		if s.peek() != '"' {
			s.fail("a field's name is needed")
			return
		}
		key := s.text()
		if key.escaped {
			key.raw = nil
		}
		if s.peek() != ':' {
			s.fail("a colon is needed after a field's name")
			return
		}
		s.pos++
		field(key.raw)
	})
}

// array calls element for each element of the array that comes next; element
// must read it.
func (s *scanner) array(element func()) { s.members('[', ']', "an array ends with ]", element) }

func (s *scanner) members(open, end byte, fault string, member func()) {
	if s.peek() != open {
		s.fail("unexpected")
		return
	}
	if s.depth++; s.depth > maxDepth {
		s.fail("nested too deeply")
		return
	}
	s.pos++
	if s.peek() == end {
		s.pos++
		s.depth--
		return
	}
	for s.fault == "" {
		if member(); s.fault != "" {
			return
		}
		switch s.peek() {
		case ',':
			s.pos++
		case end:
			s.pos++
			s.depth--
			return
		default:
			s.fail("a comma is missing, or " + fault)
		}
	}
}

// value reads whatever comes next.
func (s *scanner) value() token {
	switch c := s.peek(); {
	case c == '"':
		return s.text()
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	case c == '{':
		start := s.pos
		s.object(func([]byte) { s.value() })
		return token{kind: object, raw: s.data[start:s.pos]}
	case c == '[':
		start := s.pos
		s.array(func() { s.value() })
		return token{kind: array, raw: s.data[start:s.pos]}
	case c == 0:
		s.fail("it ends too early")
		return token{}
	}
	return s.word()
}

func (s *scanner) text() token {
	s.pos++ // the quote
	t := token{kind: text}
	start := s.pos
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			t.raw = s.data[start:s.pos]
			s.pos++
			return t
		case c == '\\':
			t.escaped = true
			s.escape()
			if s.fault != "" {
				return t
			}
		case c < 0x20:
			s.fail("a control character in a text")
			return t
		default:
			s.pos++
		}
	}
	s.fail("a text does not end")
	return t
}

func (s *scanner) escape() {
	rest := s.data[s.pos+1:]
	if len(rest) == 0 {
		s.pos = len(s.data)
		return
	}
	switch rest[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.pos += 2
		return
	case 'u':
		if len(rest) >= 5 && isHex(rest[1]) && isHex(rest[2]) && isHex(rest[3]) && isHex(rest[4]) {
			s.pos += 6
			return
		}
	}
	s.fail("an escape that does not exist")
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// number reads -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
func (s *scanner) number() token {
	start := s.pos
	if s.data[s.pos] == '-' {
		s.pos++
		if s.pos < len(s.data) && s.data[s.pos] == 'I' {
			return s.word()
		}
	}
	leadingZero := s.pos < len(s.data) && s.data[s.pos] == '0'
	if n := s.digits(); n == 0 || leadingZero && n > 1 {
		s.fail("a number that is none")
	}
	if s.pos < len(s.data) && s.data[s.pos] == '.' {
		s.pos++
		if s.digits() == 0 {
			s.fail("a number that ends with its point")
		}
	}
	if s.pos < len(s.data) && s.data[s.pos]|0x20 == 'e' {
		s.pos++
		if s.pos < len(s.data) && (s.data[s.pos] == '+' || s.data[s.pos] == '-') {
			s.pos++
		}
		if s.digits() == 0 {
			s.fail("a number without its exponent")
		}
	}
	return token{kind: number, raw: s.data[start:s.pos]}
}

func (s *scanner) digits() int {
	start := s.pos
	for s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos - start
}

func (s *scanner) word() token {
	start := s.pos
	for s.pos < len(s.data) && (s.data[s.pos]|0x20 >= 'a' && s.data[s.pos]|0x20 <= 'z') {
		s.pos++
	}
	t := token{raw: s.data[start:s.pos]}
	switch string(t.raw) {
	case "null":
	case "true", "false":
		t.kind = boolean
	case "NaN", "nan", "Infinity", "inf", "Inf":
		t.kind = notANumber
	default:
		s.pos = start
		_, size := utf8.DecodeRune(s.data[start:])
		s.fail("unexpected " + string(s.data[start:start+size]))
	}
	return t
}
