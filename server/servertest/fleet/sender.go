package fleet

import (
	"bufio"
	"context"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"time"
)

// Options of a sending fleet.
type Options struct {
	Address string
	Boot    string
	Began   time.Time // of the readings, by the devices' clocks
	Window  int       // batches of one station that wait for their answer, at most
	// Pace is the time between two batches of one station; 0 sends as fast as
	// answers come.
	Pace time.Duration
	// Answered is told of each answer and how long it took; it must be fast and
	// safe for concurrent use. May be nil.
	Answered func(seq int64, took time.Duration)
}

// Sender is one station that sends. What is not answered is sent again after a
// reconnection, with the boot and sequence that it had. So are the last few
// that were: a console may lose an answer with its own power.
type Sender struct {
	Options
	station Station

	mu       sync.Mutex
	room     sync.Cond
	waiting  []sent // in the order of their sequences
	recent   []sent // answered last, at most resent
	next     int64
	answered int64 // batches, each counted once
	broken   bool
	stopped  bool
}

// resent is how many answered batches are sent again after a reconnection.
const resent = 3

type sent struct {
	seq   int64
	first time.Time // that it was sent
}

// NewSender makes a station send; Run does it.
func NewSender(s Station, o Options) *Sender {
	sender := &Sender{Options: o, station: s, next: 1}
	sender.room.L = &sender.mu
	return sender
}

// Answered is how many batches were answered, and the highest sequence sent:
// when both are equal, all are answered.
func (s *Sender) Answered() (batches, sent int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.answered, s.next - 1
}

// Run sends new batches until produce ends, and returns when all are answered
// or ctx ends.
func (s *Sender) Run(ctx, produce context.Context) {
	defer context.AfterFunc(produce, func() {
		s.mu.Lock()
		s.stopped = true
		s.room.Broadcast()
		s.mu.Unlock()
	})()
	for ctx.Err() == nil && !s.finished() {
		s.session(ctx)
		if s.finished() {
			return
		}
		select {
		case <-time.After(20*time.Millisecond + rand.N(80*time.Millisecond)):
		case <-ctx.Done():
		}
	}
}

func (s *Sender) finished() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopped && len(s.waiting) == 0
}

// session is one connection, from its beginning to its loss.
func (s *Sender) session(ctx context.Context) {
	dialer := net.Dialer{Timeout: 5 * time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", s.Address)
	if err != nil {
		return
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if _, err := conn.Write(appendConnect(nil, s.station.User, s.station.Secret)); err != nil {
		return
	}
	reader := bufio.NewReaderSize(conn, 512)
	if first, _, err := readAnswer(reader); err != nil || first != connackPacket {
		return
	}
	s.mu.Lock()
	s.broken = false
	s.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.read(reader)
		s.mu.Lock()
		s.broken = true
		s.room.Broadcast()
		s.mu.Unlock()
		conn.Close()
	}()
	s.write(conn)
	conn.Close()
	<-done
}

// write sends what waits again, and then what is new.
func (s *Sender) write(conn net.Conn) {
	s.mu.Lock()
	again := slices.Concat(s.recent, s.waiting)
	s.mu.Unlock()
	var buffer, payload []byte
	for _, w := range again {
		payload = appendPayload(payload[:0], s.Boot, w.seq, s.Began)
		if _, err := conn.Write(appendPublish(buffer[:0], packetID(w.seq), true, payload)); err != nil {
			return
		}
	}
	pace := time.NewTimer(0)
	defer pace.Stop()
	if s.Pace > 0 { // stations do not speak in step
		pace.Reset(rand.N(s.Pace))
	}
	for {
		if s.Pace > 0 {
			<-pace.C
			pace.Reset(s.Pace)
		}
		n, ok := s.produce()
		if !ok {
			return
		}
		buffer = buffer[:0]
		for seq := n.from; seq <= n.to; seq++ {
			payload = appendPayload(payload[:0], s.Boot, seq, s.Began)
			buffer = appendPublish(buffer, packetID(seq), false, payload)
		}
		if _, err := conn.Write(buffer); err != nil {
			return
		}
	}
}

type span struct{ from, to int64 }

// produce takes the next sequences, as many as there is room for (one where the
// pace is given), waiting for room. It is not ok when there is nothing more to
// write on this connection.
func (s *Sender) produce() (span, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.broken && (s.stopped && len(s.waiting) > 0 || !s.stopped && len(s.waiting) >= s.Window) {
		s.room.Wait()
	}
	if s.broken || s.stopped {
		return span{}, false
	}
	n := s.Window - len(s.waiting)
	if s.Pace > 0 {
		n = 1
	}
	now, from := time.Now(), s.next
	for range n {
		s.waiting = append(s.waiting, sent{s.next, now})
		s.next++
	}
	return span{from, s.next - 1}, true
}

func packetID(seq int64) uint16 { return uint16(seq%65535) + 1 }

func (s *Sender) read(r *bufio.Reader) {
	for {
		first, id, err := readAnswer(r)
		if err != nil {
			return
		}
		if first != pubackPacket {
			continue
		}
		s.mu.Lock()
		i := slices.IndexFunc(s.waiting, func(w sent) bool { return packetID(w.seq) == id })
		if i < 0 {
			s.mu.Unlock()
			continue
		}
		w := s.waiting[i]
		s.waiting = slices.Delete(s.waiting, i, i+1)
		s.answered++
		s.recent = append(s.recent[max(0, len(s.recent)-resent+1):], w)
		s.room.Broadcast()
		s.mu.Unlock()
		if s.Options.Answered != nil {
			s.Options.Answered(w.seq, time.Since(w.first))
		}
	}
}
