package duty

import (
	"context"
	"encoding/json"
	"strings"

	"commandhub/ent"
	"commandhub/ent/fielddevice"
	"commandhub/ent/organisation"
	"commandhub/ent/shiftchange"
	"commandhub/server/incident"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Handing is a duty room that passes on.
type Handing struct {
	Organisation   *int // nil for headquarters
	Remarks        string
	IdempotencyKey string
}

// HandOver writes down what is open and hands the room over, as the context's
// viewer, who needs duty:write. While the last hand-over waits to be taken, another
// one takes its place only with remarks, which say why: so a room whose next shift
// did not come is not stuck, and none is handed over twice by mistake.
func (s *Rooms) HandOver(ctx context.Context, in Handing) (*ent.ShiftChange, error) {
	now := s.now()
	in.Remarks = strings.TrimSpace(in.Remarks)
	if shiftchange.RemarksValidator(in.Remarks) != nil {
		return nil, incident.Refuse("remarks", remarksTooLong.With())
	}
	var row *ent.ShiftChange
	err := s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		by, err := person(ctx, tx)
		if err != nil {
			return timeline.Entry{}, err
		}
		room, err := s.room(ctx, tx, in.Organisation)
		if err != nil {
			return timeline.Entry{}, err
		}
		last, err := latest(ctx, tx, room.ID)
		if err != nil {
			return timeline.Entry{}, err
		}
		if last != nil && last.TakenAt == nil && in.Remarks == "" {
			return timeline.Entry{}, incident.Refuse("remarks", notTaken.With(last.HandedBy, last.At))
		}
		open, err := s.open(ctx, tx, now)
		if err != nil {
			return timeline.Entry{}, err
		}
		text, err := json.Marshal(open)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.ShiftChange.Create().SetOrganisation(room).SetAt(now).SetHandedBy(viewer.From(ctx).Name).SetHandedByID(by).
			SetRemarks(in.Remarks).SetOpen(string(text)).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "duty.handed-over", SubjectType: "ShiftChange", SubjectID: row.ID, After: map[string]any{
			"organisation": room.Code, "organisationName": room.Name, "incidents": len(open.Incidents) + open.Left.Incidents, "clocks": len(open.Clocks) + open.Left.Clocks,
			"tasks": len(open.Tasks) + open.Left.Tasks, "notices": len(open.Notices) + open.Left.Notices,
		}}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// Taking is a duty room that is taken over.
type Taking struct {
	Change         int
	Remarks        string
	IdempotencyKey string
}

// TakeOver takes over what was handed over last, as the context's viewer, who needs
// duty:write and is another than who handed it over.
func (s *Rooms) TakeOver(ctx context.Context, in Taking) (*ent.ShiftChange, error) {
	now := s.now()
	in.Remarks = strings.TrimSpace(in.Remarks)
	if shiftchange.TakenRemarksValidator(in.Remarks) != nil {
		return nil, incident.Refuse("remarks", takerRemarksTooLong.With())
	}
	var row *ent.ShiftChange
	err := s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		found, err := tx.ShiftChange.Query().Where(shiftchange.ID(in.Change)).WithOrganisation().Only(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		room, err := s.room(ctx, tx, &found.Edges.Organisation.ID)
		if err != nil {
			return timeline.Entry{}, err
		}
		last, err := latest(ctx, tx, room.ID) // under the room's lock
		if err != nil {
			return timeline.Entry{}, err
		}
		by, err := person(ctx, tx)
		switch {
		case err != nil:
			return timeline.Entry{}, err
		case last.ID != found.ID:
			return timeline.Entry{}, incident.Refuse("change", handedOverAgain.With(last.At))
		case last.TakenAt != nil:
			return timeline.Entry{}, incident.Refuse("change", takenOver.With(last.TakenBy, *last.TakenAt))
		case last.HandedByID == by:
			return timeline.Entry{}, incident.Refuse("change", fromThemselves.With())
		}
		row, err = last.Update().SetTakenAt(now).SetTakenBy(viewer.From(ctx).Name).SetTakenRemarks(in.Remarks).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "duty.taken-over", SubjectType: "ShiftChange", SubjectID: row.ID, After: map[string]any{
			"organisation": room.Code, "organisationName": room.Name, "handedBy": row.HandedBy, "handedOverAt": clock(row.At),
		}}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// latest is the last hand-over of a room, nil for none.
func latest(ctx context.Context, tx *ent.Tx, room int) (*ent.ShiftChange, error) {
	row, err := tx.ShiftChange.Query().Where(shiftchange.HasOrganisationWith(organisation.ID(room))).
		Order(ent.Desc(shiftchange.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

// person is the id of whoever acts, at the desk or by their phone.
func person(ctx context.Context, tx *ent.Tx) (int, error) {
	switch who := viewer.From(ctx); who.Kind {
	case viewer.Person:
		return who.ID, nil
	case viewer.FieldDevice:
		return tx.FieldDevice.Query().Where(fielddevice.ID(who.ID)).QueryUser().OnlyID(asHub(ctx))
	}
	return 0, &incident.Refused{Why: byPeople.With()}
}
