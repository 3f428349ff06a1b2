package graph

import (
	"context"

	"commandhub/graph/model"
	"commandhub/server/alarm"
	"commandhub/server/socket"
)

func (r *mutationResolver) AcknowledgeAlarms(ctx context.Context, input alarm.Acknowledging) (*model.AlarmsPayload, error) {
	return r.alarmsPayload(ctx, r.Resolver.Alarms.Alarms.Acknowledge(ctx, input))
}

func (r *mutationResolver) SilenceAlarms(ctx context.Context, input alarm.Silencing) (*model.AlarmsPayload, error) {
	return r.alarmsPayload(ctx, r.Resolver.Alarms.Alarms.Silence(ctx, input))
}

func (r *mutationResolver) EndSilence(ctx context.Context, input alarm.Ending) (*model.AlarmsPayload, error) {
	return r.alarmsPayload(ctx, r.Resolver.Alarms.Alarms.EndSilence(ctx, input))
}

func (r *queryResolver) Alarms(ctx context.Context) (*alarm.State, error) {
	return r.Resolver.Alarms.Alarms.Now(ctx)
}

func (r *subscriptionResolver) Alarms(ctx context.Context) (<-chan *alarm.State, error) {
	return socket.Stream(ctx, r.Resolver.Alarms.Updates(ctx)), nil
}
