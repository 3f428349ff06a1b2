package mqtt

import (
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"commandhub/server/ingest"
)

// errPacketTooLarge ends a connection whose packet was refused.
var errPacketTooLarge = errors.New("the packet is too large")

// conn is a device's connection as the broker sees it. It watches the lengths
// of packets, because the broker hangs up on one that is too large without a
// word; it keeps time for reading and writing apart, because the broker sets
// one deadline for both, and none at all without keepalive.
type conn struct {
	net.Conn
	server *Server

	session atomic.Pointer[session] // once signed in

	// All below are the reading goroutine's, and set before others write.
	v5        bool
	idle      time.Duration // the longest silence; 0 for any
	refreshed time.Time     // when the deadline was set
	frames    frames
	refused   int // length of a packet that is too large

	writing sync.Mutex
	corked  bool
	pending []byte
}

// Read reads up to a packet that is too large, and then refuses that one.
func (c *conn) Read(p []byte) (int, error) {
	if c.refused > 0 {
		return 0, c.refuse()
	}
	n, err := c.Conn.Read(p)
	good, length := c.frames.next(p[:n])
	if length == 0 {
		return n, err
	}
	c.refused = length
	if good > 0 {
		return good, nil
	}
	return 0, c.refuse()
}

// drain bounds what is still read of a refused packet: a connection that is
// closed with bytes unread loses the words that were written last.
const (
	drainBytes  = 4 << 20
	drainWithin = 2 * time.Second
)

func (c *conn) refuse() error {
	if s := c.session.Load(); s != nil {
		c.server.options.Door.TooLarge(ingest.MQTT, s.device, c.refused)
		s.refusePacket(c.refused)
	}
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		_ = c.Conn.SetReadDeadline(time.Now().Add(drainWithin))
		_, _ = io.CopyN(io.Discard, c.Conn, drainBytes)
	}
	return errPacketTooLarge
}

// disconnectPacket is the first byte of a DISCONNECT.
const disconnectPacket = 14 << 4

// Write gives the reader a bounded time, or waits for uncork. MQTT 3.1.1 knows
// no DISCONNECT from a server: it is left out.
func (c *conn) Write(p []byte) (int, error) {
	n := len(p)
	last := n > 0 && p[0] == disconnectPacket
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.corked && !last {
		c.pending = append(c.pending, p...)
		return n, nil
	}
	if last && !c.v5 {
		p = nil
	}
	return n, c.flush(p)
}

// cork lets what is written wait, so that many answers leave in one write.
func (c *conn) cork() {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.corked = true
}

// uncork writes what waits.
func (c *conn) uncork() error {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.corked = false
	return c.flush(nil)
}

// pendingKept is how large a buffer is kept for the next answers.
const pendingKept = 1 << 10

func (c *conn) flush(p []byte) error {
	if len(c.pending) > 0 {
		p = append(c.pending, p...)
		c.pending = p[:0]
		if cap(p) > pendingKept {
			c.pending = nil
		}
	}
	if len(p) == 0 {
		return nil
	}
	if err := c.Conn.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	_, err := c.Conn.Write(p)
	return err
}

// SetDeadline is called by the broker before each packet. What it wants counts
// less than what was agreed on, give or take a sixteenth.
func (c *conn) SetDeadline(time.Time) error {
	if c.idle == 0 {
		return c.Conn.SetReadDeadline(time.Time{})
	}
	now := time.Now()
	if now.Sub(c.refreshed) < c.idle/16 {
		return nil
	}
	c.refreshed = now
	return c.Conn.SetReadDeadline(now.Add(c.idle + c.idle/16))
}

// frames follows the lengths of packets through a stream of bytes.
type frames struct {
	body     int // bytes left of the current packet
	inLength bool
	length   int
	shift    int
}

// next reads the following bytes. It stops at a packet that is too large: good
// bytes precede it, and it has that length, which is otherwise zero.
func (f *frames) next(b []byte) (good, length int) {
	for i := 0; i < len(b); {
		if f.body > 0 {
			n := min(f.body, len(b)-i)
			f.body -= n
			i += n
			continue
		}
		if !f.inLength {
			*f = frames{inLength: true}
			good = i
			i++
			continue
		}
		c := b[i]
		i++
		f.length |= int(c&0x7f) << f.shift
		f.shift += 7
		if c&0x80 != 0 && f.shift < 28 {
			continue
		}
		f.inLength, f.body = false, f.length
		if f.length > MaxPacket {
			return good, f.length
		}
	}
	return len(b), 0
}
