package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/contact"
)

func (r *mutationResolver) KeepContact(ctx context.Context, input contact.Way) (*model.ContactPayload, error) {
	row, err := r.Contacts.Keep(ctx, input)
	return r.contactPayload(ctx, input.Contact, row, err)
}

func (r *mutationResolver) CheckContact(ctx context.Context, input contact.Step) (*model.ContactPayload, error) {
	row, err := r.Contacts.Check(ctx, input)
	return r.contactPayload(ctx, &input.Contact, row, err)
}

func (r *mutationResolver) RetireContact(ctx context.Context, input contact.Step) (*model.ContactPayload, error) {
	row, err := r.Contacts.Retire(ctx, input)
	return r.contactPayload(ctx, &input.Contact, row, err)
}

func (r *organisationResolver) Contacts(ctx context.Context, obj *ent.Organisation) ([]*ent.Contact, error) {
	return r.Resolver.Contacts.Of(ctx, obj)
}

func (r *queryResolver) Contacts(ctx context.Context) ([]*ent.Contact, error) {
	return r.Resolver.Contacts.All(ctx)
}

func (r *queryResolver) ContactBook(ctx context.Context) ([]*contact.Unit, error) {
	return r.Resolver.Contacts.Book(ctx)
}
