package main

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/gorilla/websocket" //nolint:depguard // what the hub is compared with

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

// item is an update whose message is about 210 bytes long.
func item(sequence int64) *feedtest.Item {
	return &feedtest.Item{
		Sequence: sequence, Station: "LC0012", Tank: "LC0012/1",
		LevelMm: 1834.2, VolumeL: 21345.67, TemperatureC: 14.3, Time: "2026-03-01T08:00:00.000Z",
	}
}

const query = `subscription { plain { sequence station tank levelMm volumeL temperatureC time } }`

// source hands each update to every subscriber's channel.
type source struct {
	mu          sync.Mutex
	subscribers map[chan *feedtest.Item]struct{}
	last        *feedtest.Item
}

// inFlight is more than any window, so that publishing never waits.
const inFlight = 64

// subscribe returns the latest update and all that follow.
func (s *source) subscribe(ctx context.Context) <-chan *feedtest.Item {
	updates := make(chan *feedtest.Item, inFlight)
	s.mu.Lock()
	defer s.mu.Unlock()
	updates <- s.last
	s.subscribers[updates] = struct{}{}
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.subscribers, updates)
	})
	return updates
}

func (s *source) publish(update *feedtest.Item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = update
	for updates := range s.subscribers {
		updates <- update
	}
}

// rawEndpoint writes the same bytes that the others do, made once an update,
// with one gorilla write each.
func rawEndpoint(updates *source) http.Handler {
	upgrader := websocket.Upgrader{Subprotocols: []string{socket.Subprotocol}}
	bytes := &ready{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		if _, _, err := conn.ReadMessage(); err != nil { // connection_init
			return
		}
		if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"connection_ack"}`)); err != nil {
			return
		}
		if _, _, err := conn.ReadMessage(); err != nil { // subscribe
			return
		}
		for update := range updates.subscribe(r.Context()) {
			if err := conn.WriteMessage(websocket.TextMessage, bytes.of(update)); err != nil {
				return
			}
		}
	})
}

// ready makes the message of each update once.
type ready struct {
	mu       sync.Mutex
	messages map[int64][]byte
}

func (r *ready) of(update *feedtest.Item) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	if message, ok := r.messages[update.Sequence]; ok {
		return message
	}
	if len(r.messages) > 2*inFlight || r.messages == nil {
		r.messages = map[int64][]byte{}
	}
	message, err := json.Marshal(map[string]any{
		"id": "1", "type": "next",
		"payload": map[string]any{"data": map[string]any{"plain": map[string]any{
			"sequence": update.Sequence, "station": update.Station, "tank": update.Tank, "levelMm": update.LevelMm,
			"volumeL": update.VolumeL, "temperatureC": update.TemperatureC, "time": update.Time,
		}}},
	})
	if err != nil {
		panic(err)
	}
	r.messages[update.Sequence] = message
	return message
}
