// Package search finds by words what a viewer may read: one query for each kind
// that is open to them, through ent's policies, and a ranking over all kinds that
// is a pure function.
package search

import (
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/server/viewer"
)

// Result is what was found, by ids of any type, the best first.
type Result struct {
	IDs     []int
	HasMore bool
	Kinds   []Kind // that were searched
}

// Find looks for a text among some kinds, nil for all, as far as they are open to
// the context's viewer, and gives at most so many. It fails with a *station.Unfit
// on a text that is no fit one.
func Find(ctx context.Context, c *ent.Client, text string, kinds []Kind, most int) (*Result, error) {
	wanted, err := read(text)
	if err != nil {
		return nil, err
	}
	who, out := viewer.From(ctx), &Result{Kinds: []Kind{}}
	var hits []Hit
	for _, kind := range Kinds {
		if kinds != nil && !slices.Contains(kinds, kind) || !who.May(sources[kind].needs) {
			continue
		}
		some, err := sources[kind].find(ctx, c, wanted, most+1)
		if err != nil {
			return nil, err
		}
		for i := range some {
			some[i].Kind = kind
		}
		out.Kinds, hits = append(out.Kinds, kind), append(hits, some...)
	}
	rank(hits, wanted.text)
	out.HasMore = len(hits) > most
	for _, h := range hits[:min(len(hits), most)] {
		out.IDs = append(out.IDs, h.ID)
	}
	return out, nil
}
