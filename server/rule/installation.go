package rule

import (
	"slices"

	"commandhub/server/measure"
)

// Installed is how far a kind of supervision equipment has come at a station
// (the county's scheme for the supervision platform, part 3).
type Installed string

// The states, in their order; FAULTY and REMOVED stand beside it.
const (
	Procured   Installed = "PROCURED"
	Contracted Installed = "CONTRACTED"
	Installing Installed = "INSTALLING"
	Connected  Installed = "CONNECTED"
	Accepted   Installed = "ACCEPTED"
	Operating  Installed = "OPERATING"
	Faulty     Installed = "FAULTY"
	Removed    Installed = "REMOVED"
)

var installationOrder = []Installed{Procured, Contracted, Installing, Connected, Accepted, Operating}

// InstalledStates lists all states.
var InstalledStates = append(slices.Clone(installationOrder), Faulty, Removed)

// Values lists the states for the database.
func (Installed) Values() []string { return words(InstalledStates) }

// NextInstalled are the states that may follow: the next in order; a fault once it
// speaks; after a fault, when repaired, the state that the fault interrupted; and
// at any time its removal, after which a new installation begins.
func NextInstalled(now, beforeFault Installed) []Installed {
	switch now {
	case Removed:
		return []Installed{}
	case Faulty:
		return []Installed{beforeFault, Removed}
	}
	next := []Installed{}
	at := slices.Index(installationOrder, now)
	if at >= 0 && at+1 < len(installationOrder) {
		next = append(next, installationOrder[at+1])
	}
	if CanFail(now) {
		next = append(next, Faulty)
	}
	return append(next, Removed)
}

// CanFail tells whether equipment in a state speaks, so that it can fail.
func CanFail(now Installed) bool { return now == Connected || now == Accepted || now == Operating }

// Move is a step that somebody wants to take, with what would then be known of the
// installation. Days are ISO dates of the county's calendar.
type Move struct {
	Now, BeforeFault, To           Installed
	Since, On, Today               string
	Supplier, Supervisor, Accepter string
	Note                           string
	CountyPays, CostKnown          bool
}

// Standing says why a step may not be taken.
type Standing string

// The reasons; none where the step may be taken.
const (
	MayMove       Standing = ""
	OutOfOrder    Standing = "OUT_OF_ORDER"    // another step comes first
	DayUnread     Standing = "DAY_UNREAD"      // the day is no ISO date
	DayBefore     Standing = "DAY_BEFORE"      // it lies before the last step
	DayAhead      Standing = "DAY_AHEAD"       // it has not come yet
	NoSupplier    Standing = "NO_SUPPLIER"     // a contract is with somebody (part 3, 1)
	NoCost        Standing = "NO_COST"         // the county signs for a sum (part 5, 3)
	NoSupervisor  Standing = "NO_SUPERVISOR"   // who watches over safety is named before work begins (part 5, 4)
	NoAccepter    Standing = "NO_ACCEPTER"     // a third party accepts (part 3, 3)
	NoNote        Standing = "NO_NOTE"         // a fault and a removal have a reason
	AcceptsItsOwn Standing = "ACCEPTS_ITS_OWN" // a third party is neither supplier nor supervisor
)

// MayInstall tells whether a step may be taken, and if not, why.
func MayInstall(m Move) Standing {
	switch {
	case !slices.Contains(NextInstalled(m.Now, m.BeforeFault), m.To):
		return OutOfOrder
	case !IsDay(m.On):
		return DayUnread
	case m.On < m.Since:
		return DayBefore
	case m.On > m.Today:
		return DayAhead
	}
	if m.Now == Faulty && m.To != Removed {
		return MayMove // repaired: what it needed it had
	}
	switch m.To {
	case Contracted:
		if m.Supplier == "" {
			return NoSupplier
		}
		if m.CountyPays && !m.CostKnown {
			return NoCost
		}
	case Installing:
		if m.Supervisor == "" {
			return NoSupervisor
		}
	case Accepted:
		if m.Accepter == "" {
			return NoAccepter
		}
		if m.Accepter == m.Supplier || m.Accepter == m.Supervisor {
			return AcceptsItsOwn
		}
	case Faulty, Removed:
		if m.Note == "" {
			return NoNote
		}
	}
	return MayMove
}

// Shares are who pays an installation, in fen. They add up to its cost.
type Shares struct{ Owner, County, City measure.Fen }

// InstallationShares divides the cost of an installation (part 5, 3): a
// state-controlled owner pays for its own; otherwise the county pays, and the city
// subsidises so many per cent of it. The subsidy is rounded down to the fen, so that
// the city never pays more than its part; what is left of a fen is the county's.
// The cost is at most MostCost.
func InstallationShares(cost measure.Fen, ownerPays bool, subsidyPercent int) Shares {
	if ownerPays {
		return Shares{Owner: cost}
	}
	city := cost * measure.Fen(subsidyPercent) / 100
	return Shares{County: cost - city, City: city}
}

// MostCost of one installation is 100 M CNY: more is a slip of the pen.
const MostCost measure.Fen = 100_000_000_00
