package writer

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAMarkTellsWhatIsStored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, stored := &mark{}, map[int64]bool{}
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			seq := rapid.Int64Range(1, 60).Draw(t, "seq")
			want := fresh
			if stored[seq] {
				want = duplicate
			}
			if got := m.judge(seq); got != want {
				t.Fatalf("%d is %v, want %v; high %d, gaps %s", seq, got, want, m.high, m)
			}
			if want == fresh {
				m.take(seq)
				stored[seq] = true
			}
			read, err := parseMark(m.high, m.String())
			if err != nil || read.String() != m.String() {
				t.Fatalf("%q read back: %v %v", m, read, err)
			}
			m = read
		}
	})
}

func TestAMarkForgetsItsOldestGapsAndSaysSo(t *testing.T) {
	m := &mark{}
	for i := range int64(MaxGaps + 10) {
		m.take(2*i + 2) // every odd one is missing
	}
	if len(m.gaps) != MaxGaps {
		t.Fatalf("%d gaps", len(m.gaps))
	}
	read, err := parseMark(m.high, m.String())
	if err != nil {
		t.Fatal(err)
	}
	for seq, want := range map[int64]verdict{1: forgotten, 19: forgotten, 20: duplicate, 21: fresh, 22: duplicate, m.high + 1: fresh} {
		if got := read.judge(seq); got != want {
			t.Errorf("%d: %v, want %v", seq, got, want)
		}
	}
}

func TestGapsThatCannotBeReadAreAnError(t *testing.T) {
	for _, gaps := range []string{"x", "1-", "<", "1,,2"} {
		if _, err := parseMark(9, gaps); err == nil {
			t.Errorf("%q was read", gaps)
		}
	}
}
