package socket_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

func TestQueriesAndMutationsRunOverTheSocket(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	c.subscribe("m", `mutation { publish(station: "LC0012", tank: "1", volumeL: 12.34) }`, nil)
	if got := c.next("m").Data.Publish; got != 1 {
		t.Errorf("published as %d", got)
	}
	c.expect("complete", "m")
	c.subscribe("q", `{ head }`, nil)
	if got := c.next("q").Data.Head; got != 1 {
		t.Errorf("head is %d", got)
	}
	c.expect("complete", "q")
	c.subscribe("f", `{ fail }`, nil)
	if got := c.next("f"); len(got.Errors) != 1 || got.Errors[0].Message != feedtest.ErrFeed.Error() {
		t.Errorf("got %+v", got)
	}
	c.expect("complete", "f")
}

func TestOperationThatCannotBeExecutedIsAnError(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	for id, query := range map[string]string{
		"no syntax": `{ head `, "no such field": `subscription { nothing }`, `with "quotes"`: `{ head(x: 1) }`,
	} {
		c.subscribe(id, query, nil)
		if got := c.expect("error", id); !strings.HasPrefix(string(got), `[{"message":`) {
			t.Errorf("%s: %s", query, got)
		}
	}
	c.subscribe("variables", eventsQuery, map[string]any{"after": "soon"})
	c.expect("error", "variables")
	c.subscribe("still there", `{ head }`, nil)
	c.next("still there")
}

func TestEndsOfSubscriptions(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	c.subscribe("count", `subscription { count(to: 3) }`, nil)
	for i := int64(1); i <= 3; i++ {
		if got := c.next("count").Data.Count; got != i {
			t.Errorf("counted %d, want %d", got, i)
		}
	}
	c.expect("complete", "count")

	c.subscribe("refused", `subscription { refused { sequence } }`, nil)
	if got := c.next("refused"); len(got.Errors) != 1 || got.Errors[0].Message != feedtest.ErrFeed.Error() {
		t.Errorf("got %+v", got)
	}
	c.expect("complete", "refused")

	c.subscribe("broken", `subscription { broken { sequence } }`, nil)
	c.next("broken")
	if got := c.expect("error", "broken"); !strings.Contains(string(got), feedtest.ErrFeed.Error()) {
		t.Errorf("got %s", got)
	}

	c.subscribe("panics", `subscription { panics { sequence } }`, nil)
	c.next("panics")
	if got := c.expect("error", "panics"); !strings.Contains(string(got), "internal system error") {
		t.Errorf("got %s", got)
	}
	h.awaitMetric("groups", 0)
	h.awaitMetric("executions", 0)
}

func TestSequenceThatDoesNotGrowEndsTheSubscription(t *testing.T) {
	h := newHub(t, socket.Options{})
	h.resolvers.Items = func(ctx context.Context) <-chan *feedtest.Item {
		return socket.Stream(ctx, func(yield func(int64, *feedtest.Item) bool) {
			_ = yield(7, &feedtest.Item{}) && yield(7, &feedtest.Item{})
		})
	}
	c := h.connect()
	c.subscribe("1", `subscription { plain { sequence } }`, nil)
	c.next("1")
	if got := c.expect("error", "1"); !strings.Contains(string(got), "from 7 to 7") {
		t.Errorf("got %s", got)
	}
}

func TestClientEndsOperations(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	c.complete("never began")
	c.subscribe("1", `{ wait }`, nil)
	c.complete("1")
	c.subscribe("1", telemetryQuery, nil) // the id is free at once
	c.next("1")
	c.complete("1")
	h.awaitMetric("subscriptions", 0)
	h.awaitMetric("executions", 0)
	h.publish("1", 5)
	c.subscribe("1", `{ head }`, nil)
	if got := c.next("1").Data.Head; got != 1 {
		t.Errorf("head is %d", got)
	}
	c.expect("complete", "1")
}

func TestIdIsReusedWhileResultsAreOnTheirWay(t *testing.T) {
	h := newHub(t, socket.Options{})
	for range 5_000 {
		h.publish("1", 1)
	}
	c := h.connect()
	c.subscribe("1", eventsQuery, map[string]any{"after": 0})
	c.next("1")
	c.complete("1")
	c.subscribe("1", `{ head }`, nil)
	for { // events that were written before the hub read of the end come first
		got := c.next("1").Data
		if got.Events.Sequence > 0 {
			continue
		}
		if got.Head != 5_000 {
			t.Errorf("head is %d", got.Head)
		}
		break
	}
	c.expect("complete", "1")
}

func TestLimitOfOperations(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	for i := range 20 {
		c.subscribe(fmt.Sprint(i), `{ wait }`, nil)
	}
	c.subscribe("20", `{ head }`, nil)
	if got := c.expect("error", "20"); !strings.Contains(string(got), "RATE_LIMITED") {
		t.Errorf("got %s", got)
	}
	c.complete("7")
	c.subscribe("20", `{ head }`, nil)
	c.next("20")
	c.expect("complete", "20")
}

func TestRecheckClosesWhenRightsHaveEnded(t *testing.T) {
	var ended atomic.Bool
	asked := make(chan struct{}, 100)
	h := newHub(t, socket.Options{
		PingInterval: 300 * time.Millisecond,
		Recheck: func(context.Context) error {
			asked <- struct{}{}
			if ended.Load() {
				return errors.New("the session has ended")
			}
			return socket.ErrUnavailable // the database is away: nobody is thrown out for that
		},
	})
	c := h.connect()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		c.expectClose(socket.CloseForbidden)
	}()
	for range 3 {
		<-asked
	}
	if got := h.metric("sockets"); got != 1 {
		t.Errorf("%v sockets", got)
	}
	ended.Store(true)
	<-closed
}

func TestStreamServesOtherTransports(t *testing.T) {
	ctx, cancel := context.WithCancel(graphql.WithOperationContext(t.Context(), &graphql.OperationContext{}))
	feed := &feedtest.Feed{}
	feed.Publish(feedtest.Item{Tank: "1"})
	items := socket.Stream(ctx, feed.Events(ctx, 0))
	if item := <-items; item.Sequence != 1 {
		t.Errorf("got %+v", item)
	}
	socket.Fail(ctx, feedtest.ErrFeed)
	cancel()
	if item, open := <-items; open {
		t.Errorf("got %+v after the end", item)
	}
}
