// Package exercise marks the hub as in exercise: every face shows a banner, and
// what would notify a real person does not.
package exercise

import (
	"context"
	"strconv"

	"commandhub/ent"
	"commandhub/ent/setting"
	"commandhub/server/live"
	"commandhub/server/store"
	"commandhub/server/timeline"
)

// name of the setting.
const name = "exercise"

// Mode is the hub's exercise mode. It outlives the process.
type Mode struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Live     *live.Live
}

// Set switches the mode, as the context's viewer, who needs hub:write. It fails
// with timeline.ErrRepeated where the key was used.
func (m *Mode) Set(ctx context.Context, on bool, idempotencyKey string) error {
	err := m.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		err := tx.Setting.Create().SetName(name).SetValue(strconv.FormatBool(on)).
			OnConflictColumns(setting.FieldName).UpdateNewValues().Exec(ctx)
		return timeline.Entry{
			Action: "hub.exercise.set", IdempotencyKey: idempotencyKey,
			Before: map[string]bool{name: m.Live.Exercise()}, After: map[string]bool{name: on},
		}, err
	})
	if err == nil {
		m.Live.SetExercise(on)
	}
	return err
}

// Load takes over the mode in which the hub was left.
func (m *Mode) Load(ctx context.Context) error {
	row, err := m.Store.Client.Setting.Query().Where(setting.Name(name)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	m.Live.SetExercise(row.Value == strconv.FormatBool(true))
	return nil
}
