package servertest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"commandhub/graph/model"
)

// Subscription is a running operation over graphql-transport-ws.
type Subscription struct {
	t    *testing.T
	conn *websocket.Conn
}

// message of the protocol.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Subscribe opens a socket with the client's cookies and begins an operation.
func (c *Client) Subscribe(t *testing.T, query string, variables map[string]any) *Subscription {
	t.Helper()
	return c.Begin(t, map[string]any{"query": query, "variables": variables})
}

// Begin is Subscribe with any request.
func (c *Client) Begin(t *testing.T, request map[string]any) *Subscription {
	t.Helper()
	address, err := url.Parse(c.hub.URL + "/graphql")
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{}
	for _, cookie := range c.http.Jar.Cookies(address) {
		header.Add("Cookie", cookie.Name+"="+cookie.Value)
	}
	if c.bearer != "" {
		header.Set("Authorization", "Bearer "+c.bearer)
	}
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	conn, response, err := dialer.DialContext(t.Context(), strings.Replace(c.hub.URL, "http", "ws", 1)+"/graphql", header)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = conn.Close() })
	s := &Subscription{t, conn}
	s.send(message{Type: "connection_init"})
	if m := s.next(); m.Type != "connection_ack" {
		t.Fatalf("%s %s", m.Type, m.Payload)
	}
	payload, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	s.send(message{ID: "1", Type: "subscribe", Payload: payload})
	return s
}

func (s *Subscription) send(m message) {
	s.t.Helper()
	if err := s.conn.WriteJSON(m); err != nil {
		s.t.Fatal(err)
	}
}

func (s *Subscription) next() message {
	s.t.Helper()
	_ = s.conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	for {
		var m message
		if err := s.conn.ReadJSON(&m); err != nil {
			s.t.Fatal(err)
		}
		if m.Type == "ping" {
			s.send(message{Type: "pong"})
			continue
		}
		return m
	}
}

// Next decodes the data of the next item, where it is wanted.
func (s *Subscription) Next(into any) {
	s.t.Helper()
	m := s.next()
	var payload struct {
		Data   json.RawMessage
		Errors []GraphError
	}
	if err := json.Unmarshal(m.Payload, &payload); err != nil || m.Type != "next" || len(payload.Errors) > 0 {
		s.t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(payload.Data, into); err != nil {
		s.t.Fatal(err)
	}
}

// Refused returns the errors with which the operation ended.
func (s *Subscription) Refused() []GraphError {
	s.t.Helper()
	m := s.next()
	var errs []GraphError
	if m.Type == "error" {
		if err := json.Unmarshal(m.Payload, &errs); err != nil {
			s.t.Fatal(err)
		}
		return errs
	}
	var payload struct{ Errors []GraphError }
	if err := json.Unmarshal(m.Payload, &payload); err != nil || len(payload.Errors) == 0 {
		s.t.Fatalf("it was not refused: %s %s", m.Type, m.Payload)
	}
	return payload.Errors
}

// Closed waits for the end of the socket and returns its code.
func (s *Subscription) Closed() int {
	s.t.Helper()
	_ = s.conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	for {
		if _, _, err := s.conn.ReadMessage(); err != nil {
			if e, ok := err.(*websocket.CloseError); ok { //nolint:errorlint // the library wraps nothing
				return e.Code
			}
			s.t.Fatal(err)
		}
	}
}

// First is the first message about the operation as an answer: an item with its
// data and errors, or the errors that ended it.
func (s *Subscription) First() string {
	s.t.Helper()
	m := s.next()
	if m.Type == "error" {
		return `{"errors":` + string(m.Payload) + `}`
	}
	return string(m.Payload)
}

// Close ends the socket.
func (s *Subscription) Close() { _ = s.conn.Close() }

// Beginning is the cursor before the first row of a stream.
func Beginning() json.RawMessage {
	var b bytes.Buffer
	model.At(0).MarshalGQL(&b)
	return b.Bytes()
}
