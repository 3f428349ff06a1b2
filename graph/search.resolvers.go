package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/server/search"
)

func (r *queryResolver) Search(ctx context.Context, text string, kinds []search.Kind, first int) (*search.Result, error) {
	if err := within("first", first, 1, search.First); err != nil {
		return nil, err
	}
	return search.Find(ctx, r.Store.Client, text, kinds, first)
}

func (r *searchResultResolver) Nodes(ctx context.Context, obj *search.Result) ([]ent.Noder, error) {
	return thoseThere(r.Store.Client.Noders(ctx, obj.IDs))
}

func (r *Resolver) SearchResult() generated.SearchResultResolver { return &searchResultResolver{r} }

type searchResultResolver struct{ *Resolver }
