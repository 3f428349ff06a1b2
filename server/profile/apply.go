package profile

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"commandhub/ent"
	"commandhub/ent/area"
)

// Apply brings the database in line with the county, within the caller's
// transaction: rows are found by code, created or updated, never deleted. A
// second time it changes nothing. Credentials and telemetry are not touched.
// The viewer must be the hub itself. It fails when a device's code is held by
// another station, which the profile cannot move, or when the database does.
func Apply(ctx context.Context, tx *ent.Tx, county *County) (Changes, error) {
	return (&applier{ctx: ctx, db: tx.Client(), county: county}).apply()
}

// Compare tells what Apply would do, and does nothing. It fails as Apply does.
func Compare(ctx context.Context, db *ent.Client, county *County) (Changes, error) {
	return (&applier{ctx: ctx, db: db, county: county, dry: true}).apply()
}

func (a *applier) apply() (Changes, error) {
	for _, step := range []struct {
		kind string
		do   func() error
	}{
		{"areas", a.areas}, {"organisations", a.organisations}, {"products", a.products}, {"stations", a.stations}, {"installations", a.installations},
	} {
		if err := step.do(); err != nil {
			return Changes{}, fmt.Errorf("apply the profile's %s: %w", step.kind, err)
		}
		if len(a.problems) > 0 {
			return Changes{}, a.problems
		}
	}
	return a.changes, nil
}

type applier struct {
	ctx      context.Context
	db       *ent.Client
	county   *County
	dry      bool // compare alone
	changes  Changes
	problems Problems // what the database cannot take
	// ids by code, of what stations refer to
	areaID, organisationID, productID map[string]int
}

// settle brings one row in line: create when there is none, update when it
// differs. It returns the row's id, which a comparison does not know of a new one.
func (a *applier) settle(c *Change, code string, id int, found bool, d difference, create func() (int, error), update func() error) (int, error) {
	switch {
	case !found:
		c.Created = append(c.Created, code)
		if a.dry {
			return 0, nil
		}
		return create()
	case len(d) > 0:
		c.Updated = append(c.Updated, Update{Code: code, Fields: d})
		if a.dry {
			return id, nil
		}
		return id, update()
	}
	c.Unchanged++
	return id, nil
}

// byCode sorts what is in the database into a map.
func byCode[R any](rows []R, code func(R) string) map[string]R {
	m := make(map[string]R, len(rows))
	for _, r := range rows {
		m[code(r)] = r
	}
	return m
}

// leave notes the rows of which the profile says nothing.
func leave[R any](c *Change, have map[string]R, want map[string]int) {
	for code := range have {
		if _, ok := want[code]; !ok {
			c.LeftAlone = append(c.LeftAlone, code)
		}
	}
	slices.SortFunc(c.LeftAlone, cmp.Compare)
}

// areas puts the county itself first: it is the parent of the others.
func (a *applier) areas() error {
	rows, err := a.db.Area.Query().WithParent().All(a.ctx)
	if err != nil {
		return err
	}
	have, change := byCode(rows, func(r *ent.Area) string { return r.Code }), &a.changes.Areas
	a.areaID = map[string]int{}
	whole := Area{Code: a.county.Code, Name: a.county.Name, NameEn: a.county.NameEn, Kind: area.KindCOUNTY, Centre: a.county.Centre}
	for _, want := range append([]Area{whole}, a.county.Areas...) {
		row, found := have[want.Code]
		var parent *int
		if want.Kind != area.KindCOUNTY {
			parent = new(a.areaID[a.county.Code])
		}
		var d difference
		var id int
		if found {
			id = row.ID
			differs(&d, "name", row.Name, want.Name)
			differs(&d, "nameEn", row.NameEn, want.NameEn)
			differs(&d, "kind", row.Kind, want.Kind)
			differs(&d, "centre", Position{row.Latitude, row.Longitude}, want.Centre)
			above := ""
			if parent != nil {
				above = a.county.Code
			}
			differs(&d, "parent", codeOf(row.Edges.Parent), above)
		}
		id, err := a.settle(change, want.Code, id, found, d, func() (int, error) {
			r, err := a.db.Area.Create().SetCode(want.Code).SetName(want.Name).SetNameEn(want.NameEn).SetKind(want.Kind).
				SetLatitude(want.Centre.Lat).SetLongitude(want.Centre.Lon).SetNillableParentID(parent).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			u := a.db.Area.UpdateOneID(id).SetName(want.Name).SetNameEn(want.NameEn).SetKind(want.Kind).
				SetLatitude(want.Centre.Lat).SetLongitude(want.Centre.Lon).ClearParent()
			return u.SetNillableParentID(parent).Exec(a.ctx)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", want.Code, err)
		}
		a.areaID[want.Code] = id
	}
	leave(change, have, a.areaID)
	return nil
}

func codeOf(parent *ent.Area) string {
	if parent == nil {
		return ""
	}
	return parent.Code
}

func (a *applier) organisations() error {
	rows, err := a.db.Organisation.Query().All(a.ctx)
	if err != nil {
		return err
	}
	have, change := byCode(rows, func(r *ent.Organisation) string { return r.Code }), &a.changes.Organisations
	a.organisationID = map[string]int{}
	for _, want := range a.county.Organisations {
		row, found := have[want.Code]
		var d difference
		var id int
		if found {
			id = row.ID
			differs(&d, "name", row.Name, want.Name)
			differs(&d, "nameEn", row.NameEn, want.NameEn)
			differs(&d, "kind", row.Kind, want.Kind)
			differs(&d, "share", strings.Join(row.Share, " "), strings.Join(want.Share, " "))
		}
		id, err := a.settle(change, want.Code, id, found, d, func() (int, error) {
			r, err := a.db.Organisation.Create().SetCode(want.Code).SetName(want.Name).SetNameEn(want.NameEn).SetKind(want.Kind).SetShare(want.Share).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Organisation.UpdateOneID(id).SetName(want.Name).SetNameEn(want.NameEn).SetKind(want.Kind).SetShare(want.Share).Exec(a.ctx)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", want.Code, err)
		}
		a.organisationID[want.Code] = id
	}
	leave(change, have, a.organisationID)
	return nil
}

func (a *applier) products() error {
	rows, err := a.db.Product.Query().All(a.ctx)
	if err != nil {
		return err
	}
	have, change := byCode(rows, func(r *ent.Product) string { return r.Code }), &a.changes.Products
	a.productID = map[string]int{}
	for i, want := range a.county.Products {
		row, found := have[want.Code]
		var d difference
		var id int
		if found {
			id = row.ID
			differs(&d, "name", row.Name, want.Name)
			differs(&d, "nameEn", row.NameEn, want.NameEn)
			differs(&d, "category", row.Category, want.Category)
			differs(&d, "position", row.Position, i)
		}
		id, err := a.settle(change, want.Code, id, found, d, func() (int, error) {
			r, err := a.db.Product.Create().SetCode(want.Code).SetName(want.Name).SetNameEn(want.NameEn).
				SetCategory(want.Category).SetPosition(i).Save(a.ctx)
			if err != nil {
				return 0, err
			}
			return r.ID, nil
		}, func() error {
			return a.db.Product.UpdateOneID(id).SetName(want.Name).SetNameEn(want.NameEn).
				SetCategory(want.Category).SetPosition(i).Exec(a.ctx)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", want.Code, err)
		}
		a.productID[want.Code] = id
	}
	leave(change, have, a.productID)
	return nil
}
