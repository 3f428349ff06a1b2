package socket

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
	"github.com/prometheus/client_golang/prometheus"
)

// Options set up a Server. Zero values take the defaults.
type Options struct {
	// Visibility returns what the context's viewer may see, as a word: viewers
	// with the same word share the execution of equal subscriptions. It must
	// tell apart whatever resolvers, interceptors and directives read from the
	// context. Required.
	Visibility func(ctx context.Context) string
	// Viewer names who is behind a socket, for MaxSocketsPerViewer and Revoke.
	// It is asked at the handshake and again after Init. Without it, or for an
	// empty name, neither applies.
	Viewer func(ctx context.Context) string
	// Init decides on connection_init and its payload (nil without one) whether
	// the client is admitted, and returns the context whose values operations
	// get. That is derived from the one given, which holds the values of the
	// handshake's request and ends after InitTimeout. An error closes with 4403
	// and is not told; ErrUnavailable closes with 1013. Without Init everybody is
	// admitted.
	Init func(ctx context.Context, payload map[string]any) (context.Context, error)
	// Recheck is asked after Init and at every ping whether the viewer may still
	// be here, for rights that end without Revoke, or just before it could find
	// the socket. An error closes with 4403, but for ErrUnavailable, which lets
	// the viewer stay until the next ping. Optional.
	Recheck func(ctx context.Context) error
	// Origins are allowed besides the host itself: scheme://host[:port].
	Origins []string

	InitTimeout         time.Duration // for connection_init; default 5 s
	PingInterval        time.Duration // default 12 s; no pong for two of them closes
	WriteTimeout        time.Duration // for one write; default 5 s
	ReadLimit           int64         // bytes of a message; default 64 KiB
	QueueLimit          int           // bytes held for a slow reader; default 64 KiB, at least that
	MaxOperations       int           // at a time on one socket; default 20
	MaxSockets          int           // default 12,000
	MaxSocketsPerViewer int           // default 100

	Registerer prometheus.Registerer // default none
	Log        *slog.Logger          // default slog.Default()
}

// ErrUnavailable is returned by Init and Recheck when they cannot tell for now,
// for instance because the database is away.
var ErrUnavailable = errors.New("cannot be told for now")

const minQueueLimit = 64 << 10

func (o Options) withDefaults() Options {
	if o.Visibility == nil {
		panic("socket: Options.Visibility is required")
	}
	orDefault(&o.InitTimeout, 5*time.Second)
	orDefault(&o.PingInterval, 12*time.Second)
	orDefault(&o.WriteTimeout, 5*time.Second)
	orDefault(&o.ReadLimit, 64<<10)
	orDefault(&o.MaxOperations, 20)
	orDefault(&o.MaxSockets, 12_000)
	orDefault(&o.MaxSocketsPerViewer, 100)
	o.QueueLimit = max(o.QueueLimit, minQueueLimit)
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

func orDefault[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}

// Server is a graphql.Transport for websockets. It serves one executor.
type Server struct {
	options  Options
	log      *slog.Logger
	metrics  *metrics
	upgrader websocket.Upgrader
	groups   groups
	writers  *writers
	running  sync.WaitGroup // sockets, operations and executions

	mu       sync.Mutex
	sockets  map[*socket]struct{}
	viewers  map[string]int // admitted sockets
	stopping bool
}

var _ graphql.Transport = (*Server)(nil)

// New returns a server that takes sockets until Shutdown, which must be called.
func New(options Options) *Server {
	options = options.withDefaults()
	s := &Server{
		options: options,
		log:     options.Log,
		sockets: map[*socket]struct{}{},
		viewers: map[string]int{},
	}
	s.metrics = newMetrics(options.Registerer, s.held)
	s.upgrader = websocket.Upgrader{
		HandshakeTimeout: options.WriteTimeout,
		Subprotocols:     []string{Subprotocol},
		CheckOrigin:      s.sameOrigin,
		// Messages of clients are small; what the hub writes goes past gorilla.
		ReadBufferSize:  512,
		WriteBufferSize: 256,
		WriteBufferPool: &sync.Pool{},
	}
	s.writers = newWriters(s.options.MaxSockets)
	s.groups = groups{server: s, byKey: map[groupKey]*group{}}
	return s
}

// Supports tells whether a request asks for a websocket.
func (s *Server) Supports(r *http.Request) bool { return websocket.IsWebSocketUpgrade(r) }

// Do takes a socket and returns as soon as it is served by goroutines of its
// own. What it refuses it answers over HTTP: 403 for a foreign origin, 503 with
// Retry-After when the hub is full or stops.
func (s *Server) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if reason := s.full(); reason != "" {
		s.metrics.refused.WithLabelValues(reason).Inc()
		w.Header().Set("Retry-After", "5")
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	conn, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil { // the upgrader has answered
		s.metrics.refused.WithLabelValues("handshake").Inc()
		s.log.Debug("websocket refused", "error", err)
		return
	}
	c := &socket{
		server: s,
		exec:   exec,
		conn:   conn,
		grace:  min(closeGrace, s.options.PingInterval/4),
		ctx:    context.WithoutCancel(r.Context()), // which ends with this function
	}
	c.out = outbox{
		conn:    conn.NetConn(),
		limit:   s.options.QueueLimit,
		timeout: s.options.WriteTimeout,
		metrics: s.metrics,
		failed:  func() { _ = conn.Close() }, // which ends the reader
		writers: s.writers,
		idle:    make(chan struct{}),
	}
	c.out.direct.init(c.out.conn)
	c.out.freed.L = &c.out.mu
	conn.SetReadLimit(s.options.ReadLimit)
	boundKernel(conn.NetConn())
	// Only the outbox writes, so that frames and deadlines do not mix.
	conn.SetPingHandler(func(data string) error {
		c.put(frame{body: []byte(data), opcode: websocket.PongMessage})
		return nil
	})
	conn.SetCloseHandler(func(int, string) error { return nil })
	if !s.add(c) {
		_ = conn.Close()
		return
	}
	if conn.Subprotocol() != Subprotocol {
		c.close(CloseSubprotocol, "Subprotocol not acceptable")
	}
	go func() {
		defer s.running.Done()
		c.read()
	}()
}

// kernelBuffer is what the kernel takes for a reader, in bytes. Left to itself it
// grows to megabytes, and a slow reader is shown what was true long ago.
const kernelBuffer = 64 << 10

func boundKernel(conn net.Conn) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(kernelBuffer) // without it the kernel's own size serves
	}
}

