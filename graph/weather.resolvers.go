package graph

import (
	"context"

	"commandhub/server/weather"
)

func (r *queryResolver) Weather(ctx context.Context) (*weather.Report, error) {
	return r.Resolver.Weather.Now(), nil
}
