package incident

import "slices"

// Withdrawn is what was told of an incident and is unknown again.
type Withdrawn string

// What may be withdrawn. All else is told anew, or empty.
const (
	WithdrawnTime  Withdrawn = "OCCURRED_AT"
	WithdrawnPoint Withdrawn = "POINT"
)

// withdraw takes back what turned out to be unknown; what was said stays in the log.
func (c *change) withdraw(what []Withdrawn, f *Facts) error {
	if slices.Contains(what, WithdrawnTime) {
		if f.OccurredAt != nil {
			return &Refused{Field: "input.withdraw", Why: timeWithdrawn.With()}
		}
		c.set.ClearOccurredAt()
		c.cause = "the time of the event is unknown again"
	}
	if slices.Contains(what, WithdrawnPoint) {
		if f.Latitude != nil || f.Longitude != nil {
			return &Refused{Field: "input.withdraw", Why: pointWithdrawn.With()}
		}
		c.set.ClearLatitude().ClearLongitude()
	}
	return nil
}
