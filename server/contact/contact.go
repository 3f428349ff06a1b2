// Package contact is the use cases of the ways by which units are reached at any
// hour (§6.7).
package contact

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/organisation"
	"commandhub/server/incident"
	"commandhub/server/reason"
	"commandhub/server/store"
	"commandhub/server/timeline"
)

// Contacts is the use cases.
type Contacts struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
}

func (s *Contacts) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// Way is one way to reach a unit.
type Way struct {
	Organisation        int
	Contact             *int // nil for a new one
	Version             int  // of the one that is changed
	Kind                contact.Kind
	Rank                int
	Name                string
	Phone, Email, Means string
	IdempotencyKey      string
}

// mostRank is the last place among those of one kind.
const mostRank = 99

// Keep files a way to reach a unit, or changes one, as the context's viewer, who
// needs contact:write. What was found to be right counts no longer once the number,
// the address or the means is another.
func (s *Contacts) Keep(ctx context.Context, in Way) (*ent.Contact, error) {
	in = in.trimmed()
	if field, why := in.problem(); why != nil {
		return nil, incident.Refuse(field, *why)
	}
	var row *ent.Contact
	err := s.do(ctx, in.IdempotencyKey, "contact.kept", func(ctx context.Context, tx *ent.Tx) (*ent.Contact, map[string]any, error) {
		unit, err := tx.Organisation.Query().Where(organisation.ID(in.Organisation)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, nil, incident.Refuse("organisation", noOrganisation.With())
		}
		if err != nil {
			return nil, nil, err
		}
		var was *ent.Contact
		if in.Contact != nil {
			if was, err = s.changeable(ctx, tx, *in.Contact, in.Version); err != nil {
				return nil, nil, err
			}
			if was.Edges.Organisation.ID != unit.ID {
				return nil, nil, incident.Refuse("organisation", unitStays.With())
			}
		}
		row, err = in.save(ctx, tx, was, unit)
		return row, in.told(was, unit), err
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

func (w Way) trimmed() Way {
	for _, text := range []*string{&w.Name, &w.Phone, &w.Email, &w.Means} {
		*text = strings.TrimSpace(*text)
	}
	return w
}

// problem names the field that is wrong, and what would be right.
func (w Way) problem() (field string, why *reason.Reason) {
	switch {
	case contact.KindValidator(w.Kind) != nil:
		return "kind", new(badKind.With())
	case w.Rank < 0 || w.Rank > mostRank:
		return "rank", new(badRank.With(mostRank))
	case w.Name == "":
		return "name", new(noName.With())
	case contact.NameValidator(w.Name) != nil:
		return "name", new(nameTooLong.With())
	case w.Phone == "" && w.Email == "" && w.Means == "":
		return "phone", new(noWay.With())
	case contact.PhoneValidator(w.Phone) != nil:
		return "phone", new(badPhone.With())
	case w.Email != "" && !address(w.Email):
		return "email", new(badEmail.With())
	case contact.MeansValidator(w.Means) != nil:
		return "means", new(meansTooLong.With())
	}
	return "", nil
}

// address tells whether a text is an e-mail address and nothing else.
func address(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && contact.EmailValidator(text) == nil
}

func (w Way) save(ctx context.Context, tx *ent.Tx, was *ent.Contact, unit *ent.Organisation) (*ent.Contact, error) {
	if was == nil {
		return tx.Contact.Create().SetOrganisation(unit).SetKind(w.Kind).SetRank(w.Rank).SetName(w.Name).
			SetPhone(w.Phone).SetEmail(w.Email).SetMeans(w.Means).Save(ctx)
	}
	set := was.Update().SetKind(w.Kind).SetRank(w.Rank).SetName(w.Name).
		SetPhone(w.Phone).SetEmail(w.Email).SetMeans(w.Means).AddVersion(1)
	if was.Phone != w.Phone || was.Email != w.Email || was.Means != w.Means {
		set.ClearCheckedAt()
	}
	return set.Save(ctx)
}

// told is what the timeline keeps: which of them changed, and never whose number or
// address it is.
func (w Way) told(was *ent.Contact, unit *ent.Organisation) map[string]any {
	if was == nil {
		was = &ent.Contact{}
	}
	changed := []string{}
	for _, f := range []struct{ name, from, to string }{
		{"name", was.Name, w.Name}, {"phone", was.Phone, w.Phone}, {"email", was.Email, w.Email}, {"means", was.Means, w.Means},
	} {
		if f.from != f.to {
			changed = append(changed, f.name)
		}
	}
	return map[string]any{"organisation": unit.Code, "organisationName": unit.Name, "kind": w.Kind, "rank": w.Rank, "changed": changed}
}

// do carries out one act on a contact, once for its key, with its row in the
// timeline.
func (s *Contacts) do(ctx context.Context, key, action string, fn func(context.Context, *ent.Tx) (*ent.Contact, map[string]any, error)) error {
	return s.Timeline.DoOnce(ctx, key, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, told, err := fn(ctx, tx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: action, SubjectType: "Contact", SubjectID: row.ID, After: told}, nil
	})
}

// changeable is a contact in use, locked for change, as whoever changes it saw it.
func (s *Contacts) changeable(ctx context.Context, tx *ent.Tx, id, version int) (*ent.Contact, error) {
	q := tx.Contact.Query().Where(contact.ID(id)).WithOrganisation()
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	was, err := q.Only(ctx)
	switch {
	case err != nil:
		return nil, err
	case was.Version != version:
		return nil, &incident.Conflict{Given: version, Current: was.Version}
	case was.RetiredAt != nil:
		return nil, incident.Refuse("contact", outOfUse.With())
	}
	return was, nil
}
