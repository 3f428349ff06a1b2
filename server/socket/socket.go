package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// socket is one client. Its reader's goroutine owns it: it is the one that
// admits, starts operations and tears down. A writer runs only while there is
// something to write.
type socket struct {
	server *Server
	exec   graphql.GraphExecutor
	conn   *websocket.Conn
	out    outbox
	grace  time.Duration

	// Of the reader alone until admitted, then never changed. The context has
	// values only; operations are cancelled one by one.
	ctx      context.Context
	admitted bool

	viewer  string // to count and to revoke by; guarded by the server, as is the next
	counted bool   // to its viewer

	mu         sync.Mutex
	operations []*operation
	pinger     *time.Timer
	closing    bool
}

// read serves the client until it is gone.
func (s *socket) read() {
	defer s.tearDown()
	s.readWithin(s.server.options.InitTimeout)
	for {
		kind, data, err := s.conn.ReadMessage()
		if err != nil {
			s.readFailed(err)
			return
		}
		apart(func() { s.hear(kind, data) })
	}
}

// apart does something in a goroutine of its own and waits for it. The stack that
// decoding takes would else stay with each reader, and be most of its memory.
func apart(do func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	<-done
}

// hear takes in what the client has sent.
func (s *socket) hear(kind int, data []byte) {
	if s.isClosing() { // what is still on its way is no longer heard
		return
	}
	var m message
	if kind != websocket.TextMessage || !bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) || json.Unmarshal(data, &m) != nil {
		s.close(CloseInvalidMessage, "Invalid message")
		return
	}
	s.handle(m)
}

// handle answers one message of the protocol.
func (s *socket) handle(m message) {
	switch m.Type {
	case typeInit:
		s.init(m)
	case typePing:
		s.send(message{Type: typePong, Payload: m.Payload})
	case typePong:
		if s.admitted {
			s.readWithin(s.patience())
		}
	case typeSubscribe:
		s.subscribe(m)
	case typeComplete:
		s.complete(m)
	default:
		s.close(CloseInvalidMessage, "Invalid message")
	}
}

// init admits the client, or refuses it.
func (s *socket) init(m message) {
	if s.admitted {
		s.close(CloseTooManyInits, "Too many initialisation requests")
		return
	}
	payload, err := m.object()
	if err != nil {
		s.close(CloseInvalidMessage, "Invalid message")
		return
	}
	if init := s.server.options.Init; init != nil {
		ctx, cancel := context.WithTimeout(s.ctx, s.server.options.InitTimeout)
		admitted, err := init(ctx, payload)
		cancel()
		if err != nil {
			s.server.log.Debug("socket not admitted", "error", err)
			if errors.Is(err, ErrUnavailable) {
				s.close(CloseTryAgain, "Try again later")
			} else {
				s.close(CloseForbidden, "Forbidden")
			}
			return
		}
		s.ctx = context.WithoutCancel(admitted)
	}
	if !s.server.admit(s) {
		s.close(CloseTooManySockets, "Too many sockets")
		return
	}
	if !s.mayStay() { // it was revoked before it could be found
		return
	}
	s.admitted = true
	s.send(message{Type: typeAck})
	s.readWithin(s.patience())
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.pinger = time.AfterFunc(s.server.options.PingInterval, s.ping)
	}
}

// ping asks whether the client is there, and whether it still may be.
func (s *socket) ping() {
	if s.mayStay() {
		s.send(message{Type: typePing})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.pinger.Reset(s.server.options.PingInterval)
	}
}

// mayStay closes the socket of a viewer who may no longer be here.
func (s *socket) mayStay() bool {
	recheck := s.server.options.Recheck
	if recheck == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.server.options.InitTimeout)
	defer cancel()
	if err := recheck(ctx); err != nil && !errors.Is(err, ErrUnavailable) {
		s.close(CloseForbidden, "Forbidden")
		return false
	}
	return true
}

// patience is the longest time between two pongs. With the time to close it is
// two ping intervals.
func (s *socket) patience() time.Duration { return 2*s.server.options.PingInterval - s.grace }

// subscribe starts an operation.
func (s *socket) subscribe(m message) {
	if !s.admitted {
		s.close(CloseUnauthorized, "Unauthorized")
		return
	}
	params, err := m.params()
	if err != nil || m.ID == "" || params.Query == "" && params.Extensions == nil {
		s.close(CloseInvalidMessage, "Invalid message")
		return
	}
	id, err := json.Marshal(m.ID)
	if err != nil { // no string fails
		panic(err)
	}
	ctx, cancel := context.WithCancel(s.ctx)
	o := &operation{socket: s, id: m.ID, head: nextHead(id), cancel: cancel}

	s.mu.Lock()
	exists := slices.ContainsFunc(s.operations, func(other *operation) bool { return other.id == o.id })
	full := len(s.operations) >= s.server.options.MaxOperations
	if !exists && !full {
		s.operations = append(s.operations, o)
	}
	s.mu.Unlock()

	switch {
	case exists:
		cancel()
		s.close(CloseSubscriberExists, reason("Subscriber for %s already exists", m.ID))
	case full:
		cancel()
		s.sendErrors(m.ID, gqlerror.List{{
			Message:    fmt.Sprintf("a socket carries at most %d operations at a time", s.server.options.MaxOperations),
			Extensions: map[string]any{"code": "RATE_LIMITED"},
		}})
	default:
		s.server.running.Go(func() { o.start(ctx, params) })
	}
}

// reason fits a close frame, which holds 123 bytes.
func reason(format, id string) string {
	if len(id) > 64 {
		id = "the id"
	}
	return fmt.Sprintf(format, id)
}

// complete ends an operation for the client.
func (s *socket) complete(m message) {
	s.mu.Lock()
	i := slices.IndexFunc(s.operations, func(o *operation) bool { return o.id == m.ID })
	if i < 0 { // it has ended by itself meanwhile
		s.mu.Unlock()
		return
	}
	o := s.operations[i]
	s.operations = slices.Delete(s.operations, i, i+1)
	s.mu.Unlock()
	s.release(o)
}

// release ends what an operation holds.
func (s *socket) release(o *operation) {
	s.out.drop(o) // first, so that nothing is heard of the rest
	o.cancel()
	s.server.groups.leave(o)
}

// forget takes an operation off the socket, so that its id is free, and tells
// whether it was still there.
func (s *socket) forget(o *operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.operations, o)
	if i < 0 {
		return false
	}
	s.operations = slices.Delete(s.operations, i, i+1)
	return true
}

// send queues a message of the protocol.
func (s *socket) send(m message) { s.put(textFrame(m.encode())) }

func (s *socket) put(f frame) {
	if s.out.put(f, maxCharge) == overflow {
		s.closeTooSlow()
	}
}

func (s *socket) closeTooSlow() { s.close(CloseTooSlow, "Too slow, connect again and resume") }

func (s *socket) sendErrors(id string, errs gqlerror.List) {
	payload, err := json.Marshal(errs)
	if err != nil {
		s.server.log.Error("errors of an operation cannot be told", "error", err)
		payload = []byte(`[{"message":"internal error","extensions":{"code":"INTERNAL"}}]`)
	}
	s.send(message{ID: id, Type: typeError, Payload: payload})
}

func (s *socket) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
}

// readWithin bounds the time until the next sign of life.
func (s *socket) readWithin(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.setReadDeadline(d)
	}
}

func (s *socket) setReadDeadline(d time.Duration) {
	_ = s.conn.SetReadDeadline(time.Now().Add(d)) // fails only when closed: so will the read
}
