package installation

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	noKind        = reason.New("installation.NO_KIND", "the scheme has no such kind of equipment")
	badDay        = reason.New("installation.DAY", "a day as 2025-04-30 is needed")
	dayAhead      = reason.New("installation.DAY_AHEAD", "the day has not come yet")
	noStation     = reason.New("installation.NO_STATION", "there is no such station")
	hasOne        = reason.New("installation.HAS_ONE", "the station has one of this kind already, which is not removed")
	order         = reason.New("installation.ORDER", "after {{installed}} may come: {{nextInstalled}}")
	dayBefore     = reason.New("installation.DAY_BEFORE", "it lies before the last step, of {{day}}")
	noSupplier    = reason.New("installation.NO_SUPPLIER", "a contract is with somebody: name the supplier")
	noCost        = reason.New("installation.NO_COST", "the county signs for a sum: give the cost")
	noSupervisor  = reason.New("installation.NO_SUPERVISOR", "who supervises safety is named before work begins")
	noAccepter    = reason.New("installation.NO_ACCEPTER", "a third party accepts: name it")
	acceptsItsOwn = reason.New("installation.ACCEPTS_ITS_OWN", "a third party is neither the supplier nor the supervisor")
	noNote        = reason.New("installation.NO_NOTE", "say why")
	knownStays    = reason.New("installation.KNOWN_STAYS", "what is known is mended, and not made unknown")
	badDue        = reason.New("installation.DUE", "a day as 2025-04-30 is needed, or none")
	badCost       = reason.New("installation.COST", "0 to {{most}} fen are taken")
	tooLong       = reason.New("installation.TOO_LONG", "it has at most {{most}} characters")
)
