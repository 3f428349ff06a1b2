package rule

import "time"

// Duty is one that the plan puts under a time limit (§5.1).
type Duty string

// The duties.
const (
	// CountyNotice: emergency bureau and line bureau to the county, at once.
	CountyNotice Duty = "COUNTY_NOTICE"
	// HigherBureau: the bureaus to their own higher bureaus, at once.
	HigherBureau Duty = "HIGHER_BUREAU_NOTICE"
	// CityPhone: county to city by phone.
	CityPhone Duty = "CITY_PHONE"
	// CityBrief: county to city, in writing from LARGER on.
	CityBrief Duty = "CITY_BRIEF"
	// FollowUp: the periodic one.
	FollowUp Duty = "FOLLOW_UP"
	// CasualtyChange: a follow-up at once when casualties change.
	CasualtyChange Duty = "CASUALTY_CHANGE"
	// Pressed: an answer to a request from above.
	Pressed Duty = "PRESSED_REQUEST"
	// ForeignCounty and ForeignCity: foreign-affairs offices.
	ForeignCounty Duty = "FOREIGN_AFFAIRS_COUNTY"
	ForeignCity   Duty = "FOREIGN_AFFAIRS_CITY"
	// Withdrawal: telling the city that what was reported was none.
	Withdrawal Duty = "WITHDRAWAL"
)

// Duties lists the duties.
var Duties = []Duty{
	CountyNotice, HigherBureau, CityPhone, CityBrief, FollowUp, CasualtyChange, Pressed, ForeignCounty, ForeignCity, Withdrawal,
}

// Values lists the duties for the database.
func (Duty) Values() []string { return words(Duties) }

// Channel is the means that the plan asks for.
type Channel string

// The channels.
const (
	AnyMeans  Channel = "ANY"
	ByPhone   Channel = "PHONE"
	InWriting Channel = "WRITING"
)

// Channels lists the channels.
var Channels = []Channel{AnyMeans, ByPhone, InWriting}

// Values lists the channels for the database.
func (Channel) Values() []string { return words(Channels) }

// Limits of §5.1.2 and §5.1.3.
const (
	GeneralBrief    = time.Hour        // §5.1.2: within 1 h of the event
	LargerPhone     = 30 * time.Minute // §5.1.2: by phone within 30 min
	LargerBrief     = time.Hour        // §5.1.2: briefly in writing within 1 h
	MajorDetail     = 30 * time.Minute // §5.1.2: in detail, never later than 30 min
	PressedAnswer   = 30 * time.Minute // §5.1.2: within 30 min of the request
	DailyFollowUp   = 24 * time.Hour   // §5.1.3(2): general and above
	MajorFollowUp   = 4 * time.Hour    // §5.1.3(2): major and above
	SpecialFollowUp = 2 * time.Hour    // §5.1.3(2): in special cases
)

// LongestGrace bounds a county's reading of 'at once': what has to be told at once
// is not told later than the latest that §5.1.2 gives to any report of the gravest.
const LongestGrace = MajorDetail

// Grace is the county's own reading of 'at once', for which the plan gives no
// minutes.
type Grace struct {
	Report   time.Duration // to the county, to higher bureaus, to the city by phone
	FollowUp time.Duration // when casualties change
	Foreign  time.Duration // to the foreign-affairs offices
}

// Tier is grades that are reported alike; a higher one has more to be told.
func (g Grade) Tier() int {
	switch {
	case g.Rank() >= Major.Rank():
		return 3
	case g.Rank() >= Undetermined.Rank():
		return 2
	case g == General:
		return 1
	}
	return 0
}

// Clock is one duty with its time limit.
type Clock struct {
	Duty    Duty
	Tier    int // of the grade that asks for it; 0 where the grade does not matter
	Article string
	Channel Channel
	Basis   time.Time
	Due     time.Time
	OwnTerm bool // the minutes are the county's own, the plan says 'at once'
}

// Event is what the clocks of a grade are counted from.
type Event struct {
	Grade Grade
	// Basis is when it happened; when that is unknown, when it was heard of.
	Basis time.Time
	// Heard is when the county's office heard of it: nobody reports before that.
	Heard time.Time
}

// FirstClocks are the duties that an event of a grade brings, whatever was done
// already.
func FirstClocks(e Event, g Grace) []Clock {
	tier := e.Grade.Tier()
	if tier == 0 {
		return nil
	}
	atOnce := func(d Duty, article string, by Channel) Clock {
		return Clock{d, tier, article, by, e.Heard, e.Heard.Add(g.Report), true}
	}
	within := func(d Duty, by Channel, limit time.Duration) Clock {
		return Clock{d, tier, "§5.1.2", by, e.Basis, e.Basis.Add(limit), false}
	}
	county, higher := atOnce(CountyNotice, "§5.1.2", AnyMeans), atOnce(HigherBureau, "§5.1.1", AnyMeans)
	county.Tier, higher.Tier = 1, 1 // once told, told for any grade
	switch tier {
	case 1:
		return []Clock{county, higher, within(CityBrief, AnyMeans, GeneralBrief)}
	case 2:
		return []Clock{county, higher, within(CityPhone, ByPhone, LargerPhone), within(CityBrief, InWriting, LargerBrief)}
	}
	phone := atOnce(CityPhone, "§5.1.2", ByPhone)
	if latest := within(CityPhone, ByPhone, MajorDetail); phone.Due.After(latest.Due) {
		phone = latest // the detail follows the call, and the plan's own minutes are over first
	}
	return []Clock{county, higher, phone, within(CityBrief, InWriting, MajorDetail)}
}

