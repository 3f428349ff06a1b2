package feedtest

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/server/socket"
)

// Resolvers answer the schema from one feed and count the executions of its
// subscriptions.
type Resolvers struct {
	Feed       *Feed
	Executions atomic.Int64
	// Items, when set, is the source of `plain`.
	Items func(ctx context.Context) <-chan *Item
}

// Schema is the executable schema over the resolvers.
func (r *Resolvers) Schema() graphql.ExecutableSchema {
	return NewExecutableSchema(Config{Resolvers: r})
}

// Query answers queries.
func (r *Resolvers) Query() QueryResolver { return query{r} }

// Mutation answers mutations.
func (r *Resolvers) Mutation() MutationResolver { return mutation{r} }

// Subscription answers subscriptions.
func (r *Resolvers) Subscription() SubscriptionResolver { return subscription{r} }

type (
	query        struct{ *Resolvers }
	mutation     struct{ *Resolvers }
	subscription struct{ *Resolvers }
)

// ErrFeed is what the failing fields fail with.
var ErrFeed = errors.New("the feed is away")

func (q query) Head(context.Context) (int64, error) {
	_, head, _ := q.Feed.after(0)
	return head, nil
}

func (query) Text(_ context.Context, length int64) (string, error) {
	return strings.Repeat("x", int(length)), nil
}

func (query) Wait(ctx context.Context) (bool, error) {
	<-ctx.Done()
	return false, ctx.Err()
}

func (query) Fail(context.Context) (string, error) { return "", ErrFeed }

func (m mutation) Publish(_ context.Context, station, tank string, volumeL float64) (int64, error) {
	return m.Feed.Publish(Item{Station: station, Tank: tank, VolumeL: volumeL}), nil
}

func (s subscription) Telemetry(ctx context.Context, station *string) (<-chan *Telemetry, error) {
	s.Executions.Add(1)
	var only string
	if station != nil {
		only = *station
	}
	return socket.Stream(ctx, s.Feed.Telemetry(ctx, only)), nil
}

func (s subscription) Events(ctx context.Context, after *int64) (<-chan *Item, error) {
	s.Executions.Add(1)
	if after == nil {
		_, head, _ := s.Feed.after(0)
		after = &head
	}
	return socket.Stream(ctx, s.Feed.Events(ctx, *after)), nil
}

func (s subscription) Count(ctx context.Context, to int64) (<-chan int64, error) {
	s.Executions.Add(1)
	return socket.Stream(ctx, func(yield func(int64, int64) bool) {
		for i := int64(1); i <= to && yield(i, i); i++ {
		}
	}), nil
}

func (s subscription) Plain(ctx context.Context) (<-chan *Item, error) {
	s.Executions.Add(1)
	return s.Items(ctx), nil
}

func (s subscription) Refused(context.Context) (<-chan *Item, error) { return nil, ErrFeed }

func (s subscription) Broken(ctx context.Context) (<-chan *Item, error) {
	return socket.Stream(ctx, once(func() { socket.Fail(ctx, ErrFeed) })), nil
}

func (s subscription) Panics(ctx context.Context) (<-chan *Item, error) {
	return socket.Stream(ctx, once(func() { panic("in the stream") })), nil
}

// once yields one item and then does something.
func once(then func()) iter.Seq2[int64, *Item] {
	return func(yield func(int64, *Item) bool) {
		if yield(1, &Item{Sequence: 1}) {
			then()
		}
	}
}
