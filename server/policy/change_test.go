package policy_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"entgo.io/ent/privacy"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/casualty"
	"commandhub/ent/environmentsample"
	"commandhub/ent/ledgeritem"
	"commandhub/ent/task"
	"commandhub/server/policy"
	"commandhub/server/rule"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

// part is an entity that belongs to an incident, with the scopes that it needs.
type part struct {
	read, write viewer.Scope
	ids         func(ctx context.Context, c *ent.Client) ([]int, error)
	add         func(ctx context.Context, c *ent.Client, to int) error
	change      func(ctx context.Context, c *ent.Client, id int) error
	remove      func(ctx context.Context, c *ent.Client) (int, error)
}

var then = time.Date(2026, 3, 1, 18, 10, 0, 0, time.UTC)

var parts = map[string]part{
	"a casualty": {
		viewer.CasualtyRead, viewer.CasualtyWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.Casualty.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.Casualty.Create().SetIncidentID(to).SetName("x").SetState(casualty.StateMISSING).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client, id int) error {
			return c.Casualty.UpdateOneID(id).SetNote("y").Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client) (int, error) { return c.Casualty.Delete().Exec(ctx) },
	},
	"an entry to the cordon": {
		viewer.IncidentRead, viewer.TaskWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.CordonEntry.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.CordonEntry.Create().SetIncidentID(to).SetName("x").SetEnteredAt(then).SetOutBy(then).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client, id int) error {
			return c.CordonEntry.UpdateOneID(id).SetLeftAt(then).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client) (int, error) { return c.CordonEntry.Delete().Exec(ctx) },
	},
	"a sample": {
		viewer.IncidentRead, viewer.TaskWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.EnvironmentSample.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.EnvironmentSample.Create().SetIncidentID(to).SetMedium(environmentsample.MediumAIR).SetSubstance("benzene").
				SetPlace("gate").SetValue(1).SetUnit("mg/m³").SetSampledAt(then).SetBy("x").Exec(ctx)
		},
		nil, // immutable
		func(ctx context.Context, c *ent.Client) (int, error) { return c.EnvironmentSample.Delete().Exec(ctx) },
	},
	"a release": {
		viewer.IncidentRead, viewer.IncidentWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.Release.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.Release.Create().SetIncidentID(to).SetTitle("x").SetText("x").SetDraftedBy("x").SetDraftedByID(1).SetDraftedAt(then).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client, id int) error {
			return c.Release.UpdateOneID(id).SetTitle("y").Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client) (int, error) { return c.Release.Delete().Exec(ctx) },
	},
	"an item of the ledger": {
		viewer.IncidentRead, viewer.IncidentWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.LedgerItem.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.LedgerItem.Create().SetIncidentID(to).SetKind(ledgeritem.KindCOST).SetText("x").SetAt(then).SetEnteredBy("x").Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client, id int) error {
			return c.LedgerItem.UpdateOneID(id).SetStruckAt(then).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client) (int, error) { return c.LedgerItem.Delete().Exec(ctx) },
	},
	"a task": {
		viewer.IncidentRead, viewer.TaskWrite,
		func(ctx context.Context, c *ent.Client) ([]int, error) { return c.Task.Query().IDs(ctx) },
		func(ctx context.Context, c *ent.Client, to int) error {
			return c.Task.Create().SetIncidentID(to).SetKind(task.KindORDER).SetText("x").SetOwner("x").SetOrderedBy("x").SetCreatedAt(then).Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client, id int) error {
			return c.Task.UpdateOneID(id).SetLastNote("y").Exec(ctx)
		},
		func(ctx context.Context, c *ent.Client) (int, error) { return c.Task.Delete().Exec(ctx) },
	},
}

