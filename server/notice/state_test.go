package notice

import (
	"testing"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/noticesending"
)

func TestAStateIsNeverTakenBackByALateReceipt(t *testing.T) {
	const all = "QUEUED SENT DELIVERED READ ANSWERED FAILED UNREACHABLE"
	allowed := map[noticesending.State][]noticesending.State{
		"QUEUED":      {"SENT", "DELIVERED", "READ", "ANSWERED", "FAILED"},
		"SENT":        {"DELIVERED", "READ", "ANSWERED", "FAILED"},
		"DELIVERED":   {"READ", "ANSWERED"},
		"READ":        {"ANSWERED"},
		"ANSWERED":    {},
		"FAILED":      {"DELIVERED", "READ", "ANSWERED"},
		"UNREACHABLE": {"ANSWERED"},
	}
	for from, to := range allowed {
		for target := range allowed {
			want := false
			for _, s := range to {
				want = want || s == target
			}
			if got := forward(from, target); got != want {
				t.Errorf("%s to %s is %v (of %s)", from, target, got, all)
			}
		}
	}
}

func TestContactsAreCalledAsThePlanNamesThemAndNoneTwice(t *testing.T) {
	c := func(id int, kind contact.Kind, rank int, phone string) *ent.Contact {
		return &ent.Contact{ID: id, Kind: kind, Rank: rank, Phone: phone}
	}
	contacts := []*ent.Contact{
		c(1, contact.KindHEAD, 0, "13800000001"), c(2, contact.KindBACKUP, 1, "13800000002"), c(3, contact.KindBACKUP, 0, ""),
		c(4, contact.KindDUTY_PHONE, 7, "0356-1"), c(5, contact.KindBACKUP, 1, "13800000005"),
	}
	var told []int
	for _, want := range []int{4, 2, 5, 1} { // 3 has radio alone: no gateway serves it
		got, problem := next(contacts, told)
		if got == nil || got.ID != want {
			t.Fatalf("after %v comes %v (%s), want %d", told, got, problem, want)
		}
		told = append(told, got.ID)
	}
	for _, e := range []struct {
		contacts []*ent.Contact
		told     []int
		want     string
	}{{contacts, told, noneIsLeft}, {nil, nil, noContact}, {contacts[2:3], nil, onlyByMeans}} {
		if got, problem := next(e.contacts, e.told); got != nil || problem != e.want {
			t.Errorf("%v %q, want %q", got, problem, e.want)
		}
	}
}

func TestATextThatIsTooLongIsCutWithASignOfIt(t *testing.T) {
	w, err := NewWords("{{.Title}}", "{{.Number}}")
	if err != nil {
		t.Fatal(err)
	}
	long := make([]rune, mostText+1)
	for i := range long {
		long[i] = '火'
	}
	for n, want := range map[int]int{mostText - 1: mostText - 1, mostText: mostText, mostText + 1: mostText} {
		text, err := say(w.changed, Text{Title: string(long[:n])})
		if got := []rune(text); err != nil || len(got) != want || (n > mostText) != (got[len(got)-1] == '…') {
			t.Errorf("%d characters become %d, %v", n, len([]rune(text)), err)
		}
	}
	for _, bad := range []string{"{{.Nothing}}", "{{", "{{.Title.X}}"} {
		if _, err := NewWords(bad, ""); err == nil {
			t.Errorf("%q is taken as a text", bad)
		}
	}
}
