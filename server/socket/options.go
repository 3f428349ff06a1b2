package socket

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Options set up a Server. Zero values take the defaults.
type Options struct {
	// Visibility returns what the context's viewer may see, as a word: viewers
	// with the same word share the execution of equal subscriptions. It must
	// tell apart whatever resolvers, interceptors and directives read from the
	// context. Required.
	Visibility func(ctx context.Context) string
	// Viewer names who is behind a socket, for MaxSocketsPerViewer and Recheck.
	// It is asked at the handshake and again after Init. Without it, or for an
	// empty name, neither applies.
	Viewer func(ctx context.Context) string
	// Init decides on connection_init and its payload (nil without one) whether
	// the client is admitted, and returns the context whose values operations
	// get. That is derived from the one given, which holds the values of the
	// handshake's request and ends after InitTimeout. An error closes with 4403
	// and is not told; ErrUnavailable closes with 1013. Without Init everybody is
	// admitted.
	Init func(ctx context.Context, payload map[string]any) (context.Context, error)
	// Recheck is asked after Init, by Server.Recheck and at every ping whether the
	// viewer may still be here with the rights that it came with. An error closes with 4403, but for ErrUnavailable, which lets
	// the viewer stay until the next ping. Optional.
	Recheck func(ctx context.Context) error
	// Origins are allowed besides the host itself: scheme://host[:port].
	Origins []string

	InitTimeout         time.Duration // for connection_init; default 5 s
	PingInterval        time.Duration // default 12 s; no pong for two of them closes
	WriteTimeout        time.Duration // for one write; default 5 s
	ReadLimit           int64         // bytes of a message; default 64 KiB
	QueueLimit          int           // bytes held for a slow reader; default 64 KiB, at least that
	MaxOperations       int           // at a time on one socket; default 20
	MaxSockets          int           // default 12,000
	MaxSocketsPerViewer int           // default 100

	Registerer prometheus.Registerer // default none
	Log        *slog.Logger          // default slog.Default()
}

// ErrUnavailable is returned by Init and Recheck when they cannot tell for now,
// for instance because the database is away.
var ErrUnavailable = errors.New("cannot be told for now")

const minQueueLimit = 64 << 10

func (o Options) withDefaults() Options {
	if o.Visibility == nil {
		panic("socket: Options.Visibility is required")
	}
	orDefault(&o.InitTimeout, 5*time.Second)
	orDefault(&o.PingInterval, 12*time.Second)
	orDefault(&o.WriteTimeout, 5*time.Second)
	orDefault(&o.ReadLimit, 64<<10)
	orDefault(&o.MaxOperations, 20)
	orDefault(&o.MaxSockets, 12_000)
	orDefault(&o.MaxSocketsPerViewer, 100)
	o.QueueLimit = max(o.QueueLimit, minQueueLimit)
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

func orDefault[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}
