// Package notice tells people: units of the plan by their contacts, each by a way
// of its own, with what became of it. What is to be told is stored first, in the
// transaction of what it is about; the courier hands it to a gateway afterwards. So
// nothing is told that did not happen, and nothing that happened goes untold.
//
// A gateway may be handed the same sending twice, where the hub ends between the
// gateway's answer and the commit: both times under the same id, by which the
// gateway can tell.
package notice

import (
	"context"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Notices is the use cases.
type Notices struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
	Words    func() *Words // the county's, as they are in force
	// Exercise tells whether the hub is in exercise: then no notice leaves it.
	Exercise func() bool
}

func (s *Notices) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("notices"))
}

// subject is what a notice's rows in the timeline are about: its incident, where it
// has one, so that the incident's log is whole.
func subject(n *ent.Notice) (kind string, id int) {
	if of := n.Edges.Incident; of != nil {
		return incident.Subject, of.ID
	}
	return "Notice", n.ID
}

// way is by what a contact is reached.
func way(c *ent.Contact) rule.Way { return rule.WayOf(c.Phone, c.Email) }
