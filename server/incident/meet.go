package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Meeting is how a duty was fulfilled.
type Meeting struct {
	Deadline       int
	At             *time.Time // nil for now
	Recipient      string     // who was told
	Receipt        string     // as the number of a call's record
	IdempotencyKey string
}

// MeetDeadline records that a duty was fulfilled by a call or notice, as the
// context's viewer, who needs incident:write. Follow-ups, and what is
// owed in writing, are met by reports alone.
func (s *Incidents) MeetDeadline(ctx context.Context, in Meeting) (*ent.Deadline, error) {
	var row *ent.Deadline
	of, err := s.Store.Client.Deadline.Query().Where(deadline.ID(in.Deadline)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.deadline-met", func(c *change) error {
		c.ended = true
		found, err := c.tx.Deadline.Get(ctx, in.Deadline)
		if err != nil {
			return err
		}
		at, err := s.since("input.at", in.At)
		switch {
		case err != nil:
			return err
		case found.VoidAt != nil:
			return &Refused{"input.deadline", found.Article, dutyVoid.With(found.VoidReason)}
		case found.MetAt != nil:
			return &Refused{"input.deadline", found.Article, dutyMet.With(*found.MetAt)}
		case found.Duty.ByReport():
			return &Refused{"input.deadline", found.Article, dutyReported.With()}
		case found.Channel == rule.InWriting:
			return &Refused{"input.deadline", found.Article, dutyInWriting.With()}
		case in.Recipient == "":
			return &Refused{"input.recipient", found.Article, toldWho.With()}
		case at.Before(c.was.HeardAt):
			return &Refused{"input.at", found.Article, beforeHeard.With()}
		}
		c.happened = at
		c.detail["deadline"], c.detail["duty"] = found.ID, found.Duty
		c.detail["recipient"], c.detail["receipt"] = in.Recipient, in.Receipt
		row, err = found.Update().SetMetAt(at).SetRecipient(in.Recipient).SetReceipt(in.Receipt).
			SetMetBy(viewer.From(ctx).Name).Save(asHub(ctx))
		return err
	})
	return unwrapped(row, err)
}

// Press is a request from above that has to be answered.
type Press struct {
	Incident       int
	AskedAt        *time.Time // nil for now
	Subject        string     // what was asked, and by whom
	IdempotencyKey string
}

// PressRequest starts the clock of a request from above 催报 (§5.1.2).
func (s *Incidents) PressRequest(ctx context.Context, in Press) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.request-pressed", func(c *change) error {
		at, err := s.since("input.askedAt", in.AskedAt)
		if err != nil {
			return err
		}
		switch {
		case in.Subject == "":
			return &Refused{"input.subject", "§5.1.2", askedWhat.With()}
		case c.was.OccurredAt != nil && at.Before(*c.was.OccurredAt):
			return &Refused{"input.askedAt", "§5.1.2", beforeEvent.With()}
		}
		c.happened, c.cause, c.detail["subject"] = at, "a request from above", in.Subject
		b := &book{change: c}
		b.is = c.was
		_, err = b.start(rule.PressedClock(at), c.cause, in.Subject)
		return err
	})
}

// State is how a duty stands now. What was told late stays late, whatever the
// clock on the wall says after.
func (s *Incidents) State(d *ent.Deadline) rule.ClockState {
	state := rule.StateAt(s.now(), d.SoonAt, d.DueAt, d.MetAt, d.VoidAt)
	if d.LateToldAt != nil && (state == rule.Running || state == rule.DueSoon) {
		return rule.Late
	}
	return state
}
