package socket_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

const limit = 64 << 10

// flood publishes large events until the hub has closed a socket, and returns
// the most bytes that were held meanwhile.
func (h *hub) flood() float64 {
	most := 0.0
	for h.metric("closes_total") == 0 {
		h.feed.Publish(feedtest.Item{Tank: strings.Repeat("x", 4<<10)})
		most = max(most, h.metric("held_bytes"))
	}
	return most
}

func TestStalledReaderIsFreedWithinTwoPingsAndHoldsNobodyUp(t *testing.T) {
	const interval = 500 * time.Millisecond
	for name, flood := range map[string]bool{"of updates": true, "of nothing but pings": false} {
		t.Run(name, func(t *testing.T) {
			h := newHub(t, socket.Options{PingInterval: interval})
			healthy, stalled := h.connect(), h.connect()
			healthy.subscribe("1", eventsQuery, map[string]any{"after": 0})
			stalled.subscribe("1", eventsQuery, map[string]any{"after": 0})
			h.awaitMetric("subscriptions", 2)
			got := make(chan int64)
			go func() {
				defer close(got)
				for {
					m, err := healthy.read()
					if err != nil {
						return
					}
					got <- decode(t, m.Payload).Data.Events.Sequence
				}
			}()
			done := make(chan int64)
			go func() {
				last := int64(0)
				for sequence := range got {
					if sequence != last+1 {
						t.Errorf("the healthy client got %d after %d", sequence, last)
					}
					if last = sequence; sequence == 1 {
						close(done)
					}
				}
			}()
			began := time.Now()
			h.publish("1", 5)
			<-done
			if flood {
				h.flood()
			}
			h.awaitMetric("sockets", 1)
			if took := time.Since(began); took > 2*interval+interval/5 {
				t.Errorf("the stalled reader was freed after %v", took)
			}
			h.awaitMetric("held_bytes", 0)
			h.awaitMetric("executions", 1)
			_ = healthy.conn.Close()
		})
	}
}

func TestSlowReaderIsToldToResumeAndMissesNothing(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	c.subscribe("1", eventsQuery, map[string]any{"after": 0})
	h.awaitMetric("subscriptions", 1)
	if most := h.flood(); most > limit || most < limit/2 {
		t.Errorf("%v bytes were held", most)
	}
	last := int64(0)
	read := func() error {
		for {
			m, err := c.read()
			if err != nil {
				return err
			}
			sequence := decode(t, m.Payload).Data.Events.Sequence
			if sequence != last+1 {
				t.Fatalf("got %d after %d", sequence, last)
			}
			last = sequence
		}
	}
	var closed *websocket.CloseError
	if err := read(); !errors.As(err, &closed) || closed.Code != socket.CloseTooSlow {
		t.Fatal(err)
	}
	c = h.connect()
	c.subscribe("1", eventsQuery, map[string]any{"after": last})
	end := h.publish("end", 0)
	for last < end {
		sequence := c.next("1").Data.Events.Sequence
		if sequence != last+1 {
			t.Fatalf("got %d after %d", sequence, last)
		}
		last = sequence
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
