package rule

import "fmt"

// Grade of an accident 事故等级 (陵政办发〔2025〕1号 §1.5).
type Grade string

// The grades, lowest first. Undetermined stands between: the plan has it
// reported as LARGER or above (§5.1.2).
const (
	BelowGeneral  Grade = "BELOW_GENERAL" // no death, injury or loss: a township or firm handles it
	General       Grade = "GENERAL"
	Undetermined  Grade = "UNDETERMINED"
	Larger        Grade = "LARGER"
	Major         Grade = "MAJOR"
	Extraordinary Grade = "EXTRAORDINARY"
)

// Grades lists the grades, lowest first.
var Grades = []Grade{BelowGeneral, General, Undetermined, Larger, Major, Extraordinary}

// Values lists the grades for the database.
func (Grade) Values() []string { return words(Grades) }

// Rank orders the grades: a higher one is graver, or has to be taken so.
func (g Grade) Rank() int { return rankIn(Grades, g) }

// Harm is what an accident has done, as far as it is known: nil is unknown.
type Harm struct {
	Deaths           *int
	SeriouslyInjured *int   // with acute industrial poisoning
	DirectLossFen    *int64 // in CNY fen
	// Unaccounted people are trapped or missing: each of them may be dead.
	Unaccounted int
}

// limb is one of the three measures of an accident with the least figure of
// each grade. 以上 includes the figure itself (§9.3).
type limb struct {
	name                           string
	general, larger, major, utmost int64
}

const yuan = 100 // fen

// The figures of §1.5.1 to §1.5.4. General has no floor of its own: any harm of
// the kind makes one.
var (
	deaths  = limb{"deaths", 1, 3, 10, 30}
	injured = limb{"seriously injured", 1, 10, 50, 100}
	loss    = limb{"direct loss in fen", 1, 10_000_000 * yuan, 50_000_000 * yuan, 100_000_000 * yuan}
)

// Reason says why a rule holds, with its article.
type Reason struct {
	Article string `json:"article"` // as §1.5.3
	Text    string `json:"text"`    // as "deaths 4 ≥ 3"
}

func (r Reason) String() string { return r.Text + ", " + r.Article }

// grade of one limb and why.
func (l limb) grade(n int64) (Grade, Reason) {
	step := func(floor int64, article string) Reason {
		return Reason{article, fmt.Sprintf("%s %d ≥ %d", l.name, n, floor)}
	}
	switch {
	case n >= l.utmost:
		return Extraordinary, step(l.utmost, "§1.5.1")
	case n >= l.major:
		return Major, step(l.major, "§1.5.2")
	case n >= l.larger:
		return Larger, step(l.larger, "§1.5.3")
	case n >= l.general:
		return General, step(l.general, "§1.5.4")
	}
	return BelowGeneral, Reason{}
}

// Assessment is a grade with what led to it.
type Assessment struct {
	Grade   Grade
	Reasons []Reason
	// Open names the limbs that are unknown and could lift the grade.
	Open []string
}

// Assess gives the highest grade that any one limb reaches. Where that is below
// LARGER and a limb is unknown, or trapped and missing people could lift it to LARGER,
// the grade is undetermined, which the plan treats as LARGER (§5.1.2); from LARGER on it
// is at least that, and Open says what may still lift it. People who could make it no
// more than GENERAL make it that.
func Assess(h Harm) Assessment {
	a := Assessment{Grade: BelowGeneral}
	var open []Reason
	for _, m := range []struct {
		limb     limb
		known    bool
		n, maybe int64
	}{
		{deaths, h.Deaths != nil, int64(value(h.Deaths)), int64(h.Unaccounted)},
		{injured, h.SeriouslyInjured != nil, int64(value(h.SeriouslyInjured)), 0},
		{loss, h.DirectLossFen != nil, value(h.DirectLossFen), 0},
	} {
		if !m.known {
			a.Open, open = append(a.Open, m.limb.name), append(open, Reason{"§5.1.2", m.limb.name + " unknown"})
			continue
		}
		g, why := m.limb.grade(m.n)
		if most, _ := m.limb.grade(m.n + m.maybe); most.Rank() > g.Rank() {
			text := fmt.Sprintf("%s %d to %d by trapped or missing people", m.limb.name, m.n, m.n+m.maybe)
			if most.Rank() >= Larger.Rank() {
				a.Open, open = append(a.Open, m.limb.name), append(open, Reason{"§5.1.2", text})
			} else {
				g, why = most, Reason{"§1.5.4", text}
			}
		}
		switch {
		case g.Rank() > a.Grade.Rank():
			a.Grade, a.Reasons = g, []Reason{why}
		case g == a.Grade && g != BelowGeneral:
			a.Reasons = append(a.Reasons, why)
		}
	}
	switch {
	case a.Grade == Extraordinary: // nothing can lift it
		a.Open = nil
	case len(a.Open) > 0 && a.Grade.Rank() < Undetermined.Rank():
		a.Grade, a.Reasons = Undetermined, append(a.Reasons, open...)
	}
	return a
}

// Graver is the higher of a computed grade and one that a person set.
func Graver(computed, set Grade) Grade {
	if set.Rank() > computed.Rank() {
		return set
	}
	return computed
}

func value[N int | int64](n *N) N {
	if n == nil {
		return 0
	}
	return *n
}
