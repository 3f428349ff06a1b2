package graph

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/task"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/incident"
)

func (r *mutationResolver) ChangeGroup(ctx context.Context, input incident.Regroup) (*model.WorkingGroupPayload, error) {
	row, err := r.Incidents.ChangeGroup(ctx, input)
	return r.groupPayload(ctx, input.Group, row, err)
}

func (r *mutationResolver) GiveTask(ctx context.Context, input incident.NewTask) (*model.TaskPayload, error) {
	row, err := r.Incidents.GiveTask(ctx, input)
	return r.taskPayload(ctx, 0, row, err)
}

func (r *mutationResolver) MoveTask(ctx context.Context, input incident.Move) (*model.TaskPayload, error) {
	row, err := r.Incidents.MoveTask(ctx, input)
	return r.taskPayload(ctx, input.Task, row, err)
}

func (r *taskNoteResolver) State(ctx context.Context, obj *ent.TaskNote) (task.State, error) {
	return task.State(obj.State), nil
}

func (r *Resolver) TaskNote() generated.TaskNoteResolver { return &taskNoteResolver{r} }

type taskNoteResolver struct{ *Resolver }
