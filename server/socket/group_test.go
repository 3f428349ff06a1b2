package socket_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

func (h *hub) publish(tank string, volumeL float64) int64 {
	return h.feed.Publish(feedtest.Item{Station: "LC0012", Tank: tank, VolumeL: volumeL})
}

func TestEqualSubscriptionsAreExecutedOnce(t *testing.T) {
	h := newHub(t, socket.Options{})
	h.publish("1", 100)
	clients := make([]*client, 30)
	for i := range clients {
		clients[i] = h.connect()
		clients[i].subscribe("t", telemetryQuery, nil)
		if got := clients[i].next("t").Data.Telemetry; got.Sequence != 1 || got.Items[0].VolumeL != 100 {
			t.Fatalf("snapshot %+v", got)
		}
	}
	h.awaitMetric("executions", 1)
	h.awaitMetric("groups", 1)
	updates := h.metric("updates_total")
	for volume := 99.0; volume > 90; volume-- {
		sequence := h.publish("1", volume)
		for _, c := range clients {
			got := c.next("t").Data.Telemetry
			if got.Sequence != sequence || len(got.Items) != 1 || got.Items[0].VolumeL != volume {
				t.Fatalf("got %+v, want %v at %d", got, volume, sequence)
			}
		}
	}
	if got := h.metric("updates_total") - updates; got != 9 {
		t.Errorf("%v results were made for 9 updates", got)
	}
	for _, c := range clients {
		c.complete("t")
	}
	h.awaitMetric("executions", 0)
	h.awaitMetric("groups", 0)
}

func TestDifferentSubscriptionsAreExecutedApart(t *testing.T) {
	h := newHub(t, socket.Options{Visibility: viewerOf})
	for i, c := range []struct {
		viewer, query string
		variables     map[string]any
		groups        int
	}{
		{"wall", eventsQuery, nil, 1},
		{"wall", eventsQuery, map[string]any{"after": nil}, 2},
		{"wall", eventsQuery, map[string]any{"after": 7}, 3},
		{"operator", eventsQuery, map[string]any{"after": 7}, 4},
		{"wall", `subscription ($after: Int) { events(after: $after) { sequence } }`, map[string]any{"after": 7}, 5},
		{"wall", eventsQuery, map[string]any{"after": 7, "unknown": true}, 5},
		{"operator", telemetryQuery, nil, 6},
	} {
		socket := h.dial(c.viewer)
		socket.init()
		socket.subscribe("1", c.query, c.variables)
		h.awaitMetric("subscriptions", float64(i+1))
		if got := h.metric("groups"); got != float64(c.groups) {
			t.Errorf("subscription %d: %v groups, want %d", i, got, c.groups)
		}
	}
}

// state is what a client of the telemetry knows: the latest item of each tank.
type state map[string]item

// tell adds items to what is known.
func (s state) tell(items ...item) {
	for _, i := range items {
		s[i.Tank] = i
	}
}

// Clients join while the feed is published. After every message a client of the
// telemetry knows exactly what the feed held at that sequence, so it has missed
// nothing, gone back never, and read no bytes that were meant for another
// result; a client of the events has every one, once and in order.
func TestJoinersMissNothingAndNeverGoBack(t *testing.T) {
	const items, joiners = 1_500, 16
	h := newHub(t, socket.Options{})
	log := make([]item, 0, items)
	for i := range items {
		log = append(log, item{Sequence: int64(i + 1), Tank: fmt.Sprint(rand.IntN(20)), VolumeL: float64(i)})
	}
	clients := make([]*client, joiners)
	for i := range clients {
		clients[i] = h.connect()
	}
	published := make(chan struct{})
	go func() {
		defer close(published)
		for _, i := range log {
			h.publish(i.Tank, i.VolumeL)
			if i.Sequence%4 == 0 {
				time.Sleep(100 * time.Microsecond) // a rate at which telemetry conflates now and then
			}
		}
	}()
	var reading sync.WaitGroup
	for i, c := range clients {
		begin := int64(i * items / joiners * 9 / 10)
		reading.Go(func() {
			for range h.feedUntil(begin) {
			}
			if i%2 == 0 {
				c.subscribe("e", eventsQuery, map[string]any{"after": 0})
				for want := int64(1); want <= items; want++ {
					if got := c.next("e").Data.Events; got != log[want-1] {
						t.Errorf("client %d: got event %+v, want %+v", i, got, log[want-1])
						return
					}
				}
				return
			}
			c.subscribe("t", telemetryQuery, nil)
			known, want, last := state{}, state{}, int64(0)
			for last < items {
				got := c.next("t").Data.Telemetry
				if got.Sequence < last || got.Sequence == last && last > 0 {
					t.Errorf("client %d: went from %d to %d", i, last, got.Sequence)
					return
				}
				want.tell(log[last:got.Sequence]...)
				known.tell(got.Items...)
				last = got.Sequence
				if !maps.Equal(known, want) {
					t.Errorf("client %d: at %d knows %v, want %v", i, last, known, want)
					return
				}
			}
		})
	}
	reading.Wait()
	<-published
	if t.Failed() {
		return
	}
	// Once it is quiet, one more update brings everybody together.
	h.publish("0", -1)
	h.awaitMetric("executions", 2)
	h.awaitMetric("groups", 2)
	if got := h.metric("closes_total"); got != 0 {
		t.Errorf("%v sockets were closed", got)
	}
}

