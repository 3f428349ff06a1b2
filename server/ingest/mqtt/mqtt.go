// Package mqtt is the door for devices that speak MQTT 3.1.1 or 5.
//
// # What a device may do
//
//   - Connect with its credential: user name and password. The client id is its
//     own affair: two devices with the same one do not know of each other.
//   - Publish batches to v1/devices/me/telemetry or v1/devices/me/events with
//     QoS 0 or 1. QoS 1 is answered after the commit, in the order of receipt.
//   - Subscribe to v1/devices/me/errors, where it hears of its own batches that
//     went to quarantine, with QoS 0.
//
// "me" is who the credential says. Nothing that one device publishes is ever
// routed to another: the broker's routing is not used at all.
//
// # What is refused on purpose
//
//   - QoS 2: the hub's own count of batches already makes them exactly once.
//     MQTT 5 is told in the CONNACK; who sends it is disconnected (0x9B).
//   - Wills, shared, wildcard and other subscriptions, topic aliases, extended
//     authentication. Retained messages: MQTT 5 is told and disconnected (0x9A),
//     for 3.1.1 the flag means nothing.
//   - Payloads over telemetry.MaxPayload go to quarantine and are answered so;
//     packets over MaxPacket are not read, and end the connection (0x95).
//   - Other topics: 0x87 for MQTT 5; 3.1.1 has no such answer and is disconnected.
//
// # When there is no answer
//
// While the database is away, or a commit takes too long, the device is
// disconnected: that is what makes both versions send again what was not
// answered. An MQTT 5 client does so only if its session is still there, so
// sessions are kept in the database, see Sessions.
package mqtt

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"sync"
	"time"

	broker "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/packets"
	"github.com/prometheus/client_golang/prometheus"

	"commandhub/server/ingest"
)

// The topics of a device.
const (
	TelemetryTopic = "v1/devices/me/telemetry"
	EventsTopic    = "v1/devices/me/events"
	ErrorsTopic    = "v1/devices/me/errors"
)

// MaxPacket is the most bytes of a packet that is read.
const MaxPacket = 256 << 10

const (
	maxClientID      = 128
	sessionsOfDevice = 4 // connections; one more ends the oldest
	connectWithin    = 10 * time.Second
	writeWithin      = 10 * time.Second
	maxKeepalive     = 300 // seconds, for MQTT 5
)

// Options of the door. Address, Door and Sessions are needed.
type Options struct {
	Address  string      // host:port; port 0 is a free one
	TLS      *tls.Config // nil for plain TCP
	Door     *ingest.Door
	Sessions *Sessions

	Window        int           // batches of one client between receipt and answer; default 64
	Connections   int           // at most; default 10,000
	CommitTimeout time.Duration // until an unanswered client is disconnected; default 30 s
	SessionExpiry time.Duration // how long a session outlives its connection at most; default 7 days

	Registerer prometheus.Registerer
	Log        *slog.Logger
}

// Server is the door. Start opens it, Stop closes it.
type Server struct {
	options  Options
	broker   *broker.Server
	listener *listener
	metrics  *metrics

	mu       sync.Mutex
	sessions map[int][]*session // by device, oldest first
	waiting  int                // batches between receipt and commit
	stopping bool
	drained  chan struct{} // closed when stopping and none waits
	ended    chan struct{} // tells the watch to end
	work     sync.WaitGroup
	once     sync.Once // of Stop
}

// New makes the door; it opens nothing yet.
func New(o Options) *Server {
	if o.Window == 0 {
		o.Window = 64
	}
	if o.Connections == 0 {
		o.Connections = 10_000
	}
	if o.CommitTimeout == 0 {
		o.CommitTimeout = 30 * time.Second
	}
	if o.SessionExpiry == 0 {
		o.SessionExpiry = 7 * 24 * time.Hour
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		options: o, sessions: map[int][]*session{},
		drained: make(chan struct{}), ended: make(chan struct{}),
	}
	s.metrics = newMetrics(o.Registerer)
	return s
}

// Start loads the sessions and listens.
func (s *Server) Start(ctx context.Context) error {
	if err := s.options.Sessions.load(ctx); err != nil {
		return err
	}
	listener, err := listen(ctx, s)
	if err != nil {
		return err
	}
	s.listener = listener
	s.broker = broker.New(&broker.Options{
		Capabilities: s.capabilities(),
		// The broker logs packets, and with them passwords: it may say nothing.
		Logger:                  slog.New(slog.DiscardHandler),
		ClientNetReadBufferSize: 8 << 10, // several batches to one read
		// Nobody may subscribe to $SYS, and each round stops the world.
		SysTopicResendInterval: int64((24 * time.Hour).Seconds()),
	})
	if err := s.broker.AddHook(&hook{server: s}, nil); err != nil {
		return err
	}
	if err := s.broker.AddListener(listener); err != nil {
		return err
	}
	s.work.Go(s.watch)
	return s.broker.Serve()
}

func (s *Server) capabilities() *broker.Capabilities {
	c := broker.NewDefaultServerCapabilities()
	c.MaximumClients = int64(s.options.Connections)
	c.MaximumClientWritesPending = 1 // the broker's own queue is not used; its default costs 64 KiB a client
	c.MaximumPacketSize = MaxPacket + 16
	c.ReceiveMaximum = uint16(s.options.Window)
	c.TopicAliasMaximum = 0
	c.SharedSubAvailable, c.WildcardSubAvailable, c.SubIDAvailable, c.RetainAvailable = 0, 0, 0, 0
	c.MinimumProtocolVersion = 4
	c.MaximumQos = 1
	return c
}

// Address is where the door listens.
func (s *Server) Address() net.Addr { return s.listener.Addr() }

// Disconnect ends all connections of a device at once, as when its credential
// was taken. Call it after the registry knows.
func (s *Server) Disconnect(deviceID int) {
	for _, c := range s.of(deviceID) {
		c.end(reasonRevoked)
	}
}

// Stop takes in nothing more, waits until what was taken in is stored and
// answered, tells the devices that the hub shuts down, and returns when all
// connections have ended. When ctx ends before, they are cut, and the devices
// send again what has no answer.
func (s *Server) Stop(ctx context.Context) (err error) {
	if s.listener != nil { // else it was never started
		s.once.Do(func() { err = s.stop(ctx) })
	}
	return err
}

func (s *Server) stop(ctx context.Context) error {
	s.listener.stop()
	s.mu.Lock()
	s.stopping = true
	if s.waiting == 0 {
		close(s.drained)
	}
	s.mu.Unlock()
	var err error
	select {
	case <-s.drained:
	case <-ctx.Done():
		err = ctx.Err()
	}
	for _, c := range s.all() {
		c.sayGoodbye()
	}
	s.listener.wait(ctx)
	close(s.ended)
	s.work.Wait()
	if closing := s.broker.Close(); err == nil {
		err = closing
	}
	return err
}

// watch disconnects clients whose commits take too long, so that they connect
// and send again.
func (s *Server) watch() {
	ticker := time.NewTicker(max(s.options.CommitTimeout/10, 10*time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			for _, c := range s.all() {
				if c.overdue(s.options.CommitTimeout) {
					c.end(reasonNotStored)
				}
			}
		case <-s.ended:
			return
		}
	}
}

// disconnect tells why where the protocol can, and closes.
func (s *Server) disconnect(cl *broker.Client, code packets.Code) {
	s.metrics.disconnects.WithLabelValues(code.Reason).Inc()
	_ = s.broker.DisconnectClient(cl, code) // the error is the code itself
}
