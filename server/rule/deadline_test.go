package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// happened is when the event of the cases was: 02:10 in the county.
var happened = time.Date(2026, 3, 1, 18, 10, 0, 0, time.UTC)

var grace = Grace{Report: 10 * time.Minute, FollowUp: 15 * time.Minute, Foreign: 20 * time.Minute}

// minute is a text for an instant of a case, as "+30m".
func minute(t time.Time) string { return "+" + strings.TrimSuffix(t.Sub(happened).String(), "0s") }

// line tells all of a clock.
func (c Clock) line() string {
	own := "plan's"
	if c.OwnTerm {
		own = "own"
	}
	return fmt.Sprintf("%s/%d %s from %s to %s %s %s", c.Duty, c.Tier, c.Channel, minute(c.Basis), minute(c.Due), own, c.Article)
}

func lines(clocks []Clock) []string {
	var out []string
	for _, c := range clocks {
		out = append(out, c.line())
	}
	return out
}

func TestAGradeBringsTheClocksOfItsArticle(t *testing.T) {
	for _, c := range []struct {
		name   string
		grades []Grade
		heard  time.Duration
		want   []string
	}{
		{"below general nothing is owed, §1.5", []Grade{BelowGeneral}, 2 * time.Minute, nil},
		{"general: county to city within 1 h, §5.1.2", []Grade{General}, 2 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +2m to +12m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +2m to +12m own §5.1.1",
			"CITY_BRIEF/1 ANY from + to +1h0m plan's §5.1.2",
		}},
		{"larger or undetermined: call within 30 min, writing within 1 h, §5.1.2", []Grade{Undetermined, Larger}, 2 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +2m to +12m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +2m to +12m own §5.1.1",
			"CITY_PHONE/2 PHONE from + to +30m plan's §5.1.2",
			"CITY_BRIEF/2 WRITING from + to +1h0m plan's §5.1.2",
		}},
		{"major or extraordinary: call at once, writing within 30 min, §5.1.2", []Grade{Major, Extraordinary}, 2 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +2m to +12m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +2m to +12m own §5.1.1",
			"CITY_PHONE/3 PHONE from +2m to +12m own §5.1.2",
			"CITY_BRIEF/3 WRITING from + to +30m plan's §5.1.2",
		}},
		{"major, heard of after 20 min: the call is due with the writing, on the county's minutes", []Grade{Major}, 20 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +20m to +30m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +20m to +30m own §5.1.1",
			"CITY_PHONE/3 PHONE from +20m to +30m own §5.1.2",
			"CITY_BRIEF/3 WRITING from + to +30m plan's §5.1.2",
		}},
		{"major, heard of after 21 min: the plan's 30 min are over before the county's own", []Grade{Major, Extraordinary}, 21 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +21m to +31m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +21m to +31m own §5.1.1",
			"CITY_PHONE/3 PHONE from + to +30m plan's §5.1.2",
			"CITY_BRIEF/3 WRITING from + to +30m plan's §5.1.2",
		}},
		{"general, heard of after 2 h: the clock to the city is late from birth", []Grade{General}, 2 * time.Hour, []string{
			"COUNTY_NOTICE/1 ANY from +2h0m to +2h10m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +2h0m to +2h10m own §5.1.1",
			"CITY_BRIEF/1 ANY from + to +1h0m plan's §5.1.2",
		}},
		{"larger, heard of after 45 min: the call is late from birth, the writing is not", []Grade{Undetermined, Larger}, 45 * time.Minute, []string{
			"COUNTY_NOTICE/1 ANY from +45m to +55m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +45m to +55m own §5.1.1",
			"CITY_PHONE/2 PHONE from + to +30m plan's §5.1.2",
			"CITY_BRIEF/2 WRITING from + to +1h0m plan's §5.1.2",
		}},
		{"major, heard of after 2 h: call and writing are late from birth", []Grade{Major}, 2 * time.Hour, []string{
			"COUNTY_NOTICE/1 ANY from +2h0m to +2h10m own §5.1.2",
			"HIGHER_BUREAU_NOTICE/1 ANY from +2h0m to +2h10m own §5.1.1",
			"CITY_PHONE/3 PHONE from + to +30m plan's §5.1.2",
			"CITY_BRIEF/3 WRITING from + to +30m plan's §5.1.2",
		}},
		{"a word that is no grade brings nothing", []Grade{"", "NONSENSE"}, 0, nil},
	} {
		for _, g := range c.grades {
			heard := happened.Add(c.heard)
			got := FirstClocks(Event{g, happened, heard}, grace)
			if !slices.Equal(lines(got), c.want) {
				t.Errorf("%s, %s:\n\t%s\nwant\n\t%s", c.name, g, strings.Join(lines(got), "\n\t"), strings.Join(c.want, "\n\t"))
			}
			for _, clock := range got {
				late := StateAt(heard, clock.Due, clock.Due, nil, nil) == Late
				if late != (clock.Basis.Equal(happened) && heard.After(clock.Due)) {
					t.Errorf("%s, %s: born late is %t for %s", c.name, g, late, clock.line())
				}
			}
		}
	}
}

