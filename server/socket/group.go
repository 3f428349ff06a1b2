package socket

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// groups are the subscriptions of all sockets, those that ask the same and may
// see the same together. Locks are taken in this order: groups, group, outbox.
type groups struct {
	server *Server

	mu    sync.Mutex
	byKey map[groupKey]*group
}

// group is one distinct subscription. It is executed by the first of its runs;
// who comes when that has begun starts another run or joins one that has yet to
// begin, so as to get a snapshot of its own, and moves to the first run when
// both are at the same point. Nothing needs to be buffered for that: each run
// is complete in itself, and every member skips what it has seen.
type group struct {
	key groupKey

	mu   sync.Mutex
	runs []*run // the last one may not have begun; all others have
}

// run is one execution of a group's operation. Its fields are guarded by the
// group's lock.
type run struct {
	group   *group
	cancel  context.CancelFunc
	members []*operation
	begun   bool  // has had a result
	last    int64 // sequence of its latest result
	wake    chan struct{}
}

// member is an operation's place in a group.
type member struct {
	left  bool   // the client has ended it or is gone; guarded by groups
	group *group // guarded by groups

	run    *run // guarded by the group, as is all below
	index  int  // among the run's members
	served bool // has had a result
	seen   int64
}

type groupKey [sha256.Size]byte

// keyOf returns what tells groups apart: what the viewer may see, the document,
// the operation's name and the variables, defaults included.
func keyOf(visibility string, opCtx *graphql.OperationContext) (groupKey, error) {
	variables, err := json.Marshal(opCtx.Variables) // in the order of their names
	if err != nil {
		return groupKey{}, fmt.Errorf("variables of a subscription: %w", err)
	}
	hash := sha256.New()
	for _, part := range [][]byte{[]byte(visibility), []byte(opCtx.RawQuery), []byte(opCtx.OperationName), variables} {
		hash.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		hash.Write(part)
	}
	return groupKey(hash.Sum(nil)), nil
}

// join makes a subscription a member of its group, and starts an execution when
// none can serve it from its beginning.
func (gs *groups) join(ctx context.Context, o *operation, opCtx *graphql.OperationContext) {
	key, err := keyOf(gs.server.options.Visibility(ctx), opCtx)
	if err != nil {
		o.fail(o.socket.exec.DispatchError(graphql.WithOperationContext(ctx, opCtx), gqlerror.List{gqlerror.Wrap(err)}).Errors)
		return
	}
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if o.left {
		return
	}
	g := gs.byKey[key]
	if g == nil {
		g = &group{key: key}
		gs.byKey[key] = g
		gs.server.metrics.groups.Inc()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	gs.server.metrics.subscriptions.Inc()
	o.group, o.seen = g, unsequenced
	if n := len(g.runs); n > 0 && !g.runs[n-1].begun {
		g.runs[n-1].add(o)
		return
	}
	// The execution outlives the member that it begins with.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &run{group: g, cancel: cancel, wake: make(chan struct{}, 1)}
	r.add(o)
	g.runs = append(g.runs, r)
	exec := o.socket.exec
	gs.server.running.Go(func() { gs.serve(ctx, r, exec, opCtx) })
}

// leave takes a subscription out of its group, at once.
func (gs *groups) leave(o *operation) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	o.left = true
	if o.group == nil {
		return
	}
	g := o.group
	g.mu.Lock()
	defer g.mu.Unlock()
	r := o.run
	if r == nil { // the run has ended first
		return
	}
	r.remove(o)
	gs.server.metrics.subscriptions.Dec()
	if len(r.members) == 0 {
		gs.drop(r)
	}
	signal(r.wake) // it may have been the one that was waited for
}

// drop ends a run that serves nobody; both locks are held.
func (gs *groups) drop(r *run) {
	r.cancel()
	g := r.group
	g.without(r)
	if len(g.runs) == 0 && gs.byKey[g.key] == g {
		delete(gs.byKey, g.key)
		gs.server.metrics.groups.Dec()
	}
}

// serve executes a run's operation until it ends or has no members.
func (gs *groups) serve(ctx context.Context, r *run, exec graphql.GraphExecutor, opCtx *graphql.OperationContext) {
	gs.server.metrics.executions.Inc()
	defer gs.server.metrics.executions.Dec()
	source, ctx := newSource(ctx)
	errs := execute(ctx, exec, opCtx, func(body []byte) error {
		gs.server.metrics.updates.Inc()
		ample, err := r.broadcast(source.sequence(), body)
		if !ample && err == nil {
			r.awaitRoom(ctx)
		}
		return err
	})
	for _, o := range gs.finish(r) {
		o.end(errs)
	}
	source.running.Wait()
}

// finish takes a run that has ended out of its group and returns its members.
func (gs *groups) finish(r *run) []*operation {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	r.group.mu.Lock()
	defer r.group.mu.Unlock()
	members := r.members
	r.members = nil
	for _, o := range members {
		o.run = nil
	}
	gs.server.metrics.subscriptions.Sub(float64(len(members)))
	gs.drop(r)
	return members
}

// broadcast hands a result to all members, moves them to the group's first run
// when they have caught up with it, and tells whether a member has ample room
// for more.
func (r *run) broadcast(sequence int64, body []byte) (ampleRoom bool, err error) {
	g := r.group
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(r.members) == 0 { // it was ended while the result was made
		return false, nil
	}
	if r.begun && sequence != unsequenced && sequence <= r.last {
		return false, fmt.Errorf("a subscription's sequence went from %d to %d", r.last, sequence)
	}
	r.begun, r.last = true, sequence
	for _, o := range r.members {
		if o.deliver(sequence, body) {
			ampleRoom = true
		}
	}
	if first := g.runs[0]; first != r && sequence != unsequenced && first.last != unsequenced && sequence >= first.last {
		for _, o := range r.members {
			first.add(o)
		}
		signal(first.wake) // the new members may have room
		r.members = nil
		r.cancel()
		g.without(r)
	}
	return ampleRoom, nil
}

// awaitRoom returns when a member has ample room. So an execution goes on as
// fast as its fastest member reads, and not faster: who comes back after a while
// can be told thousands of events at once, and is not cut for it.
func (r *run) awaitRoom(ctx context.Context) {
	for r.everybodyIsSlow() {
		select {
		case <-r.wake:
		case <-ctx.Done():
			return
		}
	}
}

func (r *run) everybodyIsSlow() bool {
	r.group.mu.Lock()
	defer r.group.mu.Unlock()
	slow := false
	for _, o := range r.members {
		switch o.socket.out.awaitAmple(r.wake) {
		case ample:
			return false
		case scarce:
			slow = true
		}
	}
	return slow
}

func (g *group) without(r *run) {
	g.runs = slices.DeleteFunc(g.runs, func(other *run) bool { return other == r })
}

func (r *run) add(o *operation) {
	o.run, o.index = r, len(r.members)
	r.members = append(r.members, o)
}

func (r *run) remove(o *operation) {
	last := len(r.members) - 1
	r.members[o.index] = r.members[last]
	r.members[o.index].index = o.index
	r.members[last] = nil
	r.members = r.members[:last]
	o.run = nil
}
