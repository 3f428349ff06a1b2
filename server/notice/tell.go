package notice

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/notice"
	"commandhub/ent/noticesending"
	"commandhub/ent/organisation"
	contactbook "commandhub/server/contact"
	"commandhub/server/rule"
)

// recipient is a unit that is to be told.
type recipient struct {
	unit  string // as the plan or the register writes it
	group string // code of the working group that it is told as; empty for none
	by    string // unit by whose contacts it is told; empty for its own
}

// told is how many units a notice goes to, and how many it cannot reach.
type told struct{ Units, Unreachable int }

// of is what the timeline says of a notice.
func (t told) of(n *ent.Notice) map[string]any {
	return map[string]any{"notice": n.ID, "told": t.Units - t.Unreachable, "unreachable": t.Unreachable}
}

// message is what is to be told.
type message struct {
	kind         notice.Kind
	incident     *int
	text, by     string
	answerWithin time.Duration // 0 for no answer
	to           []recipient
}

// tell stores a notice and a sending to the first contact of each unit, within a
// transaction. A unit is told once, however many groups it is in. One without a
// contact gets a sending too, that says so: somebody has to reach it by other means.
func (s *Notices) tell(ctx context.Context, tx *ent.Tx, m message) (*ent.Notice, told, error) {
	ctx = asHub(ctx)
	exercise := s.Exercise()
	create := tx.Notice.Create().SetKind(m.kind).SetBy(m.by).SetAt(s.now()).SetNillableIncidentID(m.incident)
	if m.incident != nil {
		row, err := tx.Incident.Get(ctx, *m.incident)
		if err != nil {
			return nil, told{}, err
		}
		exercise = exercise || row.Exercise
	}
	if exercise {
		m.text = s.Words().Exercise + m.text
	}
	if m.answerWithin > 0 {
		create.SetAnswerWithinMin(int(m.answerWithin / time.Minute))
	}
	row, err := create.SetText(m.text).SetExercise(exercise).Save(ctx)
	if err != nil {
		return nil, told{}, err
	}
	units, err := tx.Organisation.Query().WithContacts(func(q *ent.ContactQuery) { q.Where(contact.RetiredAtIsNil()) }).All(ctx)
	if err != nil {
		return nil, told{}, err
	}
	var count told
	seen := map[string]bool{}
	for _, to := range m.to {
		if seen[to.unit] {
			continue
		}
		seen[to.unit] = true
		first, problem := firstOf(units, cmp.Or(to.by, to.unit))
		sending, err := s.queue(ctx, tx, row, to, first, problem, nil)
		if err != nil {
			return nil, told{}, err
		}
		count.Units++
		if sending.State == noticesending.StateUNREACHABLE {
			count.Unreachable++
		}
	}
	return row, count, nil
}

// queue stores a sending to a contact of a unit; nil for one that cannot be reached,
// for a reason.
func (s *Notices) queue(ctx context.Context, tx *ent.Tx, n *ent.Notice, to recipient, c *ent.Contact, problem string, from *ent.NoticeSending) (*ent.NoticeSending, error) {
	now := s.now()
	create := tx.NoticeSending.Create().SetNoticeID(n.ID).SetUnit(to.unit).SetGroup(to.group).SetQueuedAt(now)
	if from != nil {
		create.SetPassedFromID(from.ID)
	}
	if c == nil {
		return create.SetChannel(noticesending.ChannelNONE).SetState(noticesending.StateUNREACHABLE).SetProblem(problem).Save(ctx)
	}
	by, address := way(c), c.Phone
	if by == rule.ByEmail {
		address = c.Email
	}
	if n.AnswerWithinMin != nil {
		create.SetAnswerBy(now.Add(time.Duration(*n.AnswerWithinMin) * time.Minute))
	}
	return create.SetContactID(c.ID).SetName(c.Name).SetChannel(noticesending.Channel(by)).SetAddress(address).SetNextAt(now).Save(ctx)
}

// Why a unit cannot be reached.
const (
	notFilled   = "the plan leaves this place to be filled in, and nobody did"
	notKnown    = "no unit of this name is registered"
	noContact   = "the unit filed no contact (§6.7)"
	onlyByMeans = "the unit filed only means that no gateway serves, as radio"
	noneIsLeft  = "no other contact of the unit is left to be told"
	placeToFill = "@"
)

// firstOf is a unit's first contact, or why there is none.
func firstOf(units []*ent.Organisation, unit string) (*ent.Contact, string) {
	if strings.HasPrefix(unit, placeToFill) {
		return nil, notFilled
	}
	of := unitOf(units, unit)
	if of == nil {
		return nil, notKnown
	}
	return next(of.Edges.Contacts, nil)
}

// unitOf finds a unit by its name; a township's government by the name of the
// township too, as which the plan has it.
func unitOf(units []*ent.Organisation, name string) *ent.Organisation {
	i := slices.IndexFunc(units, func(o *ent.Organisation) bool { return o.Name == name })
	if i < 0 {
		i = slices.IndexFunc(units, func(o *ent.Organisation) bool {
			return o.Kind == organisation.KindTOWNSHIP && strings.HasPrefix(o.Name, name)
		})
	}
	if i < 0 {
		return nil
	}
	return units[i]
}

// next is the contact to be told after those that were, or why there is none.
func next(contacts []*ent.Contact, told []int) (*ent.Contact, string) {
	reached := false
	for _, c := range contactbook.Called(contacts) {
		if way(c) == rule.ByNone {
			continue
		}
		reached = true
		if !slices.Contains(told, c.ID) {
			return c, ""
		}
	}
	switch {
	case reached:
		return nil, noneIsLeft
	case len(contacts) > 0:
		return nil, onlyByMeans
	}
	return nil, noContact
}
