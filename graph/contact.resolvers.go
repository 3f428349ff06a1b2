package graph

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/graph/model"
)

func (r *mutationResolver) KeepContact(ctx context.Context, input model.KeepContactInput) (*model.ContactPayload, error) {
	panic(fmt.Errorf("not implemented: KeepContact - keepContact"))
}

func (r *mutationResolver) CheckContact(ctx context.Context, input model.ContactStepInput) (*model.ContactPayload, error) {
	panic(fmt.Errorf("not implemented: CheckContact - checkContact"))
}

func (r *mutationResolver) RetireContact(ctx context.Context, input model.ContactStepInput) (*model.ContactPayload, error) {
	panic(fmt.Errorf("not implemented: RetireContact - retireContact"))
}

func (r *organisationResolver) Contacts(ctx context.Context, obj *ent.Organisation) ([]*ent.Contact, error) {
	panic(fmt.Errorf("not implemented: Contacts - contacts"))
}

func (r *queryResolver) Contacts(ctx context.Context) ([]*ent.Contact, error) {
	panic(fmt.Errorf("not implemented: Contacts - contacts"))
}
