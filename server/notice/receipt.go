package notice

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/ent"
	"commandhub/ent/noticesending"
	"commandhub/server/timeline"
)

// Receipt is what a gateway tells of a sending that it took.
type Receipt struct {
	ID        int       `json:"id"`        // of the sending; or
	Reference string    `json:"reference"` // what the gateway called it
	State     string    `json:"state"`     // delivered, read, answered or failed
	At        time.Time `json:"at"`
	Answer    string    `json:"answer"`  // of answered
	Problem   string    `json:"problem"` // of failed
}

// Took is what became of one receipt.
type Took struct {
	Kept    bool   `json:"kept"`
	Problem string `json:"problem,omitempty"`
}

// received are the states that a receipt tells.
var received = map[string]noticesending.State{
	"delivered": noticesending.StateDELIVERED, "read": noticesending.StateREAD,
	"answered": noticesending.StateANSWERED, "failed": noticesending.StateFAILED,
}

// ahead is how far a gateway's clock may be ahead of ours.
const ahead = 2 * time.Minute

// MostReceipts is how many come at a time.
const MostReceipts = 500

// mostAnswerText is the longest answer that is kept, in characters.
const mostAnswerText = 500

// Receive keeps receipts, each by itself: one that is repeated or late changes
// nothing and is kept all the same; one that cannot be right is told so.
func (s *Notices) Receive(ctx context.Context, receipts []Receipt) ([]Took, error) {
	out := make([]Took, len(receipts))
	for i, r := range receipts {
		err := s.receive(asHub(ctx), r)
		unfit := (*unfitReceipt)(nil)
		switch {
		case err == nil:
			out[i].Kept = true
		case errors.As(err, &unfit):
			out[i].Problem = unfit.Error()
		default:
			return nil, err
		}
	}
	return out, nil
}

type unfitReceipt struct{ why string }

func (u *unfitReceipt) Error() string { return u.why }

func (s *Notices) receive(ctx context.Context, r Receipt) error {
	to, known := received[r.State]
	at := r.At.UTC().Truncate(time.Microsecond)
	if !known {
		return &unfitReceipt{fmt.Sprintf("state is %q; delivered, read, answered or failed is needed", r.State)}
	}
	id, err := s.named(ctx, r)
	if err != nil {
		return err
	}
	row, err := s.Store.Client.NoticeSending.Get(ctx, id)
	switch {
	case err != nil:
		return err
	case at.Before(row.QueuedAt.Add(-ahead)), at.After(s.now().Add(ahead)):
		return &unfitReceipt{fmt.Sprintf("at is %s; it lies before the notice, or in the future", at.Format(time.RFC3339))}
	case to == noticesending.StateANSWERED && strings.TrimSpace(r.Answer) == "":
		return &unfitReceipt{"answer is empty"}
	case utf8.RuneCountInString(r.Answer) > mostAnswerText:
		return &unfitReceipt{fmt.Sprintf("answer has more than %d characters", mostAnswerText)}
	case to == noticesending.StateFAILED:
		return s.fail(ctx, id, cut("the gateway gave up: "+r.Problem))
	case to == noticesending.StateANSWERED:
		return s.answered(ctx, id, at, strings.TrimSpace(r.Answer))
	}
	return s.arrived(ctx, id, to, at)
}

// named finds the sending that a receipt is about.
func (s *Notices) named(ctx context.Context, r Receipt) (int, error) {
	q := s.Store.Client.NoticeSending.Query()
	switch {
	case r.ID != 0:
		q.Where(noticesending.ID(r.ID))
	case r.Reference != "":
		q.Where(noticesending.Reference(r.Reference))
	default:
		return 0, &unfitReceipt{"id or reference is needed"}
	}
	ids, err := q.Limit(2).IDs(ctx)
	switch {
	case err != nil:
		return 0, err
	case len(ids) != 1:
		return 0, &unfitReceipt{"there is no such sending, or more than one"}
	}
	return ids[0], nil
}

// arrived keeps that a sending was delivered or read: of too little weight for a row
// in the timeline.
func (s *Notices) arrived(ctx context.Context, id int, to noticesending.State, at time.Time) error {
	return s.Store.WithTx(ctx, func(tx *ent.Tx) error {
		row, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		set := row.Update()
		if to == noticesending.StateREAD && row.ReadAt == nil {
			set.SetReadAt(at)
		}
		if row.DeliveredAt == nil {
			set.SetDeliveredAt(at)
		}
		if forward(row.State, to) {
			set.SetState(to).ClearNextAt()
		}
		return set.Exec(ctx)
	})
}

func (s *Notices) answered(ctx context.Context, id int, at time.Time, text string) error {
	return s.follow(ctx, id, func(ctx context.Context, _ *ent.Tx, row *ent.NoticeSending) (timeline.Entry, error) {
		if !forward(row.State, noticesending.StateANSWERED) {
			return timeline.Entry{}, errOver
		}
		is, err := row.Update().SetState(noticesending.StateANSWERED).SetAnsweredAt(at).SetAnswer(text).ClearNextAt().AddVersion(1).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		e := entry("notice.answered", row, is)
		e.HappenedAt = at
		return e, nil
	})
}
