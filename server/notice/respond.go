package notice

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/notice"
	"commandhub/ent/station"
	"commandhub/server/incident"
	"commandhub/server/viewer"
)

// Respond tells the units of the working groups that a response was started,
// changed or ended, within the transaction that does so. At Ⅲ there are no groups
// (§2.2), and nobody is told. It gives what the timeline's row of the response says.
func (s *Notices) Respond(ctx context.Context, tx *ent.Tx, step incident.Stepped) (map[string]any, error) {
	to, err := unitsIn(ctx, tx, step.Incident, step.Groups)
	if err != nil || len(to) == 0 {
		return nil, err
	}
	m := message{kind: notice.KindRESPONSE, incident: &step.Incident.ID, by: viewer.From(ctx).Name, to: to}
	county := s.Words()
	words := county.ended
	if step.Level != nil {
		words, m.answerWithin = county.changed, county.AnswerWithin
	}
	if m.text, err = say(words, county.of(step)); err != nil {
		return nil, err
	}
	row, count, err := s.tell(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	return count.of(row), nil
}

// of is what a text may name of a step.
func (w *Words) of(step incident.Stepped) Text {
	row := step.Incident
	text := Text{Number: row.Number, Title: row.Title, Place: row.Address, Grade: w.Grades[string(row.Grade)], Time: step.At.Format("15:04")}
	if area := row.Edges.Area; area != nil {
		text.Place = area.Name + row.Address
	}
	if step.Level != nil {
		text.Level = w.Levels[string(*step.Level)]
	}
	return text
}

// unitsIn are the units of working groups. The unit where it happened is told by the
// contacts of the station's owner.
func unitsIn(ctx context.Context, tx *ent.Tx, row *ent.Incident, groups []*ent.WorkingGroup) ([]recipient, error) {
	owner, err := ownerOf(ctx, tx, row)
	if err != nil {
		return nil, err
	}
	var to []recipient
	for _, g := range groups {
		for _, unit := range append(append([]string{}, g.Leads...), g.Members...) {
			one := recipient{unit: unit, group: g.Code}
			if unit == row.Enterprise {
				one.by = owner
			}
			to = append(to, one)
		}
	}
	return to, nil
}

// ownerOf is who owns the station where it happened, and is reached for it; empty
// where it happened elsewhere.
func ownerOf(ctx context.Context, tx *ent.Tx, row *ent.Incident) (string, error) {
	if row.Edges.Station == nil {
		return "", nil
	}
	owner, err := tx.Station.Query().Where(station.ID(row.Edges.Station.ID)).QueryOwner().Only(asHub(ctx))
	if err != nil {
		return "", err
	}
	return owner.Name, nil
}
