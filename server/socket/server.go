package socket

import (
	"context"
	"crypto/tls"
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
)

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
	if code := s.add(c); code != 0 { // full or stopping since it was asked
		_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(c.grace))
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

// add counts a socket in, or returns the close code that says why not.
func (s *Server) add(c *socket) int {
	c.viewer = s.viewer(c.ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stopping:
		return CloseRestart
	case len(s.sockets) >= s.options.MaxSockets:
		return CloseTryAgain
	}
	s.running.Add(1)
	s.sockets[c] = struct{}{}
	s.metrics.sockets.Inc()
	return 0
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

// Recheck asks anew, after rights have changed, about the sockets of the viewers
// that match, and closes with 4403 those that may no longer be here: no result
// that is not yet on its way is sent. It returns how many those were.
func (s *Server) Recheck(match func(viewer string) bool) int {
	var matching []*socket
	s.mu.Lock()
	for c := range s.sockets {
		if c.viewer != "" && match(c.viewer) {
			matching = append(matching, c)
		}
	}
	s.mu.Unlock()
	closed := 0
	for _, c := range matching {
		if !c.mayStay() {
			closed++
		}
	}
	return closed
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
