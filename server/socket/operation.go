package socket

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// operation is one query, mutation or subscription of one socket.
type operation struct {
	socket *socket
	id     string
	head   []byte // of each of its next frames
	cancel context.CancelFunc

	dropped bool // the client has ended it; guarded by the outbox

	member // its place in a group, for subscriptions
}

// start executes the operation, or joins it to those who asked the same.
func (o *operation) start(ctx context.Context, params *graphql.RawParams) {
	defer o.cancel()
	exec := o.socket.exec
	ctx = graphql.StartOperationTrace(ctx)
	opCtx, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		o.fail(exec.DispatchError(graphql.WithOperationContext(ctx, opCtx), errs).Errors)
		return
	}
	if opCtx.Operation.Operation == ast.Subscription {
		o.socket.server.groups.join(ctx, o, opCtx)
		return
	}
	errs = execute(ctx, exec, opCtx, func(body []byte) error {
		o.socket.out.putWaiting(nextFrame(o, body))
		return nil
	})
	o.end(errs)
}

// execute runs an operation and hands on each result, marshalled and the
// caller's to keep, until there are no more. It returns the errors by which the
// operation ended before its time.
func execute(ctx context.Context, exec graphql.GraphExecutor, opCtx *graphql.OperationContext, result func([]byte) error) (errs gqlerror.List) {
	present := func(err error) gqlerror.List {
		ctx := graphql.WithOperationContext(ctx, opCtx)
		var list gqlerror.List
		if !errors.As(err, &list) {
			list = gqlerror.List{gqlerror.WrapIfUnwrapped(err)}
		}
		return exec.DispatchError(ctx, list).Errors
	}
	defer func() {
		if r := recover(); r != nil {
			errs = present(opCtx.RecoverFunc(ctx, r))
		}
	}()
	responses, responseCtx := exec.DispatchOperation(ctx, opCtx)
	for response := responses(responseCtx); response != nil; response = responses(responseCtx) {
		// The response's data is valid only until the next is asked for.
		body, err := json.Marshal(response)
		if err == nil {
			err = result(body)
		}
		if err != nil {
			return present(err)
		}
	}
	if source, _ := ctx.Value(sourceKey{}).(*source); source != nil && ctx.Err() == nil {
		if err := source.failure(); err != nil {
			return present(err)
		}
	}
	return nil
}

// end tells the client that the operation is over, unless the client ended it.
func (o *operation) end(errs gqlerror.List) {
	if errs != nil {
		o.fail(errs)
		return
	}
	if o.socket.forget(o) {
		o.socket.send(message{ID: o.id, Type: typeComplete})
	}
}

// fail ends the operation with errors.
func (o *operation) fail(errs gqlerror.List) {
	if o.socket.forget(o) {
		o.socket.sendErrors(o.id, errs)
	}
}

// deliver queues a shared result, unless the subscriber has seen it or a later
// one, and tells whether there is ample room for more. The group's lock is held,
// so nothing here waits.
func (o *operation) deliver(sequence int64, body []byte) bool {
	if sequence != unsequenced {
		if sequence <= o.seen {
			return false
		}
		o.seen = sequence
	}
	charge := maxCharge
	if !o.served {
		o.served, charge = true, firstCharge
	}
	got := o.socket.out.put(nextFrame(o, body), charge)
	if got == overflow {
		o.socket.closeTooSlow()
	}
	return got == ample
}
