package notice

import (
	"context"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/noticesending"
	"commandhub/server/incident"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Answer is one that was spoken, and is entered.
type Answer struct {
	Sending        int
	Version        int
	Answer         string
	At             *time.Time // nil for now
	IdempotencyKey string
}

// EnterAnswer keeps what a unit said, as the context's viewer, who needs
// notice:write. An answer that comes after the notice was passed on counts all the
// same.
func (s *Notices) EnterAnswer(ctx context.Context, in Answer) (*ent.NoticeSending, error) {
	in.Answer = strings.TrimSpace(in.Answer)
	if in.Answer == "" {
		return nil, &incident.Refused{Field: "input.answer", Why: noAnswer.With()}
	}
	return s.step(ctx, in.Sending, in.Version, in.IdempotencyKey, "notice.answered", func(tx *ent.Tx, row *ent.NoticeSending) (*ent.NoticeSending, error) {
		at, err := s.since(row, in.At)
		switch {
		case err != nil:
			return nil, err
		case row.State == noticesending.StateANSWERED:
			return nil, &incident.Refused{Field: "input.sending", Why: answerKept.With()}
		}
		return row.Update().SetState(noticesending.StateANSWERED).SetAnsweredAt(at).SetAnswer(in.Answer).
			SetAnswerEnteredBy(viewer.From(ctx).Name).ClearNextAt().AddVersion(1).Save(ctx)
	})
}

// since checks when an answer was given: after it was asked for, not in the future.
func (s *Notices) since(row *ent.NoticeSending, at *time.Time) (time.Time, error) {
	now := s.now()
	if at == nil {
		return now, nil
	}
	t := at.UTC().Truncate(time.Microsecond)
	if t.After(now) || t.Before(row.QueuedAt) {
		return t, &incident.Refused{Field: "input.at", Why: answerTime.With(row.QueuedAt, now)}
	}
	return t, nil
}

// step changes a sending as the context's viewer and tells the timeline.
func (s *Notices) step(ctx context.Context, id, version int, key, action string, fn func(*ent.Tx, *ent.NoticeSending) (*ent.NoticeSending, error)) (*ent.NoticeSending, error) {
	var row *ent.NoticeSending
	err := s.Timeline.DoOnce(ctx, key, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		found, err := s.lock(ctx, tx, id)
		if err != nil {
			return timeline.Entry{}, err
		}
		if version != found.Version {
			return timeline.Entry{}, &incident.Conflict{Given: version, Current: found.Version}
		}
		if row, err = fn(tx, found); err != nil {
			return timeline.Entry{}, err
		}
		return entry(action, found, row), nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// lock takes a sending for change, with its notice and what that is about.
func (s *Notices) lock(ctx context.Context, tx *ent.Tx, id int) (*ent.NoticeSending, error) {
	q := tx.NoticeSending.Query().Where(noticesending.ID(id)).WithContact().
		WithNotice(func(q *ent.NoticeQuery) { q.WithIncident() })
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	return q.Only(asHub(ctx))
}

// entry tells of a step of a sending. Numbers and addresses stay out of it.
func entry(action string, was, is *ent.NoticeSending) timeline.Entry {
	kind, id := subject(was.Edges.Notice)
	return timeline.Entry{
		Action: action, SubjectType: kind, SubjectID: id,
		Before: map[string]any{"state": was.State},
		After: map[string]any{
			"notice": was.Edges.Notice.ID, "sending": was.ID, "unit": was.Unit, "name": was.Name,
			"state": is.State, "answer": is.Answer, "problem": is.Problem,
		},
	}
}
