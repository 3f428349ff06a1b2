package app

import (
	"context"
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

func (a *App) react(ctx context.Context, row *ent.TimelineEntry) error {
	switch {
	case row.Action == "profile.applied":
		return a.registry.Reload(ctx)
	case strings.HasPrefix(row.Action, "device.credential."):
		before := a.registry.Now()
		if err := a.registry.Reload(ctx); err != nil {
			return err
		}
		if a.registry.Now() != before { // by another process: here it was done already
			a.doors.mqtt.Disconnect(row.SubjectID)
		}
	case row.Action == "wall.revoked":
		a.access.Withdrawn(viewer.Wall, row.SubjectID)
	case row.Action == "hub.exercise.set":
		return a.exercise.Load(ctx)
	}
	return nil
}
