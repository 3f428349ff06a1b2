package socket_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

const limit = 64 << 10

// flood publishes large events until done, and returns the most bytes that were
// held for all sockets together.
func (h *hub) flood(done func() bool) float64 {
	most := 0.0
	for !done() {
		h.feed.Publish(feedtest.Item{Tank: strings.Repeat("x", 4<<10)})
		most = max(most, h.metric("held_bytes"))
	}
	return most
}

func (h *hub) aSocketWasClosed() bool { return h.metric("closes_total") > 0 }

// events reads events until the socket is closed, each after the one before,
// and tells the last sequence whenever it grows.
func (c *client) events(last int64, told func(int64)) error {
	for {
		m, err := c.read()
		if err != nil {
			return err
		}
		sequence := decode(c.t, m.Payload).Data.Events.Sequence
		if sequence != last+1 {
			c.t.Errorf("got %d after %d", sequence, last)
		}
		last = sequence
		told(last)
	}
}

func TestStalledReaderIsFreedWithinTwoPingsAndHoldsAtMostTheLimit(t *testing.T) {
	const interval = time.Second
	for name, flood := range map[string]bool{"of updates": true, "of nothing but pings": false} {
		t.Run(name, func(t *testing.T) {
			h := newHub(t, socket.Options{PingInterval: interval})
			c := h.connect()
			began := time.Now()
			c.subscribe("1", eventsQuery, map[string]any{"after": 0})
			if flood {
				if most := h.flood(h.aSocketWasClosed); most > limit || most < limit/2 {
					t.Errorf("%v bytes were held", most)
				}
			}
			h.awaitMetric("sockets", 0)
			if took := time.Since(began); took > 2*interval+interval/2 {
				t.Errorf("the stalled reader was freed after %v", took)
			}
			h.awaitMetric("held_bytes", 0)
			h.awaitMetric("executions", 0)
		})
	}
}

func TestSlowReaderHoldsNobodyUpAndIsToldToResume(t *testing.T) {
	h := newHub(t, socket.Options{})
	healthy, slow := h.connect(), h.connect()
	for _, c := range []*client{healthy, slow} {
		c.subscribe("1", eventsQuery, map[string]any{"after": 0})
	}
	h.awaitMetric("subscriptions", 2)
	h.publish("1", 5)
	h.awaitMetric("executions", 1)

	// The healthy client reads on while the other does not: each event is
	// published when it has the one before.
	var reading sync.WaitGroup
	got := make(chan int64)
	reading.Go(func() { _ = healthy.events(0, func(sequence int64) { got <- sequence }) })
	<-got
	for !h.aSocketWasClosed() {
		sequence := h.publish(strings.Repeat("x", 4<<10), 5)
		if read := <-got; read != sequence {
			t.Fatalf("the healthy client got %d, want %d", read, sequence)
		}
	}
	last := int64(0)
	var closed *websocket.CloseError
	if err := slow.events(0, func(sequence int64) { last = sequence }); !errors.As(err, &closed) || closed.Code != socket.CloseTooSlow {
		t.Fatal(err)
	}

	slow = h.connect()
	slow.subscribe("1", eventsQuery, map[string]any{"after": last})
	end := h.publish("end", 0)
	<-got
	if err := slow.events(last, func(sequence int64) {
		if sequence == end {
			slow.send(`{"type":"connection_init"}`) // which closes
		}
	}); !websocket.IsCloseError(err, socket.CloseTooManyInits) {
		t.Fatal(err)
	}
	_ = healthy.conn.Close()
	reading.Wait()
}

func TestLoneReaderSetsThePaceOfAReplay(t *testing.T) {
	h := newHub(t, socket.Options{})
	const events = 500
	for range events {
		h.publish(strings.Repeat("x", 4<<10), 5)
	}
	c := h.connect()
	c.subscribe("1", eventsQuery, map[string]any{"after": 0})
	h.awaitMetric("subscriptions", 1)
	for want := int64(1); want <= events; want++ {
		if got := c.next("1").Data.Events.Sequence; got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
		if want%100 == 0 {
			if held := h.metric("held_bytes"); held > limit {
				t.Errorf("%v bytes were held", held)
			}
		}
	}
}

func TestLargeResultsOfQueriesWaitForRoom(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	const length = 300 << 10
	for id := range 15 {
		c.subscribe(string(rune('a'+id)), `query ($n: Int!) { text(length: $n) }`, map[string]any{"n": length})
	}
	for results := 0; results < 15; {
		m, err := c.read()
		if err != nil {
			t.Fatal(err)
		}
		if m.Type == "next" {
			results++
			if got := len(decode(t, m.Payload).Data.Text); got != length {
				t.Fatalf("%d bytes", got)
			}
		}
	}
}

func TestManyLargeSnapshotsDoNotCloseASocket(t *testing.T) {
	h := newHub(t, socket.Options{})
	for i := range 200 {
		h.publish(strings.Repeat("t", 100+i), 1)
	}
	c := h.connect()
	for id := range 20 {
		c.subscribe(string(rune('a'+id)), telemetryQuery, nil)
	}
	for range 20 {
		m, err := c.read()
		if err != nil {
			t.Fatal(err)
		}
		if got := len(decode(t, m.Payload).Data.Telemetry.Items); got != 200 {
			t.Fatalf("%d items", got)
		}
	}
}

func TestClientThatAsksButDoesNotReadIsClosed(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	payload := strings.Repeat("x", 8<<10)
	for h.metric("closes_total") == 0 {
		if err := c.conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping","payload":{"x":"`+payload+`"}}`)); err != nil {
			break
		}
		if held := h.metric("held_bytes"); held > limit {
			t.Fatalf("%v bytes were held", held)
		}
	}
	h.awaitMetric("sockets", 0)
}

func TestShutdownTellsClientsToConnectAgain(t *testing.T) {
	h := newHub(t, socket.Options{})
	clients := make([]*client, 10)
	for i := range clients {
		clients[i] = h.connect()
		clients[i].subscribe("1", telemetryQuery, nil)
		clients[i].next("1")
		clients[i].subscribe("2", `{ wait }`, nil)
	}
	h.connect() // never reads its close frame
	waiting := h.dial("somebody")
	stopped := make(chan error)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		stopped <- h.server.Shutdown(ctx)
	}()
	for _, c := range append(clients, waiting) {
		c.expectClose(socket.CloseRestart)
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sockets", "subscriptions", "groups", "executions", "held_bytes"} {
		if got := h.metric(name); got != 0 {
			t.Errorf("%s is %v", name, got)
		}
	}
	dialer := websocket.Dialer{Subprotocols: []string{socket.Subprotocol}}
	if _, response, err := dialer.Dial(h.url, nil); err == nil || response.StatusCode != 503 {
		t.Errorf("a socket was taken after the stop: %v", err)
	}
}
