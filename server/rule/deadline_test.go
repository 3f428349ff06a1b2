package rule

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

var grace = Grace{Report: 10 * time.Minute, FollowUp: 15 * time.Minute, Foreign: 20 * time.Minute}

func at(hour, minute int) time.Time { return time.Date(2026, 3, 1, hour, minute, 0, 0, time.UTC) }

// say tells all of a clock in one line.
func say(c Clock) string {
	own := ""
	if c.OwnTerm {
		own = " own"
	}
	return fmt.Sprintf("%s %d %s %s %s–%s%s", c.Duty, c.Tier, c.Article, c.Channel,
		c.Basis.Format("02T15:04:05.999999"), c.Due.Format("02T15:04:05.999999"), own)
}

func sayAll(clocks []Clock) (s []string) {
	for _, c := range clocks {
		s = append(s, say(c))
	}
	return s
}

func TestFirstClocksOfEachGradeAreDueToTheMinute(t *testing.T) {
	general := []string{
		"COUNTY_NOTICE 1 §5.1.2 ANY 01T02:10:00–01T02:20:00 own", "HIGHER_BUREAU_NOTICE 1 §5.1.1 ANY 01T02:10:00–01T02:20:00 own",
		"CITY_BRIEF 1 §5.1.2 ANY 01T02:10:00–01T03:10:00",
	}
	larger := []string{
		"COUNTY_NOTICE 1 §5.1.2 ANY 01T02:10:00–01T02:20:00 own", "HIGHER_BUREAU_NOTICE 1 §5.1.1 ANY 01T02:10:00–01T02:20:00 own",
		"CITY_PHONE 2 §5.1.2 PHONE 01T02:10:00–01T02:40:00", "CITY_BRIEF 2 §5.1.2 WRITING 01T02:10:00–01T03:10:00",
	}
	major := []string{
		"COUNTY_NOTICE 1 §5.1.2 ANY 01T02:10:00–01T02:20:00 own", "HIGHER_BUREAU_NOTICE 1 §5.1.1 ANY 01T02:10:00–01T02:20:00 own",
		"CITY_PHONE 3 §5.1.2 PHONE 01T02:10:00–01T02:20:00 own", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00",
	}
	for _, c := range []struct {
		name  string
		grade Grade
		want  []string
	}{
		{"below general: no duty of §5.1.2", BelowGeneral, nil},
		{"no grade: no duty of §5.1.2", "", nil},
		{"general of §5.1.2: within 1 h of the event, by any means", General, general},
		{"undetermined of §5.1.2: phone within 30 min, in writing within 1 h", Undetermined, larger},
		{"larger of §5.1.2: phone within 30 min, in writing within 1 h", Larger, larger},
		{"major of §5.1.2: phone at once, detail within 30 min", Major, major},
		{"extraordinary of §5.1.2: phone at once, detail within 30 min", Extraordinary, major},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sayAll(FirstClocks(Event{c.grade, at(2, 10), at(2, 10)}, grace)); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// 'At once' counts from when it was heard of, the plan's minutes from the event
// 事发后: heard of late, such a clock is born late.
func TestFirstClocksOfWhatIsHeardOfLaterThanItHappened(t *testing.T) {
	const month = 28 * 24 * time.Hour
	us := time.Microsecond
	for _, c := range []struct {
		name         string
		grade        Grade
		heard, grace time.Duration // after 02:10; of reports
		want         []string      // without the two notices of the bureaus
	}{
		{
			"§5.1.2 general, heard 59 min late", General, 59 * time.Minute, 10 * time.Minute,
			[]string{"CITY_BRIEF 1 §5.1.2 ANY 01T02:10:00–01T03:10:00"},
		},
		{
			"§5.1.2 general, heard a month late: born late", General, month, 10 * time.Minute,
			[]string{"CITY_BRIEF 1 §5.1.2 ANY 01T02:10:00–01T03:10:00"},
		},
		{
			"§5.1.2 larger, heard 31 min late: the phone is born late", Larger, 31 * time.Minute, 10 * time.Minute,
			[]string{"CITY_PHONE 2 §5.1.2 PHONE 01T02:10:00–01T02:40:00", "CITY_BRIEF 2 §5.1.2 WRITING 01T02:10:00–01T03:10:00"},
		},
		{
			"§5.1.2 major, heard 19 min late: grace ends before the 30 min", Major, 19 * time.Minute, 10 * time.Minute,
			[]string{"CITY_PHONE 3 §5.1.2 PHONE 01T02:29:00–01T02:39:00 own", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00"},
		},
		{
			"§5.1.2 major, heard 20 min late: grace ends with the 30 min", Major, 20 * time.Minute, 10 * time.Minute,
			[]string{"CITY_PHONE 3 §5.1.2 PHONE 01T02:30:00–01T02:40:00 own", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00"},
		},
		{
			"§5.1.2 major, heard 20 min and 1 µs late: the plan's 30 min hold", Major, 20*time.Minute + us, 10 * time.Minute,
			[]string{"CITY_PHONE 3 §5.1.2 PHONE 01T02:10:00–01T02:40:00", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00"},
		},
		{
			"§5.1.2 major, heard 3 h late: both are born late, by the plan's 30 min", Major, 3 * time.Hour, 10 * time.Minute,
			[]string{"CITY_PHONE 3 §5.1.2 PHONE 01T02:10:00–01T02:40:00", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00"},
		},
		{
			"§5.1.2 major, heard at once, 120 min of grace: the plan's 30 min hold", Major, 0, 2 * time.Hour,
			[]string{"CITY_PHONE 3 §5.1.2 PHONE 01T02:10:00–01T02:40:00", "CITY_BRIEF 3 §5.1.2 WRITING 01T02:10:00–01T02:40:00"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			heard := at(2, 10).Add(c.heard)
			got := FirstClocks(Event{c.grade, at(2, 10), heard}, Grace{Report: c.grace})
			for _, notice := range got[:2] {
				if !notice.OwnTerm || !notice.Basis.Equal(heard) || !notice.Due.Equal(heard.Add(c.grace)) {
					t.Errorf("a notice at once: %s", say(notice))
				}
			}
			if rest := sayAll(got[2:]); !slices.Equal(rest, c.want) {
				t.Errorf("%q, want %q", rest, c.want)
			}
		})
	}
}

func TestFollowUpsRecurAsOftenAsTheGradeAsks(t *testing.T) {
	for _, c := range []struct {
		name    string
		grade   Grade
		special bool
		want    time.Duration
	}{
		{"below general: never", BelowGeneral, false, 0},
		{"below general, special: never", BelowGeneral, true, 0},
		{"general of §5.1.3(2): daily", General, false, 24 * time.Hour},
		{"general of §5.1.3(2), special: 2 h", General, true, 2 * time.Hour},
		{"undetermined of §5.1.3(2): daily", Undetermined, false, 24 * time.Hour},
		{"undetermined of §5.1.3(2), special: 2 h", Undetermined, true, 2 * time.Hour},
		{"larger of §5.1.3(2): daily", Larger, false, 24 * time.Hour},
		{"larger of §5.1.3(2), special: 2 h", Larger, true, 2 * time.Hour},
		{"major of §5.1.3(2): 4 h", Major, false, 4 * time.Hour},
		{"major of §5.1.3(2), special: 2 h", Major, true, 2 * time.Hour},
		{"extraordinary of §5.1.3(2): 4 h", Extraordinary, false, 4 * time.Hour},
		{"extraordinary of §5.1.3(2), special: 2 h", Extraordinary, true, 2 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			every, article := FollowUpEvery(c.grade, c.special)
			clock, owed := FollowUpClock(c.grade, c.special, at(2, 10))
			want := Clock{FollowUp, 0, "§5.1.3(2)", AnyMeans, at(2, 10), at(2, 10).Add(c.want), false}
			if every != c.want || owed != (c.want > 0) || owed && (article != "§5.1.3(2)" || clock != want) {
				t.Errorf("every %s, %q; %t: %s", every, article, owed, say(clock))
			}
		})
	}
}

func TestOtherClocksAreDueToTheMinute(t *testing.T) {
	foreign := ForeignClocks(at(2, 10), grace)
	if len(foreign) != 2 {
		t.Fatalf("%d offices of foreign affairs", len(foreign))
	}
	for _, c := range []struct {
		name string
		got  Clock
		want string
	}{
		{
			"§5.1.3(2): a change of casualties at once", CasualtyClock(at(2, 10), grace),
			"CASUALTY_CHANGE 0 §5.1.3(2) ANY 01T02:10:00–01T02:25:00 own",
		},
		{
			"§5.1.2: an answer within 30 min", PressedClock(at(2, 10)),
			"PRESSED_REQUEST 0 §5.1.2 ANY 01T02:10:00–01T02:40:00",
		},
		{
			"§5.1.3: the county's foreign-affairs office in good time", foreign[0],
			"FOREIGN_AFFAIRS_COUNTY 0 §5.1.3 ANY 01T02:10:00–01T02:30:00 own",
		},
		{
			"§5.1.3: the city's foreign-affairs office in good time", foreign[1],
			"FOREIGN_AFFAIRS_CITY 0 §5.1.3 ANY 01T02:10:00–01T02:30:00 own",
		},
		{
			"§5.1.3: a withdrawal at once", WithdrawalClock(at(2, 10), grace),
			"WITHDRAWAL 0 §5.1.3 ANY 01T02:10:00–01T02:25:00 own",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := say(c.got); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
