package graph

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"
)

func (r *mutationResolver) WithdrawPhoto(ctx context.Context, input model.WithdrawPhotoInput) (*model.PhotoPayload, error) {
	panic(fmt.Errorf("not implemented: WithdrawPhoto - withdrawPhoto"))
}

func (r *photoResolver) Path(ctx context.Context, obj *ent.Photo) (string, error) {
	panic(fmt.Errorf("not implemented: Path - path"))
}

func (r *Resolver) Photo() generated.PhotoResolver { return &photoResolver{r} }

type photoResolver struct{ *Resolver }