// FollowUpEvery is how often a grade is followed up, 0 for never.
func FollowUpEvery(g Grade, special bool) (time.Duration, string) {
	switch {
	case g.Tier() == 0:
		return 0, ""
	case special:
		return SpecialFollowUp, "§5.1.3(2)"
	case g.Tier() == 3:
		return MajorFollowUp, "§5.1.3(2)"
	}
	return DailyFollowUp, "§5.1.3(2)"
}

// FollowUpClock is the next periodic one after a report.
func FollowUpClock(g Grade, special bool, last time.Time) (Clock, bool) {
	every, article := FollowUpEvery(g, special)
	return Clock{FollowUp, 0, article, AnyMeans, last, last.Add(every), false}, every > 0
}

// CasualtyClock is the one that a change of casualties starts.
func CasualtyClock(changed time.Time, g Grace) Clock {
	return Clock{CasualtyChange, 0, "§5.1.3(2)", AnyMeans, changed, changed.Add(g.FollowUp), true}
}

// PressedClock is the one that a request from above starts.
func PressedClock(asked time.Time) Clock {
	return Clock{Pressed, 0, "§5.1.2", AnyMeans, asked, asked.Add(PressedAnswer), false}
}

// ForeignClocks are the ones that casualties from Hong Kong, Macao, Taiwan or
// abroad start, counted from when that was learned.
func ForeignClocks(learned time.Time, g Grace) []Clock {
	due := learned.Add(g.Foreign)
	return []Clock{
		{ForeignCounty, 0, "§5.1.3", AnyMeans, learned, due, true},
		{ForeignCity, 0, "§5.1.3", AnyMeans, learned, due, true},
	}
}

// WithdrawalClock is the one that a rejection starts once something was reported:
// the plan asks that reports be true 终报要实 and gives no time for it.
func WithdrawalClock(rejected time.Time, g Grace) Clock {
	return Clock{Withdrawal, 0, "§5.1.3", AnyMeans, rejected, rejected.Add(g.FollowUp), true}
}

// ClockState is how a duty stands at an instant.
type ClockState string

// The states.
const (
	Running ClockState = "RUNNING"
	DueSoon ClockState = "DUE_SOON"
	Late    ClockState = "LATE" // and still owed
	Met     ClockState = "MET"
	MetLate ClockState = "MET_LATE"
	Void    ClockState = "VOID"
)

// ClockStates lists the states.
var ClockStates = []ClockState{Running, DueSoon, Late, Met, MetLate, Void}

// StateAt tells how a duty stands: due at an instant, met or void at others
// where it is. It counts as met at the due instant itself, as late only after.
func StateAt(now, soon, due time.Time, met, void *time.Time) ClockState {
	switch {
	case void != nil:
		return Void
	case met != nil && met.After(due):
		return MetLate
	case met != nil:
		return Met
	case now.After(due):
		return Late
	case !now.Before(soon):
		return DueSoon
	}
	return Running
}

// Party is one that reports, or is reported to.
type Party string

// The parties of §5.1.
const (
	Bureaus       Party = "BUREAUS" // emergency bureau and line bureau
	County        Party = "COUNTY"  // county committee and government, by its duty room
	HigherBureaus Party = "HIGHER_BUREAUS"
	City          Party = "CITY" // city committee and government
	Office        Party = "OFFICE"
	CountyForeign Party = "COUNTY_FOREIGN_AFFAIRS"
	CityForeign   Party = "CITY_FOREIGN_AFFAIRS"
)

// Parties lists the parties.
var Parties = []Party{Bureaus, County, HigherBureaus, City, Office, CountyForeign, CityForeign}

// Values lists the parties for the database.
func (Party) Values() []string { return words(Parties) }

// Parties tells who owes a duty to whom (§5.1.1, §5.1.3).
func (d Duty) Parties() (from, to Party) {
	switch d {
	case CountyNotice:
		return Bureaus, County
	case HigherBureau:
		return Bureaus, HigherBureaus
	case ForeignCounty:
		return Office, CountyForeign
	case ForeignCity:
		return Office, CityForeign
	}
	return County, City
}

// ByReport tells whether a duty is met by a report alone: a call that says
// nothing in the report's form would leave no trace of what was told.
func (d Duty) ByReport() bool { return d == FollowUp || d == CasualtyChange || d == Withdrawal }

// Meets tells whether a report that was sent to a party by a channel fulfils a
// duty: the right ear by the right means.
func (c Clock) Meets(to Party, by Channel) bool {
	_, owedTo := c.Duty.Parties()
	return owedTo == to && c.Duty != Pressed && (c.Channel == AnyMeans || c.Channel == by)
}
