package writer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MaxGaps is how many gaps a mark keeps. A device that sends in order has none;
// one that lost a thousand separate batches cannot fill them all in later.
const MaxGaps = 1000

// MaxSequence is the highest sequence that a batch may have: beyond, JSON
// numbers are no longer exact.
const MaxSequence = 1<<53 - 1

// gap is a range of sequences that are not stored, both ends included.
type gap struct{ from, to int64 }

// mark tells which sequences of one boot of a device are stored: all up to high
// and none in gaps; of those up to unknown nobody knows any more.
type mark struct {
	high    int64
	unknown int64
	gaps    []gap // ascending, between unknown and high
}

// verdict is what a mark says of a sequence.
type verdict int

const (
	fresh     verdict = iota // not stored
	duplicate                // stored before
	forgotten                // too far back to tell
)

// judge tells whether a sequence is stored.
func (m *mark) judge(seq int64) verdict {
	switch {
	case seq > m.high:
		return fresh
	case seq <= m.unknown:
		return forgotten
	}
	if _, in := m.find(seq); in {
		return fresh
	}
	return duplicate
}

// take notes that a fresh sequence is stored.
func (m *mark) take(seq int64) {
	if seq > m.high {
		if seq > m.high+1 {
			m.gaps = append(m.gaps, gap{m.high + 1, seq - 1})
		}
		m.high = seq
		m.forget()
		return
	}
	i, in := m.find(seq)
	if !in {
		return
	}
	switch g := m.gaps[i]; {
	case g.from == g.to:
		m.gaps = slices.Delete(m.gaps, i, i+1)
	case seq == g.from:
		m.gaps[i].from++
	case seq == g.to:
		m.gaps[i].to--
	default:
		m.gaps[i].to = seq - 1
		m.gaps = slices.Insert(m.gaps, i+1, gap{seq + 1, g.to})
		m.forget()
	}
}

func (m *mark) find(seq int64) (int, bool) {
	return slices.BinarySearchFunc(m.gaps, seq, func(g gap, seq int64) int {
		switch {
		case g.to < seq:
			return -1
		case g.from > seq:
			return 1
		}
		return 0
	})
}

// forget drops the oldest gaps beyond MaxGaps.
func (m *mark) forget() {
	if over := len(m.gaps) - MaxGaps; over > 0 {
		m.unknown = m.gaps[over-1].to
		m.gaps = slices.Delete(m.gaps, 0, over)
	}
}

// String writes the gaps as they are stored: 3-5,9, after <N where all up to N
// is forgotten.
func (m *mark) String() string {
	if m.unknown == 0 && len(m.gaps) == 0 {
		return ""
	}
	var b []byte
	if m.unknown > 0 {
		b = strconv.AppendInt(append(b, '<'), m.unknown, 10)
	}
	for _, g := range m.gaps {
		if len(b) > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, g.from, 10)
		if g.to != g.from {
			b = strconv.AppendInt(append(b, '-'), g.to, 10)
		}
	}
	return string(b)
}

func parseMark(high int64, gaps string) (*mark, error) {
	m := &mark{high: high}
	if gaps == "" {
		return m, nil
	}
	for part := range strings.SplitSeq(gaps, ",") {
		if rest, ok := strings.CutPrefix(part, "<"); ok {
			n, err := strconv.ParseInt(rest, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("gaps of a device mark: %q", part)
			}
			m.unknown = n
			continue
		}
		from, to, ranged := strings.Cut(part, "-")
		if !ranged {
			to = from
		}
		first, err1 := strconv.ParseInt(from, 10, 64)
		last, err2 := strconv.ParseInt(to, 10, 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("gaps of a device mark: %q", part)
		}
		m.gaps = append(m.gaps, gap{first, last})
	}
	return m, nil
}
