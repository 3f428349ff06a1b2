package socket_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"commandhub/server/socket"
)

func TestCloseCodes(t *testing.T) {
	refuse := socket.Options{Init: func(context.Context, map[string]any) (context.Context, error) {
		return nil, errors.New("who are you?")
	}}
	away := socket.Options{Init: func(context.Context, map[string]any) (context.Context, error) {
		return nil, fmt.Errorf("the database: %w", socket.ErrUnavailable)
	}}
	tests := []struct {
		name    string
		options socket.Options
		send    []string
		code    int
	}{
		{"text that is no JSON", socket.Options{}, []string{`hello`}, socket.CloseInvalidMessage},
		{"JSON that is no object", socket.Options{}, []string{`["connection_init"]`}, socket.CloseInvalidMessage},
		{"null", socket.Options{}, []string{`null`}, socket.CloseInvalidMessage},
		{"a message without type", socket.Options{}, []string{`{}`}, socket.CloseInvalidMessage},
		{"an unknown type", socket.Options{}, []string{`{"type":"start"}`}, socket.CloseInvalidMessage},
		{"an id that is no text", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":1,"payload":{"query":"{head}"}}`}, socket.CloseInvalidMessage},
		{"a subscribe without id", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"subscribe","payload":{"query":"{head}"}}`}, socket.CloseInvalidMessage},
		{"a subscribe without payload", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":"1"}`}, socket.CloseInvalidMessage},
		{"a subscribe with garbage", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":"1","payload":{"query":7}}`}, socket.CloseInvalidMessage},
		{"a subscribe without query", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":"1","payload":{}}`}, socket.CloseInvalidMessage},
		{"an init payload that is no object", socket.Options{}, []string{`{"type":"connection_init","payload":"me"}`}, socket.CloseInvalidMessage},
		{"a subscribe before init", socket.Options{}, []string{`{"type":"subscribe","id":"1","payload":{"query":"{head}"}}`}, socket.CloseUnauthorized},
		{"an init that is refused", refuse, []string{`{"type":"connection_init"}`}, socket.CloseForbidden},
		{"an init that cannot be decided", away, []string{`{"type":"connection_init"}`}, socket.CloseTryAgain},
		{"no init", socket.Options{InitTimeout: 50 * time.Millisecond}, nil, socket.CloseInitTimeout},
		{"pings instead of init", socket.Options{InitTimeout: 50 * time.Millisecond}, []string{`{"type":"ping"}`, `{"type":"pong"}`}, socket.CloseInitTimeout},
		{"two inits", socket.Options{}, []string{`{"type":"connection_init"}`, `{"type":"connection_init"}`}, socket.CloseTooManyInits},
		{"an id in use", socket.Options{}, []string{
			`{"type":"connection_init"}`,
			`{"type":"subscribe","id":"1","payload":{"query":"subscription{events{sequence}}"}}`,
			`{"type":"subscribe","id":"1","payload":{"query":"subscription{events{sequence}}"}}`,
		}, socket.CloseSubscriberExists},
		{"an id in use by a query", socket.Options{}, []string{
			`{"type":"connection_init"}`,
			`{"type":"subscribe","id":"` + strings.Repeat("long", 100) + `","payload":{"query":"{wait}"}}`,
			`{"type":"subscribe","id":"` + strings.Repeat("long", 100) + `","payload":{"query":"{head}"}}`,
		}, socket.CloseSubscriberExists},
		{"a message that is too big", socket.Options{}, []string{`{"type":"ping","payload":{"x":"` + strings.Repeat("x", 256<<10) + `"}}`}, websocket.CloseMessageTooBig},
		{"no pong", socket.Options{PingInterval: 50 * time.Millisecond}, []string{`{"type":"connection_init"}`}, socket.CloseNoPong},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHub(t, test.options)
			c := h.dial("somebody")
			for _, text := range test.send {
				c.send(text)
			}
			// Pings are not answered here.
			for {
				_ = c.conn.SetReadDeadline(time.Now().Add(patience))
				_, _, err := c.conn.ReadMessage()
				if err == nil {
					continue
				}
				if !websocket.IsCloseError(err, test.code) {
					t.Fatalf("got %v, want close code %d", err, test.code)
				}
				break
			}
			h.awaitMetric("sockets", 0)
			if got := h.metric("closes_total"); got != 1 {
				t.Errorf("closes_total is %v", got)
			}
		})
	}
}

func TestBinaryMessageIsInvalid(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	if err := c.conn.WriteMessage(websocket.BinaryMessage, []byte(`{"type":"ping"}`)); err != nil {
		t.Fatal(err)
	}
	c.expectClose(socket.CloseInvalidMessage)
}

func TestFrameAgainstTheRulesOfWebsocketsIsRefused(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	if _, err := c.conn.NetConn().Write([]byte{0x83, 0x00}); err != nil { // an opcode that does not exist
		t.Fatal(err)
	}
	c.expectClose(websocket.CloseProtocolError)
}

