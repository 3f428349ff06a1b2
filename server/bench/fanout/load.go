package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket" //nolint:depguard // the load is a client
	"golang.org/x/sync/errgroup"

	"commandhub/server/socket"
)

// load connects sockets, lets the server publish for a while, and writes what it
// measured to w.
func load(ctx context.Context, addresses string, sockets, window int, duration time.Duration, w io.Writer) error {
	web, control, _ := strings.Cut(addresses, ",")
	if window >= inFlight/2 {
		return fmt.Errorf("a window of %d is too wide", window)
	}
	server, err := dialControl(ctx, control)
	if err != nil {
		return err
	}
	before, err := server.ask(account)
	if err != nil {
		return err
	}
	flow := &flow{sockets: int32(sockets), server: server, progress: make(chan struct{}, 1)}
	if err := flow.connect(ctx, web); err != nil {
		return err
	}
	begin := time.Now()
	idle, err := server.ask(account)
	if err != nil {
		return err
	}
	if err := server.grant(window); err != nil {
		return err
	}
	select {
	case <-time.After(duration):
	case <-ctx.Done():
		return ctx.Err()
	}
	halted, err := server.ask(halt)
	if err != nil {
		return err
	}
	if err := flow.await(ctx, halted.Published); err != nil {
		return err
	}
	elapsed := time.Since(begin)
	after, err := server.ask(account)
	if err != nil {
		return err
	}
	if halted.Published == 0 {
		return fmt.Errorf("nothing was published in %v", duration)
	}
	updates := float64(halted.Published) * float64(sockets)
	return json.NewEncoder(w).Encode(measurement{
		CPU:       float64((after.CPU - idle.CPU).Nanoseconds()) / 1e3 / updates,
		PerSecond: updates / elapsed.Seconds(),
		KiB:       float64(after.Resident-before.Resident) / 1024 / float64(sockets),
		Gaps:      int(flow.gaps.Load()),
	})
}

// controlled is the server, as the load commands it.
type controlled struct {
	conn    net.Conn
	decoder *json.Decoder
}

func dialControl(ctx context.Context, address string) (*controlled, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &controlled{conn: conn, decoder: json.NewDecoder(conn)}, nil
}

func (c *controlled) grant(updates int) error {
	_, err := c.conn.Write(bytes.Repeat([]byte{credit}, updates))
	return err
}

func (c *controlled) ask(command byte) (u usage, err error) {
	if _, err := c.conn.Write([]byte{command}); err != nil {
		return u, err
	}
	return u, c.decoder.Decode(&u)
}

// flow counts the updates that the sockets have read, and grants the server one
// more whenever all of them have read one.
type flow struct {
	sockets int32
	server  *controlled
	reads   [inFlight]atomic.Int32 // of the updates that are on their way
	done    atomic.Int64           // updates that all have read
	gaps    atomic.Int64
	lost    atomic.Int64 // sockets that ended
	// progress is sent to when done or lost has grown.
	progress chan struct{}
}

// connect opens all sockets, a few at a time, and subscribes.
func (f *flow) connect(ctx context.Context, address string) error {
	opening, ctx := errgroup.WithContext(ctx)
	opening.SetLimit(20)
	var mu sync.Mutex
	var open []*websocket.Conn
	for range f.sockets {
		opening.Go(func() error {
			conn, err := subscribe(ctx, address)
			mu.Lock()
			defer mu.Unlock()
			open = append(open, conn)
			return err
		})
	}
	if err := opening.Wait(); err != nil {
		return err
	}
	for _, conn := range open {
		go f.read(conn)
	}
	return nil
}

// subscribe opens one socket and reads its first result.
func subscribe(ctx context.Context, address string) (*websocket.Conn, error) {
	dialer := websocket.Dialer{Subprotocols: []string{socket.Subprotocol}}
	conn, response, err := dialer.DialContext(ctx, "ws://"+address+"/graphql", nil)
	if response != nil {
		_ = response.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	for _, message := range []string{
		`{"type":"connection_init"}`,
		`{"id":"1","type":"subscribe","payload":{"query":"` + query + `"}}`,
	} {
		if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			return nil, err
		}
		if _, _, err := conn.ReadMessage(); err != nil { // connection_ack, the first result
			return nil, err
		}
	}
	return conn, nil
}

// read takes in every update of one socket.
func (f *flow) read(conn *websocket.Conn) {
	defer func() {
		f.lost.Add(1)
		f.progressed()
	}()
	buffer := make([]byte, 1<<10)
	last := int64(0)
	for {
		_, r, err := conn.NextReader()
		if err != nil {
			return
		}
		n, err := io.ReadFull(r, buffer)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			return
		}
		sequence, ok := sequenceOf(buffer[:n])
		if !ok { // a ping
			if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"pong"}`)); err != nil {
				return
			}
			continue
		}
		if sequence != last+1 {
			f.gaps.Add(max(sequence-last-1, 1))
		}
		last = sequence
		if f.reads[sequence%inFlight].Add(1) == f.sockets {
			f.reads[sequence%inFlight].Store(0)
			f.done.Add(1)
			f.progressed()
			_ = f.server.grant(1) // the server is gone when the load is done
		}
	}
}

// sequenceOf finds an update's sequence in its message.
func sequenceOf(message []byte) (sequence int64, ok bool) {
	const field = `"sequence":`
	at := bytes.Index(message, []byte(field))
	if at < 0 {
		return 0, false
	}
	for _, c := range message[at+len(field):] {
		if c < '0' || c > '9' {
			break
		}
		sequence = sequence*10 + int64(c-'0')
	}
	return sequence, true
}

func (f *flow) progressed() {
	select {
	case f.progress <- struct{}{}:
	default:
	}
}

// await returns when all sockets have read so many updates.
func (f *flow) await(ctx context.Context, published int64) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for f.done.Load() < published && f.lost.Load() == 0 {
		select {
		case <-f.progress:
		case <-ctx.Done():
			return fmt.Errorf("all sockets have read %d of %d updates: %w", f.done.Load(), published, ctx.Err())
		}
	}
	if lost := f.lost.Load(); lost > 0 {
		return fmt.Errorf("%d sockets have ended", lost)
	}
	return nil
}
