package mqtt

import (
	"errors"
	"io"
	"net"
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
	v5      bool
	idle    time.Duration // the longest silence; 0 for any
	frames  frames
	refused int // length of a packet that is too large
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
		c.server.options.Door.TooLarge(ingest.MQTT, s.deviceID, c.refused)
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

// Write gives the reader a bounded time. MQTT 3.1.1 knows no DISCONNECT from a
// server: it is left out.
func (c *conn) Write(p []byte) (int, error) {
	if !c.v5 && len(p) > 0 && p[0] == disconnectPacket {
		return len(p), nil
	}
	if err := c.Conn.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

// SetDeadline is called by the broker before each packet. What it wants counts
// less than what was agreed on.
func (c *conn) SetDeadline(time.Time) error {
	if c.idle == 0 {
		return c.Conn.SetReadDeadline(time.Time{})
	}
	return c.Conn.SetReadDeadline(time.Now().Add(c.idle))
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
