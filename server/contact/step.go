package contact

import (
	"context"

	"commandhub/ent"
)

// Step is a step of a contact.
type Step struct {
	Contact        int
	Version        int
	IdempotencyKey string
}

// Check records that a contact was found to be right, as the context's viewer, who
// needs contact:write.
func (s *Contacts) Check(ctx context.Context, in Step) (*ent.Contact, error) {
	return s.step(ctx, in, "contact.checked", func(set *ent.ContactUpdateOne) { set.SetCheckedAt(s.now()) })
}

// Retire takes a contact out of use; what was sent to it stays to be read.
func (s *Contacts) Retire(ctx context.Context, in Step) (*ent.Contact, error) {
	return s.step(ctx, in, "contact.retired", func(set *ent.ContactUpdateOne) { set.SetRetiredAt(s.now()) })
}

func (s *Contacts) step(ctx context.Context, in Step, action string, fn func(*ent.ContactUpdateOne)) (*ent.Contact, error) {
	var row *ent.Contact
	err := s.do(ctx, in.IdempotencyKey, action, func(ctx context.Context, tx *ent.Tx) (*ent.Contact, map[string]any, error) {
		was, err := s.changeable(ctx, tx, in.Contact, in.Version)
		if err != nil {
			return nil, nil, err
		}
		set := was.Update().AddVersion(1)
		fn(set)
		row, err = set.Save(ctx)
		return row, map[string]any{"organisation": was.Edges.Organisation.Code, "kind": was.Kind, "rank": was.Rank}, err
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}
