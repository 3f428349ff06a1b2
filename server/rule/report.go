package rule

import (
	"slices"
	"strings"
	"time"
)

// Element is one thing that a report has to tell (§5.1.3).
type Element string

// The elements of the first report, the follow-up and the final one.
const (
	ElementTime       Element = "TIME"
	ElementPlace      Element = "PLACE"
	ElementAtRisk     Element = "AT_RISK"
	ElementDeaths     Element = "DEATHS"
	ElementInjured    Element = "INJURED"
	ElementTrapped    Element = "TRAPPED"
	ElementMissing    Element = "MISSING"
	ElementNature     Element = "NATURE"
	ElementExtent     Element = "EXTENT"
	ElementTrend      Element = "TREND"
	ElementMeasures   Element = "MEASURES"
	ElementSource     Element = "SOURCE"
	ElementUnit       Element = "UNIT"
	ElementReporter   Element = "REPORTER"
	ElementProgress   Element = "PROGRESS"
	ElementCasualties Element = "CASUALTIES"
	ElementDerived    Element = "DERIVED_EVENTS"
	ElementHelp       Element = "HELP_ASKED"
	ElementOrders     Element = "LEADERS_INSTRUCTIONS"
	ElementResult     Element = "RESULT"
	ElementOrder      Element = "PUBLIC_ORDER"
	ElementAftermath  Element = "AFTERMATH"
	ElementRebuilding Element = "RECONSTRUCTION"
	ElementAssessment Element = "INVESTIGATION"
)

var elements = map[string][]Element{
	"FIRST": { // §5.1.3(1)
		ElementTime, ElementPlace, ElementAtRisk, ElementDeaths, ElementInjured, ElementTrapped, ElementMissing,
		ElementNature, ElementExtent, ElementTrend, ElementMeasures, ElementSource, ElementUnit, ElementReporter,
	},
	"FOLLOW_UP": {ElementProgress, ElementCasualties, ElementDerived, ElementHelp, ElementOrders},      // §5.1.3(2)
	"FINAL":     {ElementResult, ElementOrder, ElementAftermath, ElementRebuilding, ElementAssessment}, // §5.1.3(3)
}

// Elements lists what a kind of report, FIRST, FOLLOW_UP or FINAL, has to tell.
func Elements(kind string) []Element { return elements[kind] }

// Missing lists the elements that a report does not tell: it may go without
// them, 首报要快, but not without saying so.
func Missing(kind string, told map[string]string) []Element {
	return slices.DeleteFunc(slices.Clone(elements[kind]), func(e Element) bool { return strings.TrimSpace(told[string(e)]) != "" })
}

// Knowledge is the latest instant of which a report tells that was written and sent at
// others, and perhaps sent before: a text tells nothing of what came after it.
func Knowledge(written, sent time.Time, before *time.Time) time.Time {
	known := written
	if sent.Before(known) {
		known = sent
	}
	if before != nil && before.Before(known) {
		known = *before
	}
	return known
}

// AllElements lists the elements of all kinds; no two kinds share one.
func AllElements() []Element {
	return slices.Concat(elements["FIRST"], elements["FOLLOW_UP"], elements["FINAL"])
}
