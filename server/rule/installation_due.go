package rule

import "time"

// Timeliness is how an installation stands to the day by which its data must be
// connected.
type Timeliness string

// How it stands.
const (
	NotAsked      Timeliness = "NOT_ASKED"      // the station is closed or not built yet, and nothing was begun
	InTime        Timeliness = "IN_TIME"        // connected on the day or before
	ConnectedLate Timeliness = "CONNECTED_LATE" // connected, after the day
	Pending       Timeliness = "PENDING"        // not connected; the day has not passed
	Unconnected   Timeliness = "LATE"           // not connected, and the day has passed
)

// Timelinesses lists all of them.
var Timelinesses = []Timeliness{NotAsked, InTime, ConnectedLate, Pending, Unconnected}

// InstallationStands compares the day of connection, empty while there is none, with
// the day that it is due, both ISO dates, and counts the days beyond it. The day
// itself is in time.
func InstallationStands(connected, due, today string) (Timeliness, int) {
	switch {
	case connected != "" && connected <= due:
		return InTime, 0
	case connected != "":
		return ConnectedLate, daysBetween(due, connected)
	case today <= due:
		return Pending, 0
	}
	return Unconnected, daysBetween(due, today)
}

// AsksInstallation tells whether a station of a status must have the equipment: those
// that there are, trading or not; not those that are planned or have closed for good.
func AsksInstallation(status string) bool { return status == "OPERATING" || status == "SUSPENDED" }

// IsDay tells whether a text is an ISO date that there is.
func IsDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// daysBetween counts the days from one ISO date to a later one.
func daysBetween(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
