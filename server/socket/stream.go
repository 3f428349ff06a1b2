package socket

import (
	"context"
	"iter"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Stream is what a subscription's resolver returns: the items of an iterator,
// each with its sequence. See the package's documentation for what the iterator
// owes. The iterator runs in a goroutine of its own and must return soon after
// the context ends. A panic in it ends the subscription with an error.
func Stream[T any](ctx context.Context, items iter.Seq2[int64, T]) <-chan T {
	out := make(chan T)
	source, _ := ctx.Value(sourceKey{}).(*source) // nil under another transport
	run := func() {
		defer close(out)
		defer func() {
			if r := recover(); r != nil {
				Fail(ctx, graphql.GetOperationContext(ctx).Recover(ctx, r))
			}
		}()
		for sequence, item := range items {
			if !source.announce(ctx, sequence) {
				return
			}
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
		}
	}
	if source == nil {
		go run()
	} else {
		source.running.Go(run)
	}
	return out
}

// Fail lets the subscription whose resolver was given the context end with an
// error instead of an ordinary end, once its stream has ended. The first error
// counts. Under another transport than this one it has no effect.
func Fail(ctx context.Context, err error) {
	if source, _ := ctx.Value(sourceKey{}).(*source); source != nil {
		source.mu.Lock()
		defer source.mu.Unlock()
		if source.err == nil {
			source.err = err
		}
	}
}

// unsequenced is the sequence of results that did not come through Stream, and of
// the parts of a beginning that only its end completes.
const unsequenced = -1

// source carries the sequences of a stream past gqlgen, which hands on nothing
// but the result: one is announced before its item is sent, and read after the
// item's result was made.
type source struct {
	sequences chan int64
	running   sync.WaitGroup

	mu  sync.Mutex
	err error
}

type sourceKey struct{}

// newSource returns a source and the context by which Stream finds it.
func newSource(ctx context.Context) (*source, context.Context) {
	// Two fit: the item being turned into a result, and the one offered next.
	s := &source{sequences: make(chan int64, 2)}
	return s, context.WithValue(ctx, sourceKey{}, s)
}

func (s *source) announce(ctx context.Context, sequence int64) bool {
	if s == nil {
		return true
	}
	select {
	case s.sequences <- sequence:
		return true
	case <-ctx.Done():
		return false
	}
}

// sequence returns that of the result just made.
func (s *source) sequence() int64 {
	select {
	case sequence := <-s.sequences:
		return sequence
	default:
		return unsequenced
	}
}

// failure returns what Fail was called with.
func (s *source) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
