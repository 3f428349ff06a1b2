package mqtt

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime/debug"
	"sync"
	"time"

	"github.com/mochi-mqtt/server/v2/listeners"
)

// listener accepts connections for the broker. The broker's own gives up for
// good at the first failure, such as too many open files, waits for ever for a
// CONNECT, and lets a panic of one connection end the process.
type listener struct {
	net.Listener
	server *Server
	slots  chan struct{} // of connections, signed in or not

	closing chan struct{}
	once    sync.Once
	serving sync.WaitGroup
	mu      sync.Mutex
	open    map[*conn]struct{}
}

// unsigned is how many connections may be open beyond those allowed, so that
// the surplus is told so.
const unsigned = 256

func listen(ctx context.Context, s *Server) (*listener, error) {
	var config net.ListenConfig
	inner, err := config.Listen(ctx, "tcp", s.options.Address)
	if err != nil {
		return nil, fmt.Errorf("listen for MQTT: %w", err)
	}
	if s.options.TLS != nil {
		inner = tls.NewListener(inner, s.options.TLS)
	}
	return &listener{
		Listener: inner, server: s, slots: make(chan struct{}, s.options.Connections+unsigned),
		closing: make(chan struct{}), open: map[*conn]struct{}{},
	}, nil
}

// Init, ID, Address, Protocol, Serve and Close are what the broker asks for.
func (l *listener) Init(*slog.Logger) error { return nil }
func (l *listener) ID() string              { return "mqtt" }
func (l *listener) Address() string         { return l.Addr().String() }
func (l *listener) Protocol() string        { return "tcp" }

// Close does nothing more: Server.Stop has ended all connections.
func (l *listener) Close(listeners.CloseFn) { l.stop() }

// stop accepts no more connections.
func (l *listener) stop() {
	l.once.Do(func() {
		close(l.closing)
		_ = l.Listener.Close()
	})
}

// wait waits for all connections to end, and cuts them when ctx ends.
func (l *listener) wait(ctx context.Context) {
	stop := context.AfterFunc(ctx, l.cut)
	defer stop()
	// Connections that have not signed in wait for nothing.
	l.each(func(c *conn) {
		if c.session.Load() == nil {
			_ = c.Conn.Close()
		}
	})
	l.serving.Wait()
}

func (l *listener) cut() { l.each(func(c *conn) { _ = c.Conn.Close() }) }

func (l *listener) each(do func(*conn)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		do(c)
	}
}

// Serve accepts until stop.
func (l *listener) Serve(establish listeners.EstablishFn) {
	for {
		inner, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			l.server.options.Log.Error("mqtt: cannot accept a connection", "error", err)
			select {
			case <-time.After(100 * time.Millisecond):
			case <-l.closing:
				return
			}
			continue
		}
		select {
		case l.slots <- struct{}{}:
			l.begin(inner, establish)
		default:
			l.server.metrics.refused.WithLabelValues("full").Inc()
			_ = inner.Close()
		}
	}
}

func (l *listener) begin(inner net.Conn, establish listeners.EstablishFn) {
	c := &conn{Conn: inner, server: l.server}
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.closing:
		_ = inner.Close()
		<-l.slots
		return
	default:
	}
	l.open[c] = struct{}{}
	l.serving.Go(func() {
		defer l.done(c)
		// Covers the TLS handshake too.
		_ = inner.SetDeadline(time.Now().Add(connectWithin))
		_ = establish(l.ID(), c) // why it ended; told to the device where it can be
	})
}

// done ends what belongs to a connection. A panic in the broker, by a packet
// that nobody thought of, costs this connection and no other.
func (l *listener) done(c *conn) {
	if r := recover(); r != nil {
		l.server.metrics.refused.WithLabelValues("panic").Inc()
		l.server.options.Log.Error("mqtt: a connection failed", "remote", c.RemoteAddr(), "panic", r, "stack", string(debug.Stack()))
	}
	_ = c.Conn.Close()
	if s := c.session.Load(); s != nil {
		s.close()
	}
	l.mu.Lock()
	delete(l.open, c)
	l.mu.Unlock()
	<-l.slots
}
