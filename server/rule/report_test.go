package rule

import (
	"slices"
	"testing"
	"time"
)

func TestAReportTellsTheElementsOfItsKind(t *testing.T) {
	for kind, want := range map[string][]Element{
		"FIRST": { // §5.1.3(1)
			"TIME", "PLACE", "AT_RISK", "DEATHS", "INJURED", "TRAPPED", "MISSING", "NATURE", "EXTENT", "TREND", "MEASURES", "SOURCE", "UNIT", "REPORTER",
		},
		"FOLLOW_UP": {"PROGRESS", "CASUALTIES", "DERIVED_EVENTS", "HELP_ASKED", "LEADERS_INSTRUCTIONS"}, // §5.1.3(2)
		"FINAL":     {"RESULT", "PUBLIC_ORDER", "AFTERMATH", "RECONSTRUCTION", "INVESTIGATION"},         // §5.1.3(3)
		"MEMO":      nil,
	} {
		if got := Elements(kind); !slices.Equal(got, want) {
			t.Errorf("%s tells %v", kind, got)
		}
	}
}

func TestWhatAReportDoesNotTellIsMissing(t *testing.T) {
	all := map[string]string{}
	for _, e := range AllElements() {
		all[string(e)] = "told"
	}
	for _, c := range []struct {
		name, kind string
		told       map[string]string
		want       []Element
	}{
		{"a first report that tells nothing", "FIRST", nil, Elements("FIRST")},
		{"a follow-up without help and with an empty progress", "FOLLOW_UP", map[string]string{"PROGRESS": "", "CASUALTIES": "none", "DERIVED_EVENTS": "none", "LEADERS_INSTRUCTIONS": "go"}, []Element{ElementProgress, ElementHelp}},
		{"a follow-up with blanks for progress", "FOLLOW_UP", map[string]string{"PROGRESS": " \n\u3000", "CASUALTIES": "none", "DERIVED_EVENTS": "none", "HELP_ASKED": "none", "LEADERS_INSTRUCTIONS": "go"}, []Element{ElementProgress}},
		{"a final report that tells all", "FINAL", all, nil},
		{"a first report with the elements of a final one", "FIRST", map[string]string{"RESULT": "x"}, Elements("FIRST")},
		{"a kind that is none", "MEMO", all, nil},
	} {
		if got := Missing(c.kind, c.told); !slices.Equal(got, c.want) {
			t.Errorf("%s misses %v", c.name, got)
		}
	}
	if len(Elements("FIRST")) != 14 {
		t.Errorf("asking what is missing changed the elements of a first report: %v", Elements("FIRST"))
	}
}

func TestAReportKnowsNoMoreThanWhenItWasWrittenAndFirstSent(t *testing.T) {
	for _, c := range []struct {
		name          string
		written, sent time.Time
		before        *time.Time
		want          time.Time
	}{
		{"written, then sent", at(2, 20), at(2, 40), nil, at(2, 20)},
		{"written and sent at once", at(2, 40), at(2, 40), nil, at(2, 40)},
		{"entered after it was sent", at(2, 40), at(2, 20), nil, at(2, 20)},
		{"sent again later", at(2, 20), at(2, 50), new(at(2, 40)), at(2, 20)},
		{"entered after it was sent, and sent again", at(2, 40), at(2, 50), new(at(2, 20)), at(2, 20)},
	} {
		if got := Knowledge(c.written, c.sent, c.before); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
