package partner

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"commandhub/ent"
	"commandhub/ent/apiclient"
	"commandhub/ent/organisation"
	"commandhub/server/policy"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// DefaultPoints is a new client's quota, in points of cost a minute.
const DefaultPoints = 60_000

// NewClient is a program that an organisation adds.
type NewClient struct {
	Organisation string // code
	Name         string
	Scopes       []string
}

// Create adds a program, as the context's viewer, who needs client:write for its
// organisation.
func (p *Partners) Create(ctx context.Context, in NewClient, idempotencyKey string) (*ent.ApiClient, error) {
	var row *ent.ApiClient
	err := p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		owner, err := tx.Organisation.Query().Where(organisation.Code(in.Organisation)).Only(asHub(ctx))
		if ent.IsNotFound(err) || err == nil && !keeps(ctx, in.Organisation) {
			return timeline.Entry{}, invalid("organisation", fmt.Sprintf("there is no organisation %q whose programs you keep", in.Organisation))
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		if err := checkScopes(in.Scopes, owner.Share); err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.ApiClient.Create().SetOrganisation(owner).SetName(strings.TrimSpace(in.Name)).
			SetScopes(in.Scopes).SetPointsAMinute(DefaultPoints).SetCreatedAt(p.now()).Save(ctx)
		if err != nil {
			return timeline.Entry{}, badName(err)
		}
		return timeline.Entry{
			Action: "api-client.created", SubjectType: "ApiClient", SubjectID: row.ID, IdempotencyKey: idempotencyKey,
			After: map[string]any{"name": row.Name, "organisation": owner.Code, "scopes": row.Scopes},
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// Update changes a program's name or scopes; what is nil stays.
func (p *Partners) Update(ctx context.Context, id int, name *string, scopes []string, idempotencyKey string) (*ent.ApiClient, error) {
	return p.change(ctx, id, "api-client.changed", idempotencyKey, func(ctx context.Context, before *ent.ApiClient, update *ent.ApiClientUpdateOne) error {
		if scopes != nil {
			if err := checkScopes(scopes, before.Edges.Organisation.Share); err != nil {
				return err
			}
			update.SetScopes(scopes)
		}
		if name != nil {
			update.SetName(strings.TrimSpace(*name))
		}
		return nil
	})
}

// SetDisabled closes or opens a program.
func (p *Partners) SetDisabled(ctx context.Context, id int, disabled bool, idempotencyKey string) (*ent.ApiClient, error) {
	action := "api-client.enabled"
	if disabled {
		action = "api-client.disabled"
	}
	return p.change(ctx, id, action, idempotencyKey, func(_ context.Context, _ *ent.ApiClient, update *ent.ApiClientUpdateOne) error {
		if disabled {
			update.SetDisabledAt(p.now())
		} else {
			update.ClearDisabledAt()
		}
		return nil
	})
}

func (p *Partners) change(
	ctx context.Context, id int, action, idempotencyKey string,
	set func(ctx context.Context, before *ent.ApiClient, update *ent.ApiClientUpdateOne) error,
) (*ent.ApiClient, error) {
	var row *ent.ApiClient
	err := p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		before, err := tx.ApiClient.Query().Where(apiclient.ID(id)).WithOrganisation().Only(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		update := tx.ApiClient.UpdateOneID(id)
		if err := set(ctx, before, update); err != nil {
			return timeline.Entry{}, err
		}
		if row, err = update.Save(ctx); err != nil {
			return timeline.Entry{}, badName(err)
		}
		return timeline.Entry{
			Action: action, SubjectType: "ApiClient", SubjectID: id, IdempotencyKey: idempotencyKey,
			Before: map[string]any{"name": before.Name, "scopes": before.Scopes, "disabledAt": before.DisabledAt},
			After:  map[string]any{"name": row.Name, "scopes": row.Scopes, "disabledAt": row.DisabledAt},
		}, nil
	})
	if err != nil {
		return nil, err
	}
	p.Withdrawn(viewer.Client, id)
	return row.Unwrap(), nil
}

// keeps tells whether the context's viewer keeps the programs of an organisation.
func keeps(ctx context.Context, code string) bool {
	all, places := viewer.From(ctx).Reaches(viewer.ClientWrite)
	return all || slices.ContainsFunc(places, func(r viewer.Reach) bool { return r.Organisation == code })
}

// checkScopes refuses what the organisation does not share.
func checkScopes(asked, share []string) error {
	if len(asked) == 0 {
		return invalid("scopes", "at least one scope is needed")
	}
	open := viewer.SharedWithPrograms(share)
	for _, word := range asked {
		if !slices.Contains(open, viewer.Scope(word)) {
			return invalid("scopes", fmt.Sprintf("%q is not in the organisation's share, which is: %s", word, join(open)))
		}
	}
	return nil
}

func join(scopes []viewer.Scope) string { return strings.Join(words(scopes), ", ") }

func words(scopes []viewer.Scope) []string {
	out := make([]string, len(scopes))
	for i, s := range scopes {
		out[i] = string(s)
	}
	return out
}

func badName(err error) error {
	switch {
	case ent.IsConstraintError(err):
		return invalid("name", "the organisation has a program of this name already")
	case ent.IsValidationError(err):
		return invalid("name", "1 to 60 characters are needed")
	}
	return err
}

// asHub reads what decides on a viewer's rights.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("partner"))
}

// need refuses a viewer without a scope.
func need(ctx context.Context, scope viewer.Scope) error {
	if viewer.From(ctx).May(scope) {
		return nil
	}
	return &policy.Denied{Scope: scope}
}

// Effective are the scopes that a program holds now.
func (p *Partners) Effective(ctx context.Context, client *ent.ApiClient) ([]string, error) {
	owner, err := client.QueryOrganisation().Only(asHub(ctx))
	if err != nil {
		return nil, err
	}
	return held(client.Scopes, owner.Share), nil
}

// effective is the same of a client that was read with its organisation.
func effective(client *ent.ApiClient) []string {
	return held(client.Scopes, client.Edges.Organisation.Share)
}

func held(asked, share []string) []string {
	out := []string{}
	for _, g := range viewer.ClientGrants(asked, share) {
		for _, s := range g.Scopes {
			out = append(out, string(s))
		}
	}
	return out
}

// Sharing are the organisations that have a share, in the profile's order, each with
// what its programs may ask for.
func (p *Partners) Sharing(ctx context.Context) ([]*ent.Organisation, error) {
	rows, err := p.Store.Client.Organisation.Query().Order(ent.Asc(organisation.FieldID)).All(ctx)
	for _, o := range rows {
		o.Share = words(viewer.SharedWithPrograms(o.Share))
	}
	return slices.DeleteFunc(rows, func(o *ent.Organisation) bool { return len(o.Share) == 0 }), err
}
