package duty

import (
	"context"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/organisation"
	"commandhub/ent/shift"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/timeline"
)

// Turn is somebody's turn in a duty room.
type Turn struct {
	Shift          *int // nil for a new one
	Version        int  // of the one that is changed
	Organisation   *int // nil for headquarters
	Duty           shift.Duty
	Name           string
	Phone, Note    string
	Since, Until   time.Time
	IdempotencyKey string
}

// furthest is how far ahead a turn may begin.
const furthest = 366 * 24 * time.Hour

// Set sets a turn of duty, or changes one, as the context's viewer, who needs
// duty:write. What is over stays as it was; of a turn that runs, the end, the number
// and the note alone can change.
func (s *Rooms) Set(ctx context.Context, in Turn) (*ent.Shift, error) {
	now := s.now()
	in.Name, in.Phone, in.Note = strings.TrimSpace(in.Name), strings.TrimSpace(in.Phone), strings.TrimSpace(in.Note)
	in.Since, in.Until = in.Since.UTC().Truncate(time.Microsecond), in.Until.UTC().Truncate(time.Microsecond)
	if err := in.check(now); err != nil {
		return nil, err
	}
	var row *ent.Shift
	err := s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		var was *ent.Shift
		var err error
		if in.Shift != nil {
			if was, err = s.changeable(ctx, tx, *in.Shift, in.Version, now); err != nil {
				return timeline.Entry{}, err
			}
			if err = in.checkAgainst(was, now); err != nil {
				return timeline.Entry{}, err
			}
			in.Organisation = &was.Edges.Organisation.ID
		}
		room, err := s.room(ctx, tx, in.Organisation)
		if err != nil {
			return timeline.Entry{}, err
		}
		if err = in.checkOthers(ctx, tx, room); err != nil {
			return timeline.Entry{}, err
		}
		if row, err = in.save(ctx, tx, was, room); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "duty.shift-set", SubjectType: "Shift", SubjectID: row.ID, Before: told(was, room), After: told(row, room)}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// check is of what the turn itself says.
func (t Turn) check(now time.Time) error {
	switch {
	case t.Name == "":
		return incident.Refuse("name", noName.With())
	case shift.NameValidator(t.Name) != nil:
		return incident.Refuse("name", nameTooLong.With())
	case shift.PhoneValidator(t.Phone) != nil:
		return incident.Refuse("phone", badPhone.With())
	case shift.NoteValidator(t.Note) != nil:
		return incident.Refuse("note", noteTooLong.With())
	case !t.Since.Before(t.Until):
		return incident.Refuse("until", endsBefore.With(t.Since))
	case t.Until.Sub(t.Since) > rule.LongestTurn:
		return incident.Refuse("until", tooLong.With(t.Since.Add(rule.LongestTurn)))
	case t.Since.After(now.Add(furthest)):
		return incident.Refuse("since", tooFarAhead.With())
	case !t.Until.After(now):
		return incident.Refuse("until", past.With())
	}
	return nil
}

// changeable is a turn that is not over, locked for change.
func (s *Rooms) changeable(ctx context.Context, tx *ent.Tx, id, version int, now time.Time) (*ent.Shift, error) {
	q := tx.Shift.Query().Where(shift.ID(id)).WithOrganisation()
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	was, err := q.Only(ctx)
	switch {
	case err != nil:
		return nil, err
	case was.Version != version:
		return nil, &incident.Conflict{Given: version, Current: was.Version}
	case was.CancelledAt != nil:
		return nil, incident.Refuse("shift", wasCancelled.With())
	case !was.Until.After(now):
		return nil, incident.Refuse("shift", hasEnded.With(was.Until))
	}
	return was, nil
}

// checkAgainst keeps what has already been.
func (t Turn) checkAgainst(was *ent.Shift, now time.Time) error {
	begun := !was.Since.After(now)
	switch {
	case t.Organisation != nil && *t.Organisation != was.Edges.Organisation.ID:
		return incident.Refuse("organisation", roomStays.With())
	case begun && !t.Since.Equal(was.Since):
		return incident.Refuse("since", hasBegun.With(was.Since))
	case begun && t.Name != was.Name:
		return incident.Refuse("name", onDuty.With(was.Name))
	case begun && t.Duty != was.Duty:
		return incident.Refuse("duty", partStays.With())
	}
	return nil
}

// checkOthers keeps one person from two places, and a room from two leaders: who
// decides must never be in doubt.
func (t Turn) checkOthers(ctx context.Context, tx *ent.Tx, room *ent.Organisation) error {
	q := tx.Shift.Query().Where(
		shift.HasOrganisationWith(organisation.ID(room.ID)), shift.CancelledAtIsNil(),
		shift.SinceLT(t.Until), shift.UntilGT(t.Since),
	)
	if t.Shift != nil {
		q = q.Where(shift.IDNEQ(*t.Shift))
	}
	others, err := q.Order(ent.Asc(shift.FieldSince)).All(ctx)
	if err != nil {
		return err
	}
	for _, o := range others {
		switch {
		case o.Name == t.Name:
			return incident.Refuse("since", overlaps.With(o.Name, o.Since, o.Until))
		case t.Duty == shift.DutyLEADER && o.Duty == shift.DutyLEADER:
			return incident.Refuse("since", twoLead.With(o.Name, o.Since, o.Until))
		}
	}
	return nil
}

func (t Turn) save(ctx context.Context, tx *ent.Tx, was *ent.Shift, room *ent.Organisation) (*ent.Shift, error) {
	if was == nil {
		return tx.Shift.Create().SetOrganisation(room).SetDuty(t.Duty).SetName(t.Name).SetPhone(t.Phone).SetNote(t.Note).
			SetSince(t.Since).SetUntil(t.Until).Save(ctx)
	}
	return was.Update().SetDuty(t.Duty).SetName(t.Name).SetPhone(t.Phone).SetNote(t.Note).
		SetSince(t.Since).SetUntil(t.Until).AddVersion(1).Save(ctx)
}

// told is what the timeline keeps of a turn: never a number to be called.
func told(row *ent.Shift, room *ent.Organisation) any {
	if row == nil {
		return nil
	}
	return map[string]any{
		"organisation": room.Code, "organisationName": room.Name, "duty": row.Duty, "name": row.Name, "since": clock(row.Since), "until": clock(row.Until),
	}
}

// Cancelling is a turn that is taken back.
type Cancelling struct {
	Shift          int
	Version        int
	Reason         string
	IdempotencyKey string
}

// Cancel takes a turn back, with a reason; it stays to be read. One that runs can be
// taken back too, where it was entered wrongly.
func (s *Rooms) Cancel(ctx context.Context, in Cancelling) (*ent.Shift, error) {
	now := s.now()
	switch in.Reason = strings.TrimSpace(in.Reason); {
	case in.Reason == "":
		return nil, incident.Refuse("reason", noReason.With())
	case shift.CancelledReasonValidator(in.Reason) != nil:
		return nil, incident.Refuse("reason", reasonTooLong.With())
	}
	var row *ent.Shift
	err := s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		was, err := s.changeable(ctx, tx, in.Shift, in.Version, now)
		if err != nil {
			return timeline.Entry{}, err
		}
		if row, err = was.Update().SetCancelledAt(now).SetCancelledReason(in.Reason).AddVersion(1).Save(ctx); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "duty.shift-cancelled", SubjectType: "Shift", SubjectID: row.ID, Before: told(was, was.Edges.Organisation),
			After: map[string]any{"reason": in.Reason},
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}
