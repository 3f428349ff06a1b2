package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/casualty"
	"commandhub/ent/cordonentry"
	"commandhub/ent/environmentsample"
	"commandhub/ent/incident"
	"commandhub/ent/ledgeritem"
	"commandhub/ent/photo"
	"commandhub/ent/predicate"
	"commandhub/ent/release"
	"commandhub/ent/scenereport"
	"commandhub/ent/task"
	"commandhub/ent/tasknote"
	"commandhub/server/viewer"
)

// boundMutation lets holders of a scope change what it reaches: what is out of
// reach is not there to be changed, and nothing is added to it.
type boundMutation viewer.Scope

func (b boundMutation) EvalMutation(ctx context.Context, m ent.Mutation) error {
	scope := viewer.Scope(b)
	if err := need(ctx, scope); !allowed(err) {
		return err
	}
	all, places := viewer.From(ctx).Reaches(scope)
	if all {
		return privacy.Allow
	}
	reached := incident.Or(incidentsAt(places)...)
	if m.Op().Is(ent.OpCreate) {
		return addedWithin(ctx, m, scope, reached)
	}
	return changedWithin(m, scope, reached)
}

// addedWithin allows what is added to a reached incident.
func addedWithin(ctx context.Context, m ent.Mutation, scope viewer.Scope, reached predicate.Incident) error {
	var to predicate.Incident
	switch m := m.(type) {
	case interface{ IncidentID() (int, bool) }:
		id, _ := m.IncidentID()
		to = incident.ID(id)
	case *hub.TaskNoteMutation:
		id, _ := m.TaskID()
		to = incident.HasTasksWith(task.ID(id))
	default:
		return &Denied{Scope: scope} // what has no reach is not for the bounded
	}
	asHub := viewer.NewContext(ctx, viewer.Hub("policy"))
	within, err := m.(interface{ Client() *hub.Client }).Client().Incident.Query().Where(to, reached).Exist(asHub)
	switch {
	case err != nil:
		return err
	case !within:
		return &Denied{Scope: scope}
	}
	return privacy.Allow
}

// changedWithin leaves in a change what belongs to reached incidents.
func changedWithin(m ent.Mutation, scope viewer.Scope, reached predicate.Incident) error {
	switch m := m.(type) {
	case *hub.TaskMutation:
		m.Where(task.HasIncidentWith(reached))
	case *hub.TaskNoteMutation:
		m.Where(tasknote.HasTaskWith(task.HasIncidentWith(reached)))
	case *hub.CasualtyMutation:
		m.Where(casualty.HasIncidentWith(reached))
	case *hub.CordonEntryMutation:
		m.Where(cordonentry.HasIncidentWith(reached))
	case *hub.EnvironmentSampleMutation:
		m.Where(environmentsample.HasIncidentWith(reached))
	case *hub.ReleaseMutation:
		m.Where(release.HasIncidentWith(reached))
	case *hub.PhotoMutation:
		m.Where(photo.HasIncidentWith(reached))
	case *hub.SceneReportMutation:
		m.Where(scenereport.HasIncidentWith(reached))
	case *hub.LedgerItemMutation:
		m.Where(ledgeritem.HasIncidentWith(reached))
	default:
		return &Denied{Scope: scope}
	}
	return privacy.Allow
}
