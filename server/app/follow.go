package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/server/viewer"
)

// retryFollow is the pause before what failed is tried again.
const retryFollow = time.Second

// follow does here what other processes on the same database did: the command
// line, another hub. The timeline tells of it, in order, from a sequence on.
func (a *App) follow(ctx context.Context, told int64) {
	ctx = viewer.NewContext(ctx, viewer.Hub("follow"))
	for _, row := range a.timeline.Follow(ctx, told) {
		for err := a.react(ctx, row); err != nil && ctx.Err() == nil; err = a.react(ctx, row) {
			a.log.Warn("a change is not taken over yet", "action", row.Action, "error", err)
			select {
			case <-time.After(retryFollow):
			case <-ctx.Done():
			}
		}
	}
}

// turns are the actions that change somebody's rights: their sockets are closed,
// and come back with the rights that they have then, if they have any.
var turns = []string{
	"user.appointed", "user.appointment-ended", "user.delegated", "user.disabled", "user.recovered", "user.signed-out",
	"user.password-changed",
	"wall.revoked", "field-device.revoked", "api-client.changed", "api-client.disabled", "api-key.revoked",
}

// parties is the kind of viewer that a subject of the timeline is.
var parties = map[string]viewer.Kind{
	"Wall": viewer.Wall, "FieldDevice": viewer.FieldDevice, "ApiClient": viewer.Client,
}

// ofAShare tells of an actor whose rights may come from an organisation's share,
// which a profile may have changed.
func ofAShare(actor string) bool {
	return strings.HasPrefix(actor, string(viewer.Person)+":") || strings.HasPrefix(actor, string(viewer.Client)+":")
}

// turnEvery is how often the hub looks for appointments that begin or end of
// themselves.
const turnEvery = 2 * time.Second

// turnRights takes from people what they held for a time, when the time is over.
func (a *App) turnRights(ctx context.Context) {
	from := a.opt.Clock.Now().UTC()
	for {
		to, err := a.access.Turned(ctx, from)
		if err != nil && ctx.Err() == nil {
			a.log.Warn("appointments that began or ended are not followed yet", "error", err)
		}
		from = to
		select {
		case <-a.opt.Clock.After(turnEvery):
		case <-ctx.Done():
			return
		}
	}
}

func (a *App) react(ctx context.Context, row *ent.TimelineEntry) error {
	switch {
	case row.Action == "profile.applied", row.Action == "profile.imported":
		if err := a.profiles.Reload(ctx); err != nil {
			return err
		}
		a.sockets.Recheck(ofAShare)
		return a.registry.Reload(ctx)
	case strings.HasPrefix(row.Action, "device.credential."):
		before := a.registry.Now()
		if err := a.registry.Reload(ctx); err != nil {
			return err
		}
		if a.registry.Now() != before { // by another process: here it was done already
			a.doors.mqtt.Disconnect(row.SubjectID)
		}
	case slices.Contains(turns, row.Action):
		if row.SubjectType == "User" {
			return a.access.WithdrawPerson(ctx, row.SubjectID)
		}
		a.access.Withdrawn(parties[row.SubjectType], row.SubjectID)
	case row.Action == "hub.exercise.set":
		return a.exercise.Load(ctx)
	}
	return nil
}
