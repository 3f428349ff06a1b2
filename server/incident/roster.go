package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/casualty"
	"commandhub/ent/incident"
	"commandhub/ent/predicate"
)

func theIncident(id int) predicate.Incident { return incident.ID(id) }

// Victim is a person of the roster.
type Victim struct {
	Incident       int
	Casualty       *int // nil for a new one
	Version        int  // of the one that is changed
	Name           string
	State          casualty.State
	Origin         casualty.Origin
	Hospital, Note string
	KinToldAt      *time.Time
	IdempotencyKey string
}

// KeepCasualty adds a person to the roster, or changes one, as the context's
// viewer, who needs casualty:write. Names stay out of the timeline.
func (s *Incidents) KeepCasualty(ctx context.Context, in Victim) (*ent.Casualty, error) {
	var row *ent.Casualty
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.roster-kept", func(c *change) error {
		if in.Name == "" {
			return &Refused{Field: "input.name", Why: noName.With()}
		}
		if in.KinToldAt != nil {
			if _, err := s.since("input.kinToldAt", in.KinToldAt); err != nil {
				return err
			}
		}
		var err error
		if in.Casualty == nil {
			row, err = c.tx.Casualty.Create().SetIncidentID(c.was.ID).SetName(in.Name).SetState(in.State).SetOrigin(in.Origin).
				SetHospital(in.Hospital).SetNote(in.Note).SetNillableKinToldAt(in.KinToldAt).Save(ctx)
		} else {
			row, err = c.changeCasualty(in)
		}
		if err == nil {
			c.detail["casualty"], c.detail["state"], c.detail["origin"] = row.ID, row.State, row.Origin
		}
		return err
	})
	return unwrapped(row, err)
}

func (c *change) changeCasualty(in Victim) (*ent.Casualty, error) {
	found, err := c.tx.Casualty.Query().Where(casualty.ID(*in.Casualty), casualty.HasIncidentWith(theIncident(c.was.ID))).Only(c.ctx)
	if err != nil {
		return nil, err
	}
	if in.Version != found.Version {
		return nil, &Conflict{in.Version, found.Version}
	}
	c.detail["was"] = found.State
	change := found.Update().SetName(in.Name).SetState(in.State).SetOrigin(in.Origin).SetHospital(in.Hospital).SetNote(in.Note)
	if in.KinToldAt == nil { // told by mistake
		change.ClearKinToldAt()
	}
	return change.SetNillableKinToldAt(in.KinToldAt).AddVersion(1).Save(c.ctx)
}
