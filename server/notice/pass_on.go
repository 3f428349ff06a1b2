package notice

import (
	"context"
	"errors"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/notice"
	"commandhub/ent/noticesending"
	"commandhub/ent/organisation"
	"commandhub/server/incident"
	"commandhub/server/timeline"
)

// PassOn is a notice that goes on to a unit's next contact.
type PassOn struct {
	Sending        int
	Version        int
	IdempotencyKey string
}

// PassOn passes a notice on now, as the context's viewer, who needs notice:write.
func (s *Notices) PassOn(ctx context.Context, in PassOn) (*ent.NoticeSending, error) {
	return s.step(ctx, in.Sending, in.Version, in.IdempotencyKey, "notice.passed-on", func(tx *ent.Tx, row *ent.NoticeSending) (*ent.NoticeSending, error) {
		over, err := s.over(ctx, tx, row)
		switch {
		case err != nil:
			return nil, err
		case row.PassedOnAt != nil:
			return nil, &incident.Refused{Field: "input.sending", Why: passedOn.With()}
		case row.State == noticesending.StateUNREACHABLE:
			return nil, &incident.Refused{Field: "input.sending", Why: noNext.With()}
		case over:
			return nil, &incident.Refused{Field: "input.sending", Why: hasAnswered.With()}
		}
		return s.passOn(ctx, tx, row)
	})
}

// Unanswered are the sendings whose time for an answer is over and that were not
// passed on, at most some of them.
func (s *Notices) Unanswered(ctx context.Context, most int) ([]*ent.NoticeSending, error) {
	return s.Store.Client.NoticeSending.Query().Where(
		noticesending.AnswerByLTE(s.now()), noticesending.PassedOnAtIsNil(), noticesending.AnsweredAtIsNil(),
	).Order(ent.Asc(noticesending.FieldAnswerBy)).Limit(most).All(asHub(ctx))
}

// errOver undoes the transaction of what needs no change.
var errOver = errors.New("it was answered or passed on before")

// follow changes a sending as the hub does and tells the timeline, once, however many
// hubs try: what was done before, or needs no change (errOver), is left as it is.
func (s *Notices) follow(ctx context.Context, id int, fn func(context.Context, *ent.Tx, *ent.NoticeSending) (timeline.Entry, error)) error {
	err := s.Timeline.Do(asHub(ctx), func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, err := s.lock(ctx, tx, id)
		if err != nil {
			return timeline.Entry{}, err
		}
		return fn(ctx, tx, row)
	})
	if errors.Is(err, errOver) {
		return nil
	}
	return err
}

// PassUnanswered passes a sending on whose time for an answer is over.
func (s *Notices) PassUnanswered(ctx context.Context, id int) error {
	return s.follow(ctx, id, func(ctx context.Context, tx *ent.Tx, row *ent.NoticeSending) (timeline.Entry, error) {
		if row.PassedOnAt != nil || row.AnsweredAt != nil || row.AnswerBy == nil || row.AnswerBy.After(s.now()) {
			return timeline.Entry{}, errOver
		}
		over, err := s.over(ctx, tx, row)
		if err != nil {
			return timeline.Entry{}, err
		}
		if over { // by another contact of the unit: nothing is left to be asked
			is, err := row.Update().ClearAnswerBy().AddVersion(1).Save(ctx)
			if err != nil {
				return timeline.Entry{}, err
			}
			return entry("notice.settled", row, is), nil
		}
		is, err := s.passOn(ctx, tx, row)
		if err != nil {
			return timeline.Entry{}, err
		}
		return entry("notice.passed-on", row, is), nil
	})
}

// over tells whether the unit has answered, by whichever of its contacts.
func (s *Notices) over(ctx context.Context, tx *ent.Tx, row *ent.NoticeSending) (bool, error) {
	return tx.NoticeSending.Query().Where(
		noticesending.HasNoticeWith(notice.ID(row.Edges.Notice.ID)), noticesending.Unit(row.Unit), noticesending.AnsweredAtNotNil(),
	).Exist(asHub(ctx))
}

// passOn stores a sending to the unit's next contact, or that none is left.
func (s *Notices) passOn(ctx context.Context, tx *ent.Tx, row *ent.NoticeSending) (*ent.NoticeSending, error) {
	ctx = asHub(ctx)
	earlier, err := tx.NoticeSending.Query().Where(noticesending.HasNoticeWith(notice.ID(row.Edges.Notice.ID)), noticesending.Unit(row.Unit)).
		WithContact().All(ctx)
	if err != nil {
		return nil, err
	}
	var told []int
	for _, e := range earlier {
		if e.Edges.Contact != nil {
			told = append(told, e.Edges.Contact.ID)
		}
	}
	var contacts []*ent.Contact
	if c := row.Edges.Contact; c != nil {
		contacts, err = tx.Contact.Query().Where(contact.RetiredAtIsNil(), contact.HasOrganisationWith(organisation.HasContactsWith(contact.ID(c.ID)))).All(ctx)
		if err != nil {
			return nil, err
		}
	}
	to, problem := next(contacts, told)
	if to == nil {
		problem = noneIsLeft
	}
	if _, err := s.queue(ctx, tx, row.Edges.Notice, recipient{unit: row.Unit, group: row.Group}, to, problem, row); err != nil {
		return nil, err
	}
	return row.Update().SetPassedOnAt(s.now()).AddVersion(1).Save(ctx)
}
