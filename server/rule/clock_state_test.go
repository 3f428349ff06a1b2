package rule

import (
	"testing"
	"time"
)

func TestADutyIsMetAtTheDueInstantAndLateAfterIt(t *testing.T) {
	const us = time.Microsecond
	soon, due := at(2, 30), at(2, 40)
	for _, c := range []struct {
		name      string
		now       time.Time
		met, void *time.Time
		want      ClockState
	}{
		{"long before", soon.Add(-time.Hour), nil, nil, Running},
		{"a microsecond before soon", soon.Add(-us), nil, nil, Running},
		{"at soon", soon, nil, nil, DueSoon},
		{"a microsecond after soon", soon.Add(us), nil, nil, DueSoon},
		{"a microsecond before due", due.Add(-us), nil, nil, DueSoon},
		{"at due: 30 min are within 30 min (§9.3)", due, nil, nil, DueSoon},
		{"a microsecond after due", due.Add(us), nil, nil, Late},
		{"long after", due.Add(1000 * time.Hour), nil, nil, Late},
		{"met before soon", soon, new(soon.Add(-us)), nil, Met},
		{"met a microsecond before due", due, new(due.Add(-us)), nil, Met},
		{"met at due (§9.3)", due, new(due), nil, Met},
		{"met in time, asked for long after", due.Add(time.Hour), new(due), nil, Met},
		{"met a microsecond after due", due.Add(us), new(due.Add(us)), nil, MetLate},
		{"met late, asked for long after", due.Add(time.Hour), new(due.Add(us)), nil, MetLate},
		{"void while it ran", soon.Add(-us), nil, new(soon.Add(-us)), Void},
		{"void after it was late", due.Add(time.Hour), nil, new(due.Add(us)), Void},
		{"void after it was met", due, new(soon), new(due), Void},
		{"void after it was met late", due.Add(time.Hour), new(due.Add(us)), new(due.Add(2 * us)), Void},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := StateAt(c.now, soon, due, c.met, c.void); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	t.Run("due as soon as it is born", func(t *testing.T) {
		for offset, want := range map[time.Duration]ClockState{-us: Running, 0: DueSoon, us: Late} {
			if got := StateAt(due.Add(offset), due, due, nil, nil); got != want {
				t.Errorf("%s after due: %s, want %s", offset, got, want)
			}
		}
	})
}

func TestEachDutyIsOwedByOneToAnother(t *testing.T) {
	wanted := map[Duty][2]Party{ // by, to
		CountyNotice:   {Bureaus, County},        // §5.1.2
		HigherBureau:   {Bureaus, HigherBureaus}, // §5.1.1
		CityPhone:      {County, City},           // §5.1.2
		CityBrief:      {County, City},           // §5.1.2
		FollowUp:       {County, City},           // §5.1.3(2)
		CasualtyChange: {County, City},           // §5.1.3(2)
		Pressed:        {County, City},           // §5.1.2
		ForeignCounty:  {Office, CountyForeign},  // §5.1.3
		ForeignCity:    {Office, CityForeign},    // §5.1.3
		Withdrawal:     {County, City},           // §5.1.3
	}
	byReport := map[Duty]bool{FollowUp: true, CasualtyChange: true, Withdrawal: true}
	if len(wanted) != len(Duties) {
		t.Errorf("%d duties are known here, %d there", len(wanted), len(Duties))
	}
	for _, d := range Duties {
		if from, to := d.Parties(); from != wanted[d][0] || to != wanted[d][1] {
			t.Errorf("%s is owed by %s to %s, want %v", d, from, to, wanted[d])
		}
		if d.ByReport() != byReport[d] {
			t.Errorf("%s is met by a report alone: %t", d, d.ByReport())
		}
	}
}

func TestAReportMeetsADutyOnlyWithTheRightEarByTheRightMeans(t *testing.T) {
	for _, c := range []struct {
		name string
		duty Duty
		asks Channel
		to   Party
		by   Channel
		want bool
	}{
		{"§5.1.2 larger: a call for the call", CityPhone, ByPhone, City, ByPhone, true},
		{"§5.1.2 larger: a paper for the call", CityPhone, ByPhone, City, InWriting, false},
		{"§5.1.2 larger: some means for the call", CityPhone, ByPhone, City, AnyMeans, false},
		{"§5.1.2 larger: a call to the county", CityPhone, ByPhone, County, ByPhone, false},
		{"§5.1.2 larger: a paper for the paper", CityBrief, InWriting, City, InWriting, true},
		{"§5.1.2 larger: a call for the paper", CityBrief, InWriting, City, ByPhone, false},
		{"§5.1.2 larger: some means for the paper", CityBrief, InWriting, City, AnyMeans, false},
		{"§5.1.2 general: a call will do", CityBrief, AnyMeans, City, ByPhone, true},
		{"§5.1.2 general: a paper will do", CityBrief, AnyMeans, City, InWriting, true},
		{"§5.1.2 general: any means will do", CityBrief, AnyMeans, City, AnyMeans, true},
		{"§5.1.2 general: but not to the county", CityBrief, AnyMeans, County, InWriting, false},
		{"§5.1.2: the bureaus tell the county", CountyNotice, AnyMeans, County, ByPhone, true},
		{"§5.1.2: telling the city does not tell the county", CountyNotice, AnyMeans, City, ByPhone, false},
		{"§5.1.1: the bureaus tell their higher ones", HigherBureau, AnyMeans, HigherBureaus, ByPhone, true},
		{"§5.1.1: telling the county does not tell the higher bureaus", HigherBureau, AnyMeans, County, ByPhone, false},
		{"§5.1.3(2): a follow-up to the city", FollowUp, AnyMeans, City, InWriting, true},
		{"§5.1.3(2): a change of casualties to the city", CasualtyChange, AnyMeans, City, ByPhone, true},
		{"§5.1.3: the county's foreign-affairs office", ForeignCounty, AnyMeans, CountyForeign, ByPhone, true},
		{"§5.1.3: the city's is not the county's", ForeignCounty, AnyMeans, CityForeign, ByPhone, false},
		{"§5.1.3: the city's foreign-affairs office", ForeignCity, AnyMeans, CityForeign, InWriting, true},
		{"§5.1.3: the city is not its foreign-affairs office", ForeignCity, AnyMeans, City, InWriting, false},
		{"§5.1.3: a withdrawal to the city", Withdrawal, AnyMeans, City, ByPhone, true},
		{"§5.1.2: no report answers a request by itself", Pressed, AnyMeans, City, InWriting, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (Clock{Duty: c.duty, Channel: c.asks}).Meets(c.to, c.by); got != c.want {
				t.Errorf("%t, want %t", got, c.want)
			}
		})
	}
	for _, d := range Duties {
		_, owedTo := d.Parties()
		for _, to := range Parties {
			for _, by := range Channels {
				for _, asks := range Channels {
					if (Clock{Duty: d, Channel: asks}).Meets(to, by) && (to != owedTo || asks != AnyMeans && asks != by || d == Pressed) {
						t.Errorf("%s by %s is met with %s by %s", d, asks, to, by)
					}
				}
			}
		}
	}
}