// twoIncidents are one in each of two townships, with a part of each kind.
func twoIncidents(t *testing.T, c *ent.Client) (near, far int) {
	t.Helper()
	hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
	county := c.Area.Create().SetCode("999901").SetName("县").SetNameEn("county").SetKind(area.KindCOUNTY).SetLatitude(1).SetLongitude(1).SaveX(hub)
	at := func(code string) int {
		township := c.Area.Create().SetCode(code).SetName("镇").SetNameEn("town").SetKind(area.KindTOWNSHIP).SetLatitude(1).SetLongitude(1).
			SetParent(county).SaveX(hub)
		id := c.Incident.Create().SetNumber(code).SetTitle("x").SetKind("FIRE").SetHeardAt(then).SetRecordedAt(then).SetArea(township).
			SetGrade(rule.Undetermined).SetComputedGrade(rule.Undetermined).SetGradeReasons([]rule.Reason{}).SaveX(hub).ID
		for name, p := range parts {
			if err := p.add(hub, c, id); err != nil {
				t.Fatal(name, err)
			}
		}
		return id
	}
	return at("999901001"), at("999901002")
}

// somebody holds some scopes in a township, or everywhere.
func somebody(t *testing.T, area string, scopes ...viewer.Scope) context.Context {
	return viewer.NewContext(t.Context(), viewer.New(viewer.Person, 1, "somebody", "", viewer.Grant{Scopes: scopes, Reach: viewer.Reach{Area: area}}))
}

func TestWhatBelongsToAnIncidentIsRefusedWithoutTheScope(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		c := storetest.Open(t, address).Client
		near, _ := twoIncidents(t, c)
		hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
		for name, p := range parts {
			ids, err := p.ids(hub, c)
			if err != nil || len(ids) != 2 {
				t.Fatal(name, ids, err)
			}
			for kind, who := range everybody() {
				ctx := viewer.NewContext(t.Context(), who)
				if who.May(p.write) {
					continue
				}
				errs := []error{p.add(ctx, c, near), count(p.remove(ctx, c))}
				if p.change != nil {
					errs = append(errs, p.change(ctx, c, ids[0]))
				}
				for _, err := range errs {
					var denied *policy.Denied
					if !errors.As(err, &denied) || denied.Scope != p.write {
						t.Errorf("%s, who lacks %s, changed %s: %v", kind, p.write, name, err)
					}
				}
			}
			if left, err := p.ids(hub, c); err != nil || len(left) != 2 {
				t.Errorf("%s: %v are left, %v", name, left, err)
			}
		}
	})
}

func TestWhatBelongsToAnIncidentIsReadAndChangedInOnesTownshipAlone(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		c := storetest.Open(t, address).Client
		near, far := twoIncidents(t, c)
		hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
		for name, p := range parts {
			officer := somebody(t, "999901001", p.read, p.write)
			all, err := p.ids(hub, c)
			if err != nil {
				t.Fatal(err)
			}
			own, err := p.ids(officer, c)
			if err != nil || len(own) != 1 {
				t.Fatalf("an officer reads %v of %s: %v", own, name, err)
			}
			other := all[0] + all[1] - own[0]
			if err := p.add(officer, c, far); !errors.Is(err, privacy.Deny) {
				t.Errorf("an officer added %s in another township: %v", name, err)
			}
			if p.change != nil {
				if err := p.change(officer, c, other); !ent.IsNotFound(err) {
					t.Errorf("an officer changed %s of another township: %v", name, err)
				}
				if err := p.change(officer, c, own[0]); err != nil {
					t.Errorf("an officer cannot change %s: %v", name, err)
				}
			}
			if err := p.add(officer, c, near); err != nil {
				t.Errorf("an officer cannot add %s: %v", name, err)
			}
			if n, err := p.remove(officer, c); err != nil || n != 2 {
				t.Errorf("an officer removed %d of %s: %v", n, name, err)
			}
			if left, err := p.ids(hub, c); err != nil || len(left) != 1 || left[0] != other {
				t.Errorf("of %s %v are left: %v", name, left, err)
			}
		}
	})
}
