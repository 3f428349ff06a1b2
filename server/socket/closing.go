package socket

import (
	"errors"
	"io"
	"net"
	"time"

	"github.com/gorilla/websocket"
)

// closeGrace is how long a closed socket may take to read its close frame. It
// is cut to a quarter of the ping interval, if that is shorter.
const closeGrace = time.Second

// close tells the client why it is closed. Nothing else is sent from now on;
// the reader tears down when the client has answered, or has had its time.
func (s *socket) close(code int, reason string) {
	if !s.out.close(closeFrame(code, reason)) {
		return
	}
	s.server.metrics.closed(code)
	s.server.log.Debug("socket closed", "code", code, "reason", reason)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closing = true
	s.setReadDeadline(s.grace)
}

// readFailed closes for the reason that ended the reading.
func (s *socket) readFailed(err error) {
	var closed *websocket.CloseError
	switch {
	case errors.As(err, &closed):
		code := closed.Code
		if code == websocket.CloseNoStatusReceived || code == websocket.CloseAbnormalClosure {
			code = websocket.CloseNormalClosure
		}
		s.out.close(closeFrame(code, ""))
	case isTimeout(err):
		if s.admitted {
			s.close(CloseNoPong, "No pong")
		} else {
			s.close(CloseInitTimeout, "Connection initialisation timeout")
		}
	case errors.Is(err, websocket.ErrReadLimit):
		s.refusedByReader(websocket.CloseMessageTooBig)
	case errors.Is(err, net.ErrClosed):
		s.out.close()
	default:
		s.refusedByReader(websocket.CloseProtocolError)
	}
}

// isTimeout sees through gorilla, which hides a deadline's own error.
func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// refusedByReader follows a close frame that gorilla has written itself. What
// the client still sends is read for a while: to close with bytes unread would
// reset the connection, and the client would not learn why.
func (s *socket) refusedByReader(code int) {
	if !s.out.close() {
		return
	}
	s.server.metrics.closed(code)
	s.setReadDeadline(s.grace)
	_, _ = io.Copy(io.Discard, s.conn.NetConn())
}

// tearDown frees all that the socket holds.
func (s *socket) tearDown() {
	s.out.close()
	s.mu.Lock()
	s.closing = true
	operations := s.operations
	s.operations = nil
	if s.pinger != nil {
		s.pinger.Stop()
	}
	s.mu.Unlock()
	for _, o := range operations {
		s.release(o)
	}
	select { // the close frame's last chance
	case <-s.out.idle:
	case <-time.After(s.grace):
	}
	_ = s.conn.Close()
	<-s.out.idle
	s.server.remove(s)
}