func TestAGradeIsFollowedUpAsOftenAsThePlanSays(t *testing.T) { // §5.1.3(2)
	for _, c := range []struct {
		grade   Grade
		special bool
		want    time.Duration
	}{
		{BelowGeneral, false, 0},
		{BelowGeneral, true, 0},
		{General, false, 24 * time.Hour},
		{General, true, 2 * time.Hour},
		{Undetermined, false, 24 * time.Hour},
		{Undetermined, true, 2 * time.Hour},
		{Larger, false, 24 * time.Hour},
		{Larger, true, 2 * time.Hour},
		{Major, false, 4 * time.Hour},
		{Major, true, 2 * time.Hour},
		{Extraordinary, false, 4 * time.Hour},
		{Extraordinary, true, 2 * time.Hour},
	} {
		every, article := FollowUpEvery(c.grade, c.special)
		clock, owed := FollowUpClock(c.grade, c.special, happened)
		if every != c.want || owed != (c.want > 0) || (article == "§5.1.3(2)") != owed {
			t.Errorf("%s, special %t: every %s by %q, owed %t", c.grade, c.special, every, article, owed)
		}
		if want := fmt.Sprintf("FOLLOW_UP/0 ANY from + to %s plan's §5.1.3(2)", minute(happened.Add(c.want))); owed && clock.line() != want {
			t.Errorf("%s, special %t: %s, want %s", c.grade, c.special, clock.line(), want)
		}
	}
}

func TestTheOtherDutiesCountFromWhatStartsThem(t *testing.T) {
	want := []string{
		"CASUALTY_CHANGE/0 ANY from + to +15m own §5.1.3(2)",
		"PRESSED_REQUEST/0 ANY from + to +30m plan's §5.1.2",
		"WITHDRAWAL/0 ANY from + to +15m own §5.1.3",
		"FOREIGN_AFFAIRS_COUNTY/0 ANY from + to +20m own §5.1.3",
		"FOREIGN_AFFAIRS_CITY/0 ANY from + to +20m own §5.1.3",
	}
	got := lines(append([]Clock{CasualtyClock(happened, grace), PressedClock(happened), WithdrawalClock(happened, grace)}, ForeignClocks(happened, grace)...))
	if !slices.Equal(got, want) {
		t.Errorf("the clocks are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestTheStateOfADutyChangesAtItsInstantsAndNotAMomentBefore(t *testing.T) {
	soon, due := happened.Add(20*time.Minute), happened.Add(30*time.Minute)
	const moment = time.Microsecond
	at := func(of time.Time, by time.Duration) *time.Time { t := of.Add(by); return &t }
	for _, c := range []struct {
		name      string
		now       *time.Time
		met, void *time.Time
		want      ClockState
	}{
		{"at its beginning", at(happened, 0), nil, nil, Running},
		{"a moment before it is due soon", at(soon, -moment), nil, nil, Running},
		{"when it is due soon", at(soon, 0), nil, nil, DueSoon},
		{"a moment later", at(soon, moment), nil, nil, DueSoon},
		{"a moment before it is due", at(due, -moment), nil, nil, DueSoon},
		{"when it is due", at(due, 0), nil, nil, DueSoon},
		{"a moment after it was due", at(due, moment), nil, nil, Late},
		{"a year after it was due", at(due, 365*24*time.Hour), nil, nil, Late},
		{"met a moment before it is due", at(due, time.Hour), at(due, -moment), nil, Met},
		{"met when it is due", at(due, time.Hour), at(due, 0), nil, Met},
		{"met a moment after it was due", at(due, time.Hour), at(due, moment), nil, MetLate},
		{"met late, as seen from before", at(happened, 0), at(due, moment), nil, MetLate},
		{"void while it runs", at(happened, 0), nil, at(happened, 0), Void},
		{"void after it was due", at(due, time.Hour), nil, at(due, moment), Void},
		{"void though it was met", at(due, time.Hour), at(due, 0), at(due, 0), Void},
	} {
		if got := StateAt(*c.now, soon, due, c.met, c.void); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestWhoOwesADutyToWhom(t *testing.T) {
	want := map[Duty][2]Party{
		CountyNotice:   {Bureaus, County},        // §5.1.2
		HigherBureau:   {Bureaus, HigherBureaus}, // §5.1.1
		CityPhone:      {County, City},           // §5.1.2
		CityBrief:      {County, City},
		FollowUp:       {County, City}, // §5.1.3(2)
		CasualtyChange: {County, City},
		Pressed:        {County, City},          // §5.1.2
		ForeignCounty:  {Office, CountyForeign}, // §5.1.3
		ForeignCity:    {Office, CityForeign},
		Withdrawal:     {County, City},
	}
	for _, d := range Duties {
		if from, to := d.Parties(); [2]Party{from, to} != want[d] {
			t.Errorf("%s is owed by %s to %s", d, from, to)
		}
	}
	if len(Duties) != len(want) {
		t.Errorf("there are %d duties", len(Duties))
	}
}

func TestAReportMeetsADutyOnlyForTheRightPartyByTheRightChannel(t *testing.T) {
	means := map[Channel][]Channel{AnyMeans: {ByPhone, InWriting}, ByPhone: {ByPhone}, InWriting: {InWriting}}
	for _, d := range Duties {
		_, owedTo := d.Parties()
		for asked, right := range means {
			for _, to := range Parties {
				for _, by := range []Channel{ByPhone, InWriting} {
					want := to == owedTo && slices.Contains(right, by) && d != Pressed // a request has an answer of its own
					if got := (Clock{Duty: d, Channel: asked}).Meets(to, by); got != want {
						t.Errorf("%s by %s, told to %s by %s: %t", d, asked, to, by, got)
					}
				}
			}
		}
	}
}

func TestOnlyAReportTellsWhatHasChanged(t *testing.T) { // §5.1.3(2)
	for _, d := range Duties {
		if got, want := d.ByReport(), slices.Contains([]Duty{FollowUp, CasualtyChange, Withdrawal}, d); got != want {
			t.Errorf("%s is met by a report alone: %t", d, got)
		}
	}
}
