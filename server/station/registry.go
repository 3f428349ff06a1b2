// Package station is the use cases around fuel stations: who speaks for them,
// what they hold, what was measured there.
package station

import (
	"context"
	"fmt"
	"reflect"
	"sync/atomic"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// Registry keeps the county's stations in memory for the hot path: an
// immutable snapshot, replaced as a whole when something changes.
type Registry struct {
	store *store.Store
	now   atomic.Pointer[Snapshot]
}

// NewRegistry makes an empty registry; Reload fills it.
func NewRegistry(s *store.Store) *Registry {
	r := &Registry{store: s}
	r.now.Store(newSnapshot())
	return r
}

// Now is the current snapshot. Keep it for one piece of work, not longer.
func (r *Registry) Now() *Snapshot { return r.now.Load() }

// Reload reads everything again. On failure the old snapshot stays.
func (r *Registry) Reload(ctx context.Context) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("registry"))
	rows, err := r.store.Client.Station.Query().
		WithArea(func(q *ent.AreaQuery) { q.WithParent() }).
		WithOwner().
		WithTanks(func(q *ent.TankQuery) { q.WithProduct() }).
		WithNozzles(func(q *ent.NozzleQuery) { q.WithTank() }).
		WithDevices().
		Order(ent.Asc("id")).All(ctx)
	if err != nil {
		return fmt.Errorf("read the stations: %w", err)
	}
	products, err := r.store.Client.Product.Query().Order(ent.Asc("position", "id")).All(ctx)
	if err != nil {
		return fmt.Errorf("read the products: %w", err)
	}
	areas, err := r.store.Client.Area.Query().WithParent().Order(ent.Asc(area.FieldID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the areas: %w", err)
	}
	next := newSnapshot()
	for _, p := range products {
		next.Products = append(next.Products, Product{p.ID, p.Code, p.Category == "DIESEL"})
	}
	for _, a := range areas {
		if a.Edges.Parent != nil {
			next.parents[a.Code] = a.Edges.Parent.Code
		} else {
			next.parents[a.Code] = ""
		}
	}
	for _, row := range rows {
		next.add(row)
	}
	if !reflect.DeepEqual(r.now.Load(), next) { // who follows the stations looks again when they are others
		r.now.Store(next)
	}
	return nil
}
