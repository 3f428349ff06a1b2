package socket

import (
	"net"
	"slices"
	"sync"
	"time"
)

const (
	// writeSize is what leaves in one write at most, but for a larger frame.
	writeSize = 16 << 10
	// A frame is charged its size, but never so much that a few large ones,
	// whose bytes are shared with other sockets anyway, fill the outbox.
	maxCharge = writeSize
	// The first result of a subscription is charged little: a client with many
	// subscriptions gets as many snapshots at once, and must not be cut for it.
	firstCharge = 1 << 10
)

// outbox holds the frames that a socket has yet to write. Whoever puts a frame
// never waits for the network.
type outbox struct {
	conn    net.Conn
	limit   int           // bytes, of what is queued and what is being written
	timeout time.Duration // for one write
	metrics *metrics
	failed  func() // a write has failed; called by the writer
	writers *writers
	direct  directWriter

	mu      sync.Mutex
	freed   sync.Cond // frames were written, or never will be
	queue   []frame
	charged int
	waiting []chan struct{} // executions that wait for ample room
	writing bool
	closed  bool          // takes no more frames
	idle    chan struct{} // closed when nothing will be written any more
}

// room tells how an outbox has taken a frame.
type room int

const (
	overflow room = iota // not at all: the reader is too slow
	scarce               // but more of that will not do
	ample
	gone // it takes frames no more, and lets them vanish
)

// put queues a frame, charged what it takes, but at most so much. Frames of an
// operation that the client has ended vanish.
func (o *outbox) put(f frame, atMost int) room {
	f.charge = int32(min(f.size(), atMost))
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.offer(f)
}

// putWaiting queues a frame when there is room for it, for senders that serve
// this socket alone.
func (o *outbox) putWaiting(f frame) {
	f.charge = int32(min(f.size(), maxCharge))
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.offer(f) == overflow {
		o.freed.Wait()
	}
}

// offer queues a frame if it fits; the lock is held.
func (o *outbox) offer(f frame) room {
	if o.closed || f.op != nil && f.op.dropped {
		return gone
	}
	if o.charged+int(f.charge) > o.limit {
		return overflow
	}
	o.append(f)
	return o.room()
}

func (o *outbox) room() room {
	switch {
	case o.closed:
		return gone
	case o.charged > o.limit/2:
		return scarce
	}
	return ample
}

// awaitAmple tells whether there is room. When it is scarce, wake is sent to as
// soon as that may have changed.
func (o *outbox) awaitAmple(wake chan struct{}) room {
	o.mu.Lock()
	defer o.mu.Unlock()
	room := o.room()
	if room == scarce && !slices.Contains(o.waiting, wake) {
		o.waiting = append(o.waiting, wake)
	}
	return room
}

// changed lets those go on who wait for room; the lock is held.
func (o *outbox) changed() {
	o.freed.Broadcast()
	if o.room() == scarce {
		return
	}
	for _, wake := range o.waiting {
		signal(wake)
	}
	o.waiting = nil
}

// signal sends to a channel of capacity one, unless that is done already.
func signal(wake chan struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

func (o *outbox) append(f frame) {
	o.queue = append(o.queue, f)
	o.charged += int(f.charge)
	if !o.writing {
		o.writing = true
		o.writers.ready <- o // has room for all sockets, each being there once
	}
}

// drop removes what is queued for an operation that the client has ended, so
// that its id may be used again at once.
func (o *outbox) drop(op *operation) {
	o.mu.Lock()
	defer o.mu.Unlock()
	op.dropped = true
	o.changed()
}

// close drops what is queued, lets the last frame follow what is being written,
// and takes no more. It returns false when it was closed before.
func (o *outbox) close(last ...frame) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return false
	}
	o.closed = true
	for _, f := range o.queue {
		o.charged -= int(f.charge)
	}
	o.queue = nil
	for _, f := range last {
		o.append(f)
	}
	if !o.writing {
		close(o.idle)
	}
	o.changed()
	return true
}

// held returns the bytes that wait for the reader.
func (o *outbox) held() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.charged
}

// write writes what is pending, for as long as the kernel takes it at once. What
// it does not is left to a goroutine that waits for it.
func (o *outbox) write(buffer []byte) {
	for b := (batch{}); ; {
		b = o.take(buffer[:0], b.charge)
		if b.frames == 0 {
			return
		}
		rest, err := o.direct.write(b.bytes)
		if err != nil {
			o.fail()
			return
		}
		if len(rest) > 0 || b.large != nil {
			o.metrics.bytes.Add(float64(len(b.bytes) - len(rest)))
			b.bytes = slices.Clone(rest)
			go o.writeWaiting(b)
			return
		}
		o.metrics.wrote(b.frames, int64(len(b.bytes)))
	}
}

// writeWaiting writes a batch within the deadline. What has become pending
// meanwhile is for the writers again.
func (o *outbox) writeWaiting(b batch) {
	// To set a deadline fails only when closed: so will the write.
	_ = o.conn.SetWriteDeadline(time.Now().Add(o.timeout))
	n, err := b.writeTo(o.conn)
	o.metrics.wrote(b.frames, n)
	if err != nil {
		o.fail()
		return
	}
	_ = o.conn.SetWriteDeadline(time.Time{})
	o.mu.Lock()
	defer o.mu.Unlock()
	o.charged -= b.charge
	o.changed()
	o.writers.ready <- o
}

// batch is what leaves in one write: frames gathered in one slice, or one frame
// that is larger, whose body goes uncopied.
type batch struct {
	bytes  []byte
	large  []byte
	frames int
	charge int
}

func (b batch) writeTo(conn net.Conn) (int64, error) {
	if b.large != nil {
		buffers := net.Buffers{b.bytes, b.large, []byte{nextTail}}
		return buffers.WriteTo(conn)
	}
	n, err := conn.Write(b.bytes)
	return int64(n), err
}

// take gathers pending frames behind bytes, after what was written before is no
// longer charged. Without pending frames the writer is to stop.
func (o *outbox) take(bytes []byte, written int) batch {
	o.mu.Lock()
	defer o.mu.Unlock()
	if written > 0 {
		o.charged -= written
		o.changed()
	}
	b := batch{bytes: bytes}
	taken := 0
	for _, f := range o.queue {
		large := len(b.bytes)+f.size() > cap(b.bytes)
		if large && b.frames > 0 {
			break
		}
		taken++
		b.charge += int(f.charge)
		if f.op != nil && f.op.dropped {
			continue
		}
		b.frames++
		if large && f.op != nil {
			b.bytes, b.large = f.appendHead(b.bytes), f.body
			break
		}
		b.bytes = f.appendTo(b.bytes)
	}
	o.shift(taken)
	if b.frames == 0 {
		o.charged -= b.charge
		o.stopped()
		return batch{}
	}
	return b
}

// shift removes the first n frames of the queue, and lets go of their bodies.
func (o *outbox) shift(n int) {
	rest := copy(o.queue, o.queue[n:])
	clear(o.queue[rest:])
	o.queue = o.queue[:rest]
}

// fail ends the outbox after a write that failed.
func (o *outbox) fail() {
	o.mu.Lock()
	o.closed, o.queue, o.charged = true, nil, 0
	o.stopped()
	o.changed()
	o.mu.Unlock()
	o.failed()
}

// stopped notes that the writer ends; the lock is held.
func (o *outbox) stopped() {
	o.writing = false
	if o.closed {
		close(o.idle)
	}
}
