package socket

import (
	"encoding/binary"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// newOutbox returns an outbox whose writer is the test, and its reader's end. A
// pipe takes nothing before it is read, as a stalled reader does, and hands on
// each write by itself.
func newOutbox(t *testing.T) (o *outbox, reader net.Conn) {
	t.Helper()
	ours, reader := net.Pipe()
	o = &outbox{
		conn: ours, limit: minQueueLimit, timeout: time.Minute, failed: func() {},
		metrics: newMetrics(nil, func() float64 { return 0 }),
		writers: &writers{ready: make(chan *outbox, 1)}, idle: make(chan struct{}),
	}
	o.freed.L = &o.mu
	t.Cleanup(func() {
		_ = reader.Close()
		_ = ours.Close()
	})
	return o, reader
}

// write does what a writer does, once something is pending.
func write(o *outbox) { (<-o.writers.ready).write(make([]byte, writeSize)) }

// readWrite returns the payloads of the frames of one write.
func readWrite(t *testing.T, reader net.Conn) (payloads []string) {
	t.Helper()
	b := make([]byte, 1<<20)
	n, err := reader.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	for b = b[:n]; len(b) > 0; {
		length, head := uint64(b[1]), 2
		switch length {
		case 126:
			length, head = uint64(binary.BigEndian.Uint16(b[2:])), 4
		case 127:
			length, head = binary.BigEndian.Uint64(b[2:]), 10
		}
		end := min(head+int(length), len(b)) // of a large frame the body comes by itself
		payloads = append(payloads, string(b[head:end]))
		b = b[end:]
	}
	return payloads
}

func operationFor(id string) *operation {
	return &operation{id: id, head: nextHead([]byte(`"` + id + `"`))}
}

func TestPendingFramesLeaveInOneWrite(t *testing.T) {
	o, reader := newOutbox(t)
	mine, ended := operationFor("a"), operationFor("b")
	for range 20 {
		for _, op := range []*operation{mine, ended} {
			if got := o.put(nextFrame(op, []byte(`{"data":1}`)), maxCharge); got != ample {
				t.Fatalf("put: %v", got)
			}
		}
	}
	o.put(textFrame([]byte(`{"type":"ping"}`)), maxCharge)
	o.drop(ended)
	want := append(slices.Repeat([]string{`{"id":"a","type":"next","payload":{"data":1}}`}, 20), `{"type":"ping"}`)
	write(o)
	if got := readWrite(t, reader); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	write(o)
	if got := o.held(); got != 0 {
		t.Errorf("%d bytes are held after all was written", got)
	}
}

func TestHeadersOfAllLengths(t *testing.T) {
	for _, length := range []int{1, 125, 126, 1 << 10, 1<<16 - 1, 1 << 16, 100 << 10} {
		f := textFrame([]byte(strings.Repeat("x", length)))
		b := f.appendTo(nil)
		if f.size() < len(b) {
			t.Errorf("a frame of %d bytes tells %d", len(b), f.size())
		}
		ours, reader := net.Pipe()
		go func() { _, _ = ours.Write(b) }()
		if got := readWrite(t, reader); len(got) != 1 || len(got[0]) != length {
			t.Errorf("a payload of %d bytes was read as %d frames", length, len(got))
		}
		_ = reader.Close()
		_ = ours.Close()
	}
}

func TestLargeFrameGoesUncopiedAndByItself(t *testing.T) {
	o, reader := newOutbox(t)
	body := strings.Repeat("x", 100<<10)
	o.put(textFrame([]byte("before")), maxCharge)
	o.put(nextFrame(operationFor("a"), []byte(body)), maxCharge)
	o.put(textFrame([]byte("after")), maxCharge)
	write(o)
	if got := readWrite(t, reader); !slices.Equal(got, []string{"before"}) {
		t.Fatalf("got %d frames, %q", len(got), got[0])
	}
	write(o)
	for _, want := range []int{len(`{"id":"a","type":"next","payload":`), len(body)} {
		b := make([]byte, 1<<20)
		n, err := reader.Read(b)
		if err != nil || n < want || n > want+maxHeader {
			t.Fatalf("read %d bytes, want %d and a header: %v", n, want, err)
		}
	}
	if n, err := reader.Read(make([]byte, 10)); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	write(o)
	if got := readWrite(t, reader); !slices.Equal(got, []string{"after"}) {
		t.Fatalf("got %q", got)
	}
}

func TestStalledReaderHoldsAtMostTheLimit(t *testing.T) {
	o, _ := newOutbox(t)
	op := operationFor("a")
	body := []byte(strings.Repeat("x", 200))
	frames := 0
	seen := map[room]bool{}
	for {
		got := o.put(nextFrame(op, body), maxCharge)
		if seen[got] = true; got == overflow {
			break
		}
		frames++
	}
	if frames < 200 || o.held() > minQueueLimit || !seen[ample] || !seen[scarce] {
		t.Errorf("%d frames, %d bytes, %v", frames, o.held(), seen)
	}
	wake := make(chan struct{}, 1)
	if got := o.awaitAmple(wake); got != scarce {
		t.Errorf("room is %v", got)
	}
	go write(o) // takes a batch and is stuck with it
	if !o.close(closeFrame(CloseTooSlow, "")) || o.close() {
		t.Error("an outbox is closed once")
	}
	<-wake
	if got := o.held(); got > 2*writeSize {
		t.Errorf("%d bytes are held after the close", got)
	}
	if got := o.put(nextFrame(op, body), maxCharge); got != gone {
		t.Errorf("put: %v", got)
	}
}

func TestFailedWriteEndsTheOutbox(t *testing.T) {
	o, reader := newOutbox(t)
	failed := make(chan struct{})
	o.failed = func() { close(failed) }
	o.put(textFrame([]byte("to nobody")), maxCharge)
	_ = reader.Close()
	write(o)
	<-failed
	<-o.idle
	if got := o.held(); got != 0 || o.close() {
		t.Errorf("%d bytes are held", got)
	}
}
