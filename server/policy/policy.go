// Package policy says which rows a viewer may see or change. The schemas of
// ent name a policy beside their fields; ent applies it to every query and
// mutation, whichever way it came: list, node(id) or subscription.
package policy

import (
	"context"
	"fmt"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	"commandhub/server/viewer"
)

// Denied is the refusal of a row. Scope is the right that was missing.
type Denied struct {
	Scope viewer.Scope
}

func (d *Denied) Error() string {
	return fmt.Sprintf("the scope %q is needed", d.Scope)
}

// Unwrap lets ent and errors.Is see a privacy denial.
func (d *Denied) Unwrap() error { return privacy.Deny }

// Rows is the policy of an entity whose rows are all alike: read by holders of
// one scope, changed by holders of another.
func Rows(read, write viewer.Scope) ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{needQuery(read)},
		Mutation: privacy.MutationPolicy{needMutation(write)},
	}
}

// HubOnly is the policy of what only the hub itself touches: credentials,
// sessions, marks.
func HubOnly() ent.Policy { return Rows(HubInternal, HubInternal) }

// HubInternal is held by no kind of viewer but System.
const HubInternal viewer.Scope = "hub:internal"

type needQuery viewer.Scope

func (n needQuery) EvalQuery(ctx context.Context, _ ent.Query) error {
	return need(ctx, viewer.Scope(n))
}

type needMutation viewer.Scope

func (n needMutation) EvalMutation(ctx context.Context, _ ent.Mutation) error {
	return need(ctx, viewer.Scope(n))
}

func need(ctx context.Context, scope viewer.Scope) error {
	if viewer.From(ctx).May(scope) {
		return privacy.Allow
	}
	return &Denied{Scope: scope}
}