func TestSubprotocolMustBeSpoken(t *testing.T) {
	for _, offered := range [][]string{nil, {"graphql-ws"}} {
		h := newHub(t, socket.Options{})
		dialer := websocket.Dialer{Subprotocols: offered}
		conn, _, err := dialer.Dial(h.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := &client{t: t, conn: conn}
		c.expectClose(socket.CloseSubprotocol)
		_ = conn.Close()
	}
}

func TestOriginMustBeTheHostOrAllowed(t *testing.T) {
	h := newHub(t, socket.Options{Origins: []string{"https://console.example:8443"}})
	host := strings.TrimPrefix(h.url, "ws://")
	for origin, allowed := range map[string]bool{
		"":                             true,
		"http://" + host:               true,
		"https://console.example:8443": true,
		"https://console.example":      false,
		"https://elsewhere.example":    false,
		"http://" + host + ".example":  false,
		"null":                         false,
		"::":                           false,
	} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		dialer := websocket.Dialer{Subprotocols: []string{socket.Subprotocol}}
		conn, response, err := dialer.Dial(h.url, header)
		if allowed != (err == nil) {
			t.Errorf("origin %q: %v", origin, err)
		}
		if err == nil {
			_ = conn.Close()
		} else if response.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: status %d", origin, response.StatusCode)
		}
	}
}

func TestPingIsAnsweredAlsoBeforeInit(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.dial("somebody")
	c.send(`{"type":"ping","payload":{"at":1}}`)
	if got := c.expect("pong", ""); string(got) != `{"at":1}` {
		t.Errorf("payload %s", got)
	}
	c.init()
	c.send(`{"type":"ping"}`)
	if got := c.expect("pong", ""); len(got) != 0 {
		t.Errorf("payload %s", got)
	}
}

func TestWebsocketPingIsAnswered(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	got := make(chan string, 1)
	c.conn.SetPongHandler(func(data string) error { got <- data; return nil })
	if err := c.conn.WriteControl(websocket.PingMessage, []byte("there?"), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	c.send(`{"type":"ping"}`)
	c.expect("pong", "")
	if data := <-got; data != "there?" {
		t.Errorf("pong carries %q", data)
	}
}

func TestClientThatPongsStays(t *testing.T) {
	h := newHub(t, socket.Options{PingInterval: 200 * time.Millisecond})
	c := h.connect()
	for range 4 {
		_ = c.conn.SetReadDeadline(time.Now().Add(patience))
		var m reply
		if err := c.conn.ReadJSON(&m); err != nil || m.Type != "ping" {
			t.Fatal(m, err)
		}
		c.send(`{"type":"pong"}`)
	}
	c.subscribe("1", `{head}`, nil)
	c.next("1")
}

func TestClientThatClosesIsForgotten(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.connect()
	c.subscribe("1", eventsQuery, nil)
	h.awaitMetric("subscriptions", 1)
	_ = c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), time.Now().Add(time.Second))
	c.expectClose(websocket.CloseNormalClosure)
	h.awaitMetric("sockets", 0)
	h.awaitMetric("subscriptions", 0)
	h.awaitMetric("executions", 0)
}

// A connection under TLS cannot tell what the kernel takes at once; it is written
// to all the same.
func TestSocketUnderTLS(t *testing.T) {
	h := newHub(t, socket.Options{})
	c := h.secure()
	c.init()
	c.subscribe("1", telemetryQuery, nil)
	c.next("1")
	for volume := range 50 {
		sequence := h.publish("1", float64(volume))
		if got := c.next("1").Data.Telemetry.Sequence; got != sequence {
			t.Fatalf("got %d, want %d", got, sequence)
		}
	}
	c.subscribe("2", `{ text(length: 100000) }`, nil)
	if got := len(c.next("2").Data.Text); got != 100_000 {
		t.Errorf("%d bytes", got)
	}
}

func TestLimitOfSockets(t *testing.T) {
	h := newHub(t, socket.Options{MaxSockets: 2})
	h.connect()
	c := h.connect()
	dialer := websocket.Dialer{Subprotocols: []string{socket.Subprotocol}}
	_, response, err := dialer.Dial(h.url, nil)
	if err == nil || response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") == "" {
		t.Fatalf("a third socket: %v %v", response, err)
	}
	_ = c.conn.Close()
	h.awaitMetric("sockets", 1)
	h.connect()
}

func TestLimitOfSocketsOfOneViewer(t *testing.T) {
	h := newHub(t, socket.Options{MaxSocketsPerViewer: 1})
	first := h.dial("kiosk")
	first.init()
	second := h.dial("kiosk")
	second.send(`{"type":"connection_init"}`)
	second.expectClose(socket.CloseTooManySockets)
	other := h.dial("operator")
	other.init()

	_ = first.conn.Close()
	h.awaitMetric("sockets", 1)
	third := h.dial("kiosk")
	third.init()
}

func TestInitGivesTheContextOfOperations(t *testing.T) {
	h := newHub(t, socket.Options{
		Init: func(ctx context.Context, payload map[string]any) (context.Context, error) {
			if viewerOf(ctx) != "cookie" {
				return nil, errors.New("the request's values are gone")
			}
			return context.WithValue(ctx, viewerKey{}, payload["as"].(string)), nil
		},
		Visibility: viewerOf,
	})
	for _, viewer := range []string{"a", "b", "a"} {
		c := h.dial("cookie")
		c.send(`{"type":"connection_init","payload":{"as":"` + viewer + `"}}`)
		c.expect("connection_ack", "")
		c.subscribe("1", eventsQuery, nil)
	}
	h.awaitMetric("subscriptions", 3)
	h.awaitMetric("groups", 2)
}
