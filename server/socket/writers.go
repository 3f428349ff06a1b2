package socket

import (
	"net"
	"runtime"
	"sync"
	"syscall"
)

// writers write for all sockets, as many at a time as there are processors. They
// never wait for the network, so a few serve thousands of sockets without a
// stack for each, and find the more frames pending the busier they are.
type writers struct {
	ready   chan *outbox // those with something pending, each once
	running sync.WaitGroup
	stopped sync.Once
}

// newWriters starts writers for about so many sockets.
func newWriters(sockets int) *writers {
	w := &writers{ready: make(chan *outbox, sockets)}
	for range runtime.GOMAXPROCS(0) {
		w.running.Go(func() {
			buffer := make([]byte, writeSize)
			for o := range w.ready {
				o.write(buffer)
			}
		})
	}
	return w
}

// stop returns when the writers have ended. No socket may be left.
func (w *writers) stop() {
	w.stopped.Do(func() { close(w.ready) })
	w.running.Wait()
}

// directWriter writes what the kernel takes at once. Connections that are not
// plain TCP cannot tell, and take nothing that way.
type directWriter struct {
	raw   syscall.RawConn
	try   func(fd uintptr) bool // made once, for each write would else allocate it
	bytes []byte
	err   error
}

func (d *directWriter) init(conn net.Conn) {
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	d.raw = raw
	d.try = func(fd uintptr) bool {
		for len(d.bytes) > 0 {
			n, err := syscall.Write(int(fd), d.bytes)
			switch err {
			case nil:
				d.bytes = d.bytes[n:]
			case syscall.EINTR:
			case syscall.EAGAIN:
				return true
			default:
				d.err = err
				return true
			}
		}
		return true
	}
}

// write returns what is left to write. It is called by one goroutine at a time.
func (d *directWriter) write(bytes []byte) ([]byte, error) {
	if d.raw == nil {
		return bytes, nil
	}
	d.bytes, d.err = bytes, nil
	err := d.raw.Write(d.try)
	rest := d.bytes
	d.bytes = nil
	if err == nil {
		err = d.err
	}
	return rest, err
}