// full tells why no socket is taken now, or nothing.
func (s *Server) full() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stopping:
		return "stopping"
	case len(s.sockets) >= s.options.MaxSockets:
		return "full"
	}
	return ""
}

// sameOrigin lets pages of this host in, those of allowed origins, and clients
// that are no browser and so send no origin.
func (s *Server) sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || slices.Contains(s.options.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}

// add counts a socket in, unless the server has become full or stops.
func (s *Server) add(c *socket) bool {
	c.viewer = s.viewer(c.ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping || len(s.sockets) >= s.options.MaxSockets {
		return false
	}
	s.running.Add(1)
	s.sockets[c] = struct{}{}
	s.metrics.sockets.Inc()
	return true
}

// admit counts a socket to its viewer, unless the viewer has too many.
func (s *Server) admit(c *socket) bool {
	viewer := s.viewer(c.ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.viewer = viewer
	if viewer == "" {
		return true
	}
	if s.viewers[viewer] >= s.options.MaxSocketsPerViewer {
		return false
	}
	s.viewers[viewer]++
	c.counted = true
	return true
}

func (s *Server) viewer(ctx context.Context) string {
	if s.options.Viewer == nil {
		return ""
	}
	return s.options.Viewer(ctx)
}

// remove counts a socket out.
func (s *Server) remove(c *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sockets, c)
	s.metrics.sockets.Dec()
	if c.counted {
		if s.viewers[c.viewer]--; s.viewers[c.viewer] == 0 {
			delete(s.viewers, c.viewer)
		}
	}
}

// held returns the bytes that wait for readers.
func (s *Server) held() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := 0
	for c := range s.sockets {
		held += c.out.held()
	}
	return float64(held)
}

// Revoke closes the sockets of the viewers that match with 4403, at once: no
// result that is not yet on its way is sent. It returns how many those were.
func (s *Server) Revoke(match func(viewer string) bool) int {
	var matching []*socket
	s.mu.Lock()
	for c := range s.sockets {
		if c.viewer != "" && match(c.viewer) {
			matching = append(matching, c)
		}
	}
	s.mu.Unlock()
	for _, c := range matching {
		c.close(CloseForbidden, "Forbidden")
	}
	return len(matching)
}

// Shutdown takes no more sockets, closes those it has with 1012, and returns
// when all is freed. When the context ends first, connections are cut, and the
// context's error is returned.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.stopping = true
	open := make([]*socket, 0, len(s.sockets))
	for c := range s.sockets {
		open = append(open, c)
	}
	s.mu.Unlock()
	for _, c := range open {
		c.close(CloseRestart, "Restarting, connect again")
	}
	done := make(chan struct{})
	go func() {
		s.running.Wait()
		s.writers.stop()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		for _, c := range open {
			_ = c.conn.Close()
		}
		return ctx.Err()
	}
}
