package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/fielddevice"
	"commandhub/ent/pushsubscription"
	"commandhub/server/viewer"
)

// OwnPush is the policy of phones' push subscriptions: a phone files, sees and
// removes its own; the hub, which pushes, all; nobody else any.
func OwnPush() ent.Policy {
	return privacy.Policy{Query: privacy.QueryPolicy{ownPush{}}, Mutation: privacy.MutationPolicy{ownPush{}}}
}

type ownPush struct{}

func (ownPush) EvalQuery(ctx context.Context, q ent.Query) error {
	who, err := pusher(ctx)
	if err != nil || who.Kind == viewer.System {
		return err
	}
	rows, ok := q.(*hub.PushSubscriptionQuery)
	if !ok {
		return &Denied{Scope: viewer.PushWrite}
	}
	rows.Where(pushsubscription.HasFieldDeviceWith(fielddevice.ID(who.ID)))
	return privacy.Allow
}

func (ownPush) EvalMutation(ctx context.Context, m ent.Mutation) error {
	who, err := pusher(ctx)
	if err != nil || who.Kind == viewer.System {
		return err
	}
	row, ok := m.(*hub.PushSubscriptionMutation)
	if !ok {
		return &Denied{Scope: viewer.PushWrite}
	}
	if row.Op().Is(ent.OpCreate) {
		if of, _ := row.FieldDeviceID(); of != who.ID {
			return &Denied{Scope: viewer.PushWrite}
		}
		return privacy.Allow
	}
	row.Where(pushsubscription.HasFieldDeviceWith(fielddevice.ID(who.ID)))
	return privacy.Allow
}

// pusher is who asks, a phone or the hub; for the hub the error allows all.
func pusher(ctx context.Context) (viewer.Viewer, error) {
	who := viewer.From(ctx)
	switch {
	case who.Kind == viewer.System:
		return who, privacy.Allow
	case who.Kind != viewer.FieldDevice || !who.May(viewer.PushWrite):
		return who, &Denied{Scope: viewer.PushWrite}
	}
	return who, nil
}
