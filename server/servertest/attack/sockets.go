package attack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// sockets are attacks over graphql-transport-ws.
func sockets() []Case {
	return []Case{
		{"socket of another site", func(ctx context.Context, a *Attacker) error {
			conn, status, err := a.handshake(ctx, a.Operator, "Origin", "http://attacker.example")
			if err == nil {
				_ = conn.Close()
				return errors.New("it was let in")
			}
			if status != http.StatusForbidden {
				return fmt.Errorf("not refused with 403: %w", err)
			}
			return nil
		}},
		{"subscription flood", subscriptionFlood},
		{"duplicate ids", duplicateIDs},
		{"clients that never read", neverRead},
		{"nested fragments on a socket", func(ctx context.Context, a *Attacker) error {
			text, err := a.onSocket(ctx, doubling(45))
			if err == nil && !strings.Contains(text, "fields") {
				return errors.New(excerpt(text))
			}
			return err
		}},
		{"batch on a socket", func(ctx context.Context, a *Attacker) error {
			s, err := a.socket(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			_ = s.WriteMessage(websocket.TextMessage, []byte(`{"id":"1","type":"subscribe","payload":[{"query":"`+canary+`"}]}`))
			return a.closedWith(s, 4400)
		}},
		{"large message on a socket", func(ctx context.Context, a *Attacker) error {
			s, err := a.socket(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			_ = s.WriteMessage(websocket.TextMessage, []byte(`{"id":"1","type":"subscribe","payload":{"query":"`+strings.Repeat("x", 1<<20)+`"}}`))
			return a.closedWith(s, websocket.CloseMessageTooBig)
		}},
	}
}

// patience is how long a socket is given to answer.
const patience = 10 * time.Second

func (a *Attacker) handshake(ctx context.Context, cookie string, headers ...string) (conn *websocket.Conn, status int, err error) {
	h := http.Header{"Cookie": {cookie}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	conn, response, err := dialer.DialContext(ctx, "ws://"+a.Address+"/graphql", h)
	if response != nil {
		_ = response.Body.Close()
		status = response.StatusCode
	}
	return conn, status, err
}

// socket is one that has been admitted.
func (a *Attacker) socket(ctx context.Context) (*websocket.Conn, error) {
	s, _, err := a.handshake(ctx, a.Operator)
	if err != nil {
		return nil, err
	}
	_ = s.SetReadDeadline(time.Now().Add(patience))
	if err = s.WriteMessage(websocket.TextMessage, []byte(`{"type":"connection_init"}`)); err == nil {
		_, _, err = s.ReadMessage()
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

func subscribe(id, query string) []byte {
	text, _ := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query}}) // no string fails
	return text
}

// onSocket asks one operation and returns what comes first.
func (a *Attacker) onSocket(ctx context.Context, query string) (string, error) {
	s, err := a.socket(ctx)
	if err != nil {
		return "", err
	}
	defer s.Close()
	if err := s.WriteMessage(websocket.TextMessage, subscribe("1", query)); err != nil {
		return "", err
	}
	_, text, err := s.ReadMessage()
	a.heard(string(text))
	return string(text), err
}

// closedWith reads to the end of a socket and compares its code.
func (a *Attacker) closedWith(s *websocket.Conn, code int) error {
	for {
		_, text, err := s.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			a.heard(closed.Text)
			if closed.Code != code {
				return fmt.Errorf("closed with %d, not %d", closed.Code, code)
			}
			return nil
		}
		if err != nil {
			return err
		}
		a.heard(string(text))
	}
}

// subscriptionFlood begins 1,000 subscriptions on one socket: the 21st and all
// after it are refused.
func subscriptionFlood(ctx context.Context, a *Attacker) error {
	s, err := a.socket(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	const all = 1000
	go func() {
		for i := range all {
			if s.WriteMessage(websocket.TextMessage, subscribe(fmt.Sprint(i), "subscription{hubStatus{sequence}}")) != nil {
				return
			}
		}
	}()
	refused := 0
	for refused < all-20 {
		_, text, err := s.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) && closed.Code == 4450 { // answered faster than it reads
			return nil
		}
		if err != nil {
			return fmt.Errorf("after %d refusals: %w", refused, err)
		}
		a.heard(string(text))
		if strings.Contains(string(text), "RATE_LIMITED") {
			refused++
		}
	}
	return nil
}

func duplicateIDs(ctx context.Context, a *Attacker) error {
	s, err := a.socket(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	for range 2 {
		if err := s.WriteMessage(websocket.TextMessage, subscribe("1", "subscription{hubStatus{sequence}}")); err != nil {
			return err
		}
	}
	return a.closedWith(s, 4409)
}

// deaf is how many clients do not read, and how often each asks.
const (
	deaf      = 5
	deafAsks  = 8
	deafQuery = "{stations(first:3){edges{node{id code name nameEn address licence tanks{id number} nozzles{id number} devices{id code}}}}}"
)

// neverRead asks for much and reads nothing of it. The hub holds a bounded part
// of it; what is left of the sockets is cut here.
func neverRead(ctx context.Context, a *Attacker) error {
	for range deaf {
		s, err := a.socket(ctx)
		if err != nil {
			return err
		}
		defer s.Close()
		for i := range deafAsks {
			query := deafQuery
			if i%2 == 0 {
				query = "subscription{hubStatus{sequence serverTime}}"
			}
			if err := s.WriteMessage(websocket.TextMessage, subscribe(fmt.Sprint(i), query)); err != nil {
				break // it was cut
			}
		}
	}
	return a.othersAreServed(ctx)
}
