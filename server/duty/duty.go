// Package duty is the use cases of duty rooms: whose turn it is, and how a room
// passes from one shift to the next with what is open.
package duty

import (
	"context"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/organisation"
	"commandhub/server/incident"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Rooms is the use cases.
type Rooms struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
}

func (s *Rooms) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// asHub reads what is written down at a hand-over.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("duty"))
}

// room is an organisation's duty room, locked for change; of headquarters where
// none is named.
func (s *Rooms) room(ctx context.Context, tx *ent.Tx, id *int) (*ent.Organisation, error) {
	q := tx.Organisation.Query().Order(ent.Asc(organisation.FieldCode))
	if id != nil {
		q = q.Where(organisation.ID(*id))
	} else {
		q = q.Where(organisation.KindEQ(organisation.KindHEADQUARTERS))
	}
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	row, err := q.First(ctx)
	switch {
	case ent.IsNotFound(err) && id == nil:
		return nil, &incident.Refused{Field: "input.organisation", Why: noHeadquarters.With()}
	case ent.IsNotFound(err):
		return nil, &incident.Refused{Field: "input.organisation", Why: noOrganisation.With()}
	}
	return row, err
}

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }
