package mqtt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	broker "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/packets"

	"commandhub/ent/quarantine"
	"commandhub/server/ingest"
	"commandhub/server/station"
)

// session is one signed-in connection. Its goroutine answers batches in the
// order of their receipt, so that a device that does not read holds up nobody
// but itself.
type session struct {
	server   *Server
	client   *broker.Client
	conn     *conn
	device   *station.Device // as it signed in
	clientID string
	v5       bool
	present  bool          // as told in the CONNACK
	expiry   time.Duration // of the kept session; 0 when none is kept
	listens  atomic.Bool   // subscribed to ErrorsTopic

	ctx    context.Context // ends with the connection
	cancel context.CancelFunc
	window chan struct{} // a slot for each batch between receipt and answer
	wake   chan struct{}
	done   chan struct{} // the answering goroutine has ended

	mu      sync.Mutex
	queue   []*batch // in the order of receipt
	goodbye bool     // disconnect when no more can be answered
}

// batch is one batch between receipt and answer.
type batch struct {
	packetID  uint16
	qos       byte
	began     time.Time
	committed bool // or failed
	answer    ingest.Answer
	err       error
}

func newSession(s *Server, cl *broker.Client, on *conn, device *station.Device) *session {
	c := &session{
		server: s, client: cl, conn: on, device: device, v5: on.v5,
		window: make(chan struct{}, s.options.Window), wake: make(chan struct{}, 1), done: make(chan struct{}),
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	return c
}

// publish takes in one message. It holds the connection's reading back while
// the device sends too fast or has too much unanswered.
func (c *session) publish(pk packets.Packet) {
	b := &batch{packetID: pk.PacketID, qos: pk.FixedHeader.Qos, began: time.Now()}
	mine := pk.TopicName == TelemetryTopic || pk.TopicName == EventsTopic
	var err error
	if !mine {
		err = errTopic
		c.server.metrics.refused.WithLabelValues("topic").Inc()
	} else {
		err = c.server.options.Door.Pace(c.ctx, ingest.MQTT, c.device.ID, len(pk.Payload))
	}
	if c.ctx.Err() != nil {
		return
	}
	select {
	case c.window <- struct{}{}:
	case <-c.ctx.Done():
		return
	}
	if b.qos > 0 && c.v5 {
		c.client.State.Inflight.DecreaseReceiveQuota()
	}
	if !c.server.take() {
		return // the hub shuts down: no answer
	}
	c.mu.Lock()
	c.queue = append(c.queue, b)
	c.mu.Unlock()
	if err != nil {
		c.finish(b, ingest.Answer{}, err)
		return
	}
	c.server.options.Door.Accept(ingest.MQTT, c.device, pk.Payload, c.server.options.Sessions.clock.Now(),
		func(a ingest.Answer, err error) { c.finish(b, a, err) })
}

// finish is called when a batch is committed or has failed. It does not wait.
func (c *session) finish(b *batch, a ingest.Answer, err error) {
	c.mu.Lock()
	b.committed, b.answer, b.err = true, a, err
	c.mu.Unlock()
	c.server.committed()
	c.rouse()
}

func (c *session) rouse() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// answer is the session's goroutine.
func (c *session) answer() {
	defer close(c.done)
	for {
		select {
		case <-c.wake:
		case <-c.ctx.Done():
			return
		}
		if !c.replyAll() {
			return
		}
		if c.leaving() {
			c.server.disconnect(c.client, reasonShutdown)
			return
		}
	}
}

// replyAll answers what can be answered, in one write. It is false when the
// connection is to end.
func (c *session) replyAll() bool {
	c.conn.cork()
	for b := c.next(); b != nil; b = c.next() {
		if !c.reply(b) {
			return false
		}
		<-c.window
	}
	if err := c.conn.uncork(); err != nil {
		c.client.Stop(err)
		return false
	}
	return true
}

// next takes the oldest batch if it is committed.
func (c *session) next() *batch {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) == 0 || !c.queue[0].committed {
		return nil
	}
	b := c.queue[0]
	c.queue[0] = nil
	c.queue = c.queue[1:]
	return b
}

func (c *session) leaving() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.goodbye
}

// reply answers one batch, or disconnects where there is no answer; then it is
// false.
func (c *session) reply(b *batch) bool {
	code, answered := puback(b.answer, b.err)
	switch {
	case errors.Is(b.err, ingest.ErrRefused):
		c.server.disconnect(c.client, reasonRevoked)
		return false
	case b.qos == 0 && b.err != nil:
		return true // dropped, as QoS 0 may be, and counted
	case !answered:
		c.server.disconnect(c.client, reasonNotStored)
		return false
	case b.err != nil && !c.v5: // 3.1.1 has no PUBACK that refuses
		c.server.disconnect(c.client, code)
		return false
	}
	if b.qos > 0 {
		ack := packets.Packet{
			FixedHeader: packets.FixedHeader{Type: packets.Puback}, PacketID: b.packetID, ReasonCode: code.Code,
		}
		if code != packets.CodeSuccess {
			ack.Properties.ReasonString = code.Reason
		}
		if c.v5 {
			c.client.State.Inflight.IncreaseReceiveQuota()
		}
		if err := c.client.WritePacket(ack); err != nil {
			c.client.Stop(err)
			return false
		}
	}
	if len(b.answer.Quarantined) > 0 && c.listens.Load() {
		c.tell(b.answer)
	}
	return true
}

// toldAtMost bounds the refused parts in one message to a device.
const toldAtMost = 50

// tell publishes to the device's own topic of errors, on this connection.
func (c *session) tell(a ingest.Answer) {
	a.Quarantined = a.Quarantined[:min(len(a.Quarantined), toldAtMost)]
	payload, err := json.Marshal(a)
	if err != nil {
		c.server.options.Log.Error("mqtt: cannot tell a device of its errors", "error", err)
		return
	}
	err = c.client.WritePacket(packets.Packet{
		FixedHeader: packets.FixedHeader{Type: packets.Publish}, TopicName: ErrorsTopic, Payload: payload,
	})
	if err != nil {
		c.client.Stop(err)
	}
}

// refusePacket tells of a packet that is too large to be read, whatever it was.
func (c *session) refusePacket(size int) {
	c.server.metrics.refused.WithLabelValues("packet_size").Inc()
	if c.listens.Load() {
		c.tell(ingest.Answer{Status: ingest.Quarantines, Quarantined: []ingest.Quarantined{{
			Reason: quarantine.ReasonTOO_LARGE, Detail: fmt.Sprintf("a packet of %d bytes; at most %d", size, MaxPacket),
		}}})
	}
	if !c.v5 {
		return
	}
	// The broker would close at once; the rest of the packet is read first.
	c.server.metrics.disconnects.WithLabelValues(reasonTooLarge.Reason).Inc()
	_ = c.client.WritePacket(packets.Packet{
		FixedHeader: packets.FixedHeader{Type: packets.Disconnect}, ReasonCode: reasonTooLarge.Code,
		Properties: packets.Properties{ReasonString: reasonTooLarge.Reason},
	})
}

// end disconnects at once; nothing that arrives later is taken in.
func (c *session) end(code packets.Code) {
	if c.ctx.Err() != nil {
		return
	}
	c.cancel()
	// A device that does not read may hold up the last word.
	c.server.work.Go(func() { c.server.disconnect(c.client, code) })
}

// sayGoodbye disconnects when all that can be answered is.
func (c *session) sayGoodbye() {
	c.mu.Lock()
	c.goodbye = true
	c.mu.Unlock()
	c.rouse()
}

// overdue tells whether the oldest batch waits for longer than that.
func (c *session) overdue(limit time.Duration) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.queue) > 0 && !c.queue[0].committed && time.Since(c.queue[0].began) > limit
}

// close is called once, when the connection has ended.
func (c *session) close() {
	c.cancel()
	c.server.remove(c)
	<-c.done
}
