package socket_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/gorilla/websocket"
	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"go.uber.org/goleak"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

type viewerKey struct{}

// viewerOf is the viewer that a test's client claims to be.
func viewerOf(ctx context.Context) string {
	viewer, _ := ctx.Value(viewerKey{}).(string)
	return viewer
}

// hub is a server of the feed schema on a loopback port. When the test ends it
// is shut down, and must leave no goroutine behind.
type hub struct {
	t         *testing.T
	feed      *feedtest.Feed
	resolvers *feedtest.Resolvers
	server    *socket.Server
	metrics   *prometheus.Registry
	url       string
	handler   http.Handler
}

func newHub(t *testing.T, options socket.Options) *hub {
	t.Helper()
	leaks := goleak.IgnoreCurrent()
	h := &hub{t: t, feed: &feedtest.Feed{}, metrics: prometheus.NewRegistry()}
	h.resolvers = &feedtest.Resolvers{Feed: h.feed}
	options.Registerer = h.metrics
	if options.Visibility == nil {
		options.Visibility = func(context.Context) string { return "all" }
	}
	if options.Viewer == nil {
		options.Viewer = viewerOf
	}
	h.server = socket.New(options)
	graph := handler.New(h.resolvers.Schema())
	graph.AddTransport(h.server)
	h.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), viewerKey{}, r.Header.Get("X-Viewer"))
		graph.ServeHTTP(w, r.WithContext(ctx))
	})
	site := httptest.NewServer(h.handler)
	h.url = "ws" + strings.TrimPrefix(site.URL, "http")
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := h.server.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		site.Close()
		goleak.VerifyNone(t, leaks)
	})
	return h
}

// metric returns a gauge's or counter's value, over all labels.
func (h *hub) metric(name string) float64 {
	h.t.Helper()
	families, err := h.metrics.Gather()
	if err != nil {
		h.t.Fatal(err)
	}
	sum := 0.0
	for _, family := range families {
		if family.GetName() == "commandhub_socket_"+name {
			for _, m := range family.GetMetric() {
				sum += value(m)
			}
		}
	}
	return sum
}

func value(m *dto.Metric) float64 { return m.GetGauge().GetValue() + m.GetCounter().GetValue() }

// awaitMetric returns when a metric has a value.
func (h *hub) awaitMetric(name string, want float64) {
	h.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		got := h.metric(name)
		if got == want {
			return
		}
		if time.Now().After(deadline) {
			h.t.Fatalf("%s is %v, want %v", name, got, want)
		}
	}
}

// client speaks the protocol, one message at a time.
type client struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial opens a socket, before connection_init.
func (h *hub) dial(viewer string) *client {
	h.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{socket.Subprotocol}, HandshakeTimeout: patience}
	conn, _, err := dialer.Dial(h.url, http.Header{"X-Viewer": {viewer}})
	if err != nil {
		h.t.Fatal(err)
	}
	c := &client{t: h.t, conn: conn}
	h.t.Cleanup(func() { _ = conn.Close() })
	return c
}

// secure opens a socket over TLS, before connection_init.
func (h *hub) secure() *client {
	h.t.Helper()
	site := httptest.NewTLSServer(h.handler)
	dialer := websocket.Dialer{
		Subprotocols:    []string{socket.Subprotocol},
		TLSClientConfig: site.Client().Transport.(*http.Transport).TLSClientConfig,
	}
	conn, _, err := dialer.Dial("wss"+strings.TrimPrefix(site.URL, "https"), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		_ = conn.Close()
		site.Close()
	})
	return &client{t: h.t, conn: conn}
}

// connect opens a socket and is admitted.
func (h *hub) connect() *client {
	h.t.Helper()
	c := h.dial("somebody")
	c.init()
	return c
}

func (c *client) init() {
	c.t.Helper()
	c.send(`{"type":"connection_init"}`)
	c.expect("connection_ack", "")
}

func (c *client) send(text string) {
	c.t.Helper()
	if err := c.conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		c.t.Fatal(err)
	}
}

// subscribe starts an operation with variables, which may be nil.
func (c *client) subscribe(id, query string, variables map[string]any) {
	c.t.Helper()
	m := map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query, "variables": variables}}
	b, err := json.Marshal(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.send(string(b))
}

func (c *client) complete(id string) { c.send(`{"type":"complete","id":"` + id + `"}`) }

type reply struct {
	ID      string
	Type    string
	Payload json.RawMessage
}

// read returns the next message that is no ping; it answers those.
func (c *client) read() (reply, error) {
	for {
		_ = c.conn.SetReadDeadline(time.Now().Add(patience))
		var m reply
		if err := c.conn.ReadJSON(&m); err != nil || m.Type != "ping" {
			return m, err
		}
		c.send(`{"type":"pong"}`)
	}
}

// expect reads a message of a type and an operation, and returns its payload.
func (c *client) expect(kind, id string) json.RawMessage {
	c.t.Helper()
	m, err := c.read()
	if err != nil {
		c.t.Fatalf("waiting for %s: %v", kind, err)
	}
	if m.Type != kind || m.ID != id {
		c.t.Fatalf("got %s %q %s, want %s %q", m.Type, m.ID, m.Payload, kind, id)
	}
	return m.Payload
}

// expectClose reads until the server closes, and checks its code.
func (c *client) expectClose(code int) {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != code {
			c.t.Fatalf("got %v, want close code %d", err, code)
		}
		return
	}
}

// result is the data of any operation of the feed schema.
type result struct {
	Data struct {
		Head      int64
		Publish   int64
		Text      string
		Count     int64
		Events    item
		Plain     item
		Telemetry struct {
			Sequence int64
			Items    []item
		}
	}
	Errors []struct {
		Message    string
		Extensions map[string]any
	}
}

type item struct {
	Sequence int64
	Tank     string
	VolumeL  float64
}

// next reads a result of an operation.
func (c *client) next(id string) result {
	c.t.Helper()
	return decode(c.t, c.expect("next", id))
}

func decode(t *testing.T, payload []byte) result {
	t.Helper()
	var r result
	if err := json.Unmarshal(payload, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

const (
	telemetryQuery = `subscription { telemetry { sequence items { sequence tank volumeL } } }`
	eventsQuery    = `subscription ($after: Int) { events(after: $after) { sequence tank volumeL } }`
)