// feedUntil ranges until the feed has reached a sequence.
func (h *hub) feedUntil(sequence int64) func(func(int64) bool) {
	return func(yield func(int64) bool) {
		if sequence == 0 {
			return
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		for at := range h.feed.Events(ctx, 0) {
			if at >= sequence || !yield(at) {
				return
			}
		}
	}
}

func TestMemberThatLeavesDoesNotEndTheOthers(t *testing.T) {
	h := newHub(t, socket.Options{})
	first, second := h.connect(), h.connect()
	first.subscribe("1", telemetryQuery, nil)
	first.next("1")
	second.subscribe("2", telemetryQuery, nil)
	second.next("2")
	h.awaitMetric("executions", 1)
	_ = first.conn.Close()
	h.awaitMetric("subscriptions", 1)
	sequence := h.publish("1", 5)
	if got := second.next("2").Data.Telemetry.Sequence; got != sequence {
		t.Errorf("sequence %d", got)
	}
}

func TestJoinerIsServedWhenTheFirstExecutionEnds(t *testing.T) {
	h := newHub(t, socket.Options{})
	first := make(chan *feedtest.Item)
	h.resolvers.Items = func(context.Context) <-chan *feedtest.Item { return first }
	const query = `subscription { plain { sequence } }`
	a, b := h.connect(), h.connect()
	a.subscribe("1", query, nil)
	first <- &feedtest.Item{Sequence: 1}
	a.next("1")

	// Items of a channel of the resolver's own have no sequence that the hub
	// knows of, so the joiner keeps an execution of its own.
	second := make(chan *feedtest.Item)
	h.resolvers.Items = func(context.Context) <-chan *feedtest.Item { return second }
	b.subscribe("2", query, nil)
	second <- &feedtest.Item{Sequence: 1}
	b.next("2")
	close(first)
	a.expect("complete", "1")
	second <- &feedtest.Item{Sequence: 2}
	if got := b.next("2").Data.Plain.Sequence; got != 2 {
		t.Errorf("sequence %d", got)
	}
	close(second)
	b.expect("complete", "2")
	h.awaitMetric("groups", 0)
}

func TestSubscriptionsAreCutFromTheGroupAtOnce(t *testing.T) {
	var revoked atomic.Bool
	h := newHub(t, socket.Options{Recheck: func(ctx context.Context) error {
		if revoked.Load() && viewerOf(ctx) == "kiosk" {
			return errors.New("revoked")
		}
		return nil
	}})
	all := func(string) bool { return true }
	kiosk, operator := h.dial("kiosk"), h.dial("operator")
	for _, c := range []*client{kiosk, operator} {
		c.init()
		c.subscribe("1", telemetryQuery, nil)
		c.next("1")
	}
	if n := h.server.Recheck(all); n != 0 {
		t.Fatalf("%d sockets whose rights hold were closed", n)
	}
	revoked.Store(true)
	if n := h.server.Recheck(all); n != 1 {
		t.Fatalf("%d sockets were revoked", n)
	}
	h.publish("1", 5)
	if m, err := kiosk.read(); err == nil {
		t.Errorf("the revoked kiosk got %+v", m)
	}
	operator.next("1")
	h.awaitMetric("sockets", 1)
	again := h.dial("kiosk")
	h.awaitMetric("sockets", 2)
	if h.server.Recheck(all) != 1 {
		t.Error("a socket before its init was not revoked")
	}
	again.expectClose(socket.CloseForbidden)
}
