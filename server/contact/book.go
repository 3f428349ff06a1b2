package contact

import (
	"cmp"
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/organisation"
	"commandhub/server/rule"
)

// Called is contacts in the order in which they are called: as §6.7 names their
// kinds, then by rank.
func Called(rows []*ent.Contact) []*ent.Contact {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b *ent.Contact) int {
		return cmp.Or(rule.ContactPlace(a.Kind)-rule.ContactPlace(b.Kind), a.Rank-b.Rank, a.ID-b.ID)
	})
	return rows
}

// All are the contacts in use: by unit, then in the order in which they are called.
func (s *Contacts) All(ctx context.Context) ([]*ent.Contact, error) {
	rows, err := s.Store.Client.Contact.Query().Where(contact.RetiredAtIsNil()).WithOrganisation().All(ctx)
	rows = Called(rows)
	slices.SortStableFunc(rows, func(a, b *ent.Contact) int {
		return cmp.Compare(a.Edges.Organisation.Code, b.Edges.Organisation.Code)
	})
	return rows, err
}

// Of are the contacts of a unit that are in use, in the order in which they are
// called.
func (s *Contacts) Of(ctx context.Context, unit *ent.Organisation) ([]*ent.Contact, error) {
	rows, err := s.Store.Client.Contact.Query().Where(contact.RetiredAtIsNil(), contact.HasOrganisationWith(organisation.ID(unit.ID))).All(ctx)
	return Called(rows), err
}

// Unit is an organisation with its ways, and what it has yet to file.
type Unit struct {
	Organisation *ent.Organisation
	Bound        bool // by §6.7
	Article      string
	Contacts     []*ent.Contact
	Unfiled      []contact.Kind
}

// Book is every organisation with the contacts that are in use, by code.
func (s *Contacts) Book(ctx context.Context) ([]*Unit, error) {
	units, err := s.Store.Client.Organisation.Query().Order(ent.Asc(organisation.FieldCode)).All(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.All(ctx)
	if err != nil {
		return nil, err
	}
	of := map[int][]*ent.Contact{}
	for _, r := range rows {
		of[r.Edges.Organisation.ID] = append(of[r.Edges.Organisation.ID], r)
	}
	book := make([]*Unit, len(units))
	for i, u := range units {
		one := &Unit{Organisation: u, Bound: rule.KeepsContact(string(u.Kind)), Article: rule.ContactArticle, Contacts: of[u.ID], Unfiled: []contact.Kind{}}
		filed := []contact.Kind{}
		for _, c := range one.Contacts {
			filed = append(filed, c.Kind)
		}
		if one.Bound {
			one.Unfiled = append(one.Unfiled, rule.Unfiled(filed)...)
		}
		book[i] = one
	}
	return book, nil
}
