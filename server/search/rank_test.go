package search

import (
	"errors"
	"strings"
	"testing"

	"commandhub/server/station"
)

func TestWhatIsExactComesFirstThenWhatBeginsThenWhatContains(t *testing.T) {
	hit := func(kind Kind, id int, code string, names ...string) Hit { return Hit{kind, id, code, names} }
	for name, c := range map[string]struct {
		text string
		hits []Hit // in the order that is wanted
	}{
		"a code before what begins with it": {"lc0001", []Hit{
			hit(Station, 1, "LC0001"), hit(Tank, 9, "LC0001-1"), hit(Device, 7, "LC0001-C1"), hit(Incident, 5, "2026-001", "Fire at LC0001"),
		}},
		"a beginning before the middle, whatever the kind": {"fire", []Hit{
			hit(Task, 1, "Fire: keep away"), hit(Person, 1, "fire.lead"), hit(Incident, 9, "2026-001", "A fire"),
		}},
		"the newer first":                    {"2026", []Hit{hit(Incident, 3, "2026-003"), hit(Incident, 2, "2026-002"), hit(Report, 9, "2026-003-1")}},
		"the county's register in its order": {"lc", []Hit{hit(Station, 1, "LC0001"), hit(Station, 2, "LC0002"), hit(Tank, 3, "LC0001-1"), hit(Tank, 4, "LC0001-2")}},
		"a code of two parts, however they are parted": {"lc0001 1", []Hit{
			hit(Tank, 1, "LC0001-1"), hit(Tank, 2, "LC0001-10"), hit(Incident, 9, "2026-001", "lc0001: 1 dead"),
		}},
		"no code is exactly nothing":        {"x", []Hit{hit(Incident, 1, "x-1"), hit(Task, 2, "", "a x")}},
		"only A to Z have no case":          {"äpfel", []Hit{hit(Person, 1, "apfel", "äpfel"), hit(Person, 2, "birne", "Äpfel")}},
		"wildcards are characters":          {"50%", []Hit{hit(Task, 1, "50% foam"), hit(Task, 2, "500 l")}},
		"words apart are somewhere at most": {"fire east", []Hit{hit(Incident, 1, "2026-001", "Fire east of town"), hit(Incident, 2, "2026-002", "East: fire")}},
	} {
		t.Run(name, func(t *testing.T) {
			got := append([]Hit{}, c.hits...)
			for i, j := 0, len(got)-1; i < j; i, j = i+1, j-1 {
				got[i], got[j] = got[j], got[i]
			}
			rank(got, c.text)
			for i := range got {
				if got[i].Code != c.hits[i].Code {
					t.Errorf("%d is %+v, want %+v", i, got[i], c.hits[i])
				}
			}
		})
	}
}

func TestATextIsReadOrRefused(t *testing.T) {
	for text, want := range map[string]wanted{
		"  LC0001 ":   {text: "lc0001", whole: "lc0001"},
		"LC0001  2":   {text: "lc0001 2", whole: "lc0001-2", head: "lc0001", tail: "2"},
		"2026-001-2":  {text: "2026-001-2", whole: "2026-001-2", head: "2026-001", tail: "2"},
		"2026/001":    {text: "2026/001", whole: "2026-001", head: "2026", tail: "001"},
		"LC0001-":     {text: "lc0001-", whole: "lc0001-", head: "lc0001"},
		"-1":          {text: "-1", whole: "-1"},
		"\tÄpfel\nb ": {text: "Äpfel b", whole: "Äpfel-b", head: "Äpfel", tail: "b"},
	} {
		got, err := read(text)
		got.words = nil
		if err != nil || got.text != want.text || got.whole != want.whole || got.head != want.head || got.tail != want.tail {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for name, text := range map[string]string{
		"empty": "", "blank": " \t\n", "long": strings.Repeat("字", Longest+1), "control": "a\x00b",
	} {
		var unfit *station.Unfit
		if _, err := read(text); !errors.As(err, &unfit) || unfit.Field != "text" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := read(" " + strings.Repeat("字", Longest) + " "); err != nil {
		t.Error(err)
	}
}
