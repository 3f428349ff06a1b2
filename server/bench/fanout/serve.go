package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/sys/unix"

	"commandhub/server/socket"
	"commandhub/server/socket/feedtest"
)

// The load tells the server by single bytes over a connection of its own what to
// do, and gets a usage for each but the credit.
const (
	credit  = '+' // publish one more update
	halt    = 'h' // publish no more
	account = 'm'
)

// usage is what the server process has used so far.
type usage struct {
	Published int64
	CPU       time.Duration
	Resident  int // bytes
}

// serve runs a server until it is killed. It writes its address to w.
func serve(ctx context.Context, kind string, w io.Writer) error {
	updates := &source{subscribers: map[chan *feedtest.Item]struct{}{}, last: item(0)}
	web, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	control, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(web, endpoint(kind, updates)) }()
	debug.FreeOSMemory() // what follows is measured from here
	if _, err := fmt.Fprintf(w, "%s,%s\n", web.Addr(), control.Addr()); err != nil {
		return err
	}
	conn, err := control.Accept()
	if err != nil {
		return err
	}
	return obey(conn, updates)
}

// endpoint is what serves the sockets.
func endpoint(kind string, updates *source) http.Handler {
	if kind == raw {
		return rawEndpoint(updates)
	}
	resolvers := &feedtest.Resolvers{Items: updates.subscribe}
	if kind == hub {
		resolvers.Items = func(ctx context.Context) <-chan *feedtest.Item {
			items := updates.subscribe(ctx)
			return socket.Stream(ctx, func(yield func(int64, *feedtest.Item) bool) {
				for {
					select {
					case item := <-items:
						if !yield(item.Sequence, item) {
							return
						}
					case <-ctx.Done():
						return
					}
				}
			})
		}
	}
	graph := handler.New(resolvers.Schema())
	graph.SetQueryCache(lru.New[*ast.QueryDocument](100))
	if kind == hub {
		graph.AddTransport(socket.New(socket.Options{
			Visibility: func(context.Context) string { return "" },
			MaxSockets: 50_000,
		}))
	} else {
		graph.AddTransport(transport.Websocket{})
	}
	return graph
}

// obey publishes and measures as the load asks for it.
func obey(conn io.ReadWriter, updates *source) error {
	credits := make(chan struct{}, 1<<10)
	stop := make(chan struct{})
	stopped := make(chan int64)
	go func() {
		sequence := int64(0)
		for {
			select {
			case <-credits:
				sequence++
				updates.publish(item(sequence))
			case <-stop:
				stopped <- sequence
				return
			}
		}
	}()
	var published int64
	command := make([]byte, 1)
	for {
		if _, err := conn.Read(command); errors.Is(err, io.EOF) {
			return nil // the load is done
		} else if err != nil {
			return err
		}
		switch command[0] {
		case credit:
			select {
			case credits <- struct{}{}:
			default: // after the halt nobody takes them
			}
			continue
		case halt:
			close(stop)
			published = <-stopped
		}
		u, err := used()
		if err != nil {
			return err
		}
		u.Published = published
		if err := json.NewEncoder(conn).Encode(u); err != nil {
			return err
		}
	}
}

// used returns what this process has used.
func used() (u usage, err error) {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return u, err
	}
	u.CPU = time.Duration(r.Utime.Nano() + r.Stime.Nano())
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return u, err
	}
	var total, resident int
	if _, err := fmt.Fscan(strings.NewReader(string(statm)), &total, &resident); err != nil {
		return u, err
	}
	u.Resident = resident * os.Getpagesize()
	return u, nil
}
