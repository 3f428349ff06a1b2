// Package socket speaks graphql-transport-ws over websockets, as a transport of
// gqlgen: queries, mutations and subscriptions. Equal subscriptions of viewers
// who may see the same are executed once, and each result is marshalled once;
// what is pending for a socket leaves in one write.
//
//	server := socket.New(socket.Options{Visibility: …, Viewer: …, Init: …})
//	graph.AddTransport(server) // a *handler.Server of gqlgen
//	defer server.Shutdown(ctx)
//
// # What a subscription's resolver owes
//
// It returns Stream over an iterator of items with their sequence:
//
//	func (r *subscriptionResolver) StationEvents(ctx context.Context, after *int64) (<-chan *model.StationEvent, error) {
//		return socket.Stream(ctx, r.live.Events(ctx, after)), nil
//	}
//
// The sequence is a point in the source: how much of what has happened is told
// once the item is. Four rules make a client that joins a running execution
// miss nothing, see nothing twice and never go back:
//
//  1. Sequences are zero or more and grow with every item of one stream. A
//     stream that breaks this is ended with an error, for it would lose items.
//  2. The source has one order: two streams of equal arguments that are at the
//     same sequence have told the same. A stream that begins never begins
//     behind what another has told already. So subscribe first, then take the
//     snapshot and its sequence under one lock, then go on from there.
//  3. Telemetry begins at once with a snapshot; its later items tell the latest
//     values of what changed since the item before.
//  4. Events come one an item, in order, from the argument `after` on, so that
//     two streams have their items at the same sequences.
//
// The iterator's yield waits while all readers of the execution are slow: it goes
// as fast as the fastest of them. Telemetry conflates meanwhile. Events are read
// on from where they are kept; a source that only has a bounded queue of them
// fails the stream when that overflows, so that the client resumes.
//
// The iterator returns when its context ends. Fail ends the subscription with an
// error, for instance when `after` reaches back further than is kept; a return
// without it completes the subscription.
//
// A resolver that returns a channel of its own works, but is shared only by
// those who subscribe before its first item.
//
// Everything that the resolver, directives and interceptors read must be in what
// tells executions apart: Options.Visibility of the context, the document, the
// operation's name and the variables. They must not read the request's headers
// or extensions, and not rely on who exactly the context's viewer is: it is the
// member that the execution began with, and stays so after that member has left.
//
// # How a client joins
//
// Who subscribes while an execution runs gets one of its own (together with
// others who come before its first item) and moves over to the group's first one
// as soon as it is at the same point, usually with its snapshot. Nothing is
// buffered for that. A member that falls behind the fastest by more than its
// limit is closed, so that none waits for another.
//
// # Close codes
//
//	4400 not a message of the protocol
//	4401 an operation before connection_ack
//	4403 not admitted, or no longer (rights withdrawn, session ended)
//	4406 a subprotocol other than graphql-transport-ws
//	4408 no connection_init in time
//	4409 the operation's id is in use
//	4429 more than one connection_init
//	4450 too slow: connect again, and resume events with `after`
//	4451 two pings without a pong
//	4452 too many sockets of one viewer: close one, or try later
//	1012 the hub stops: connect again
//	1013 the hub is full, or cannot tell for now who asks: connect again later
//	1002, 1009 not a websocket frame; a message of more than 64 KiB
//
// A client should connect again after 1001, 1006, 1012, 1013, 4408, 4450, 4451 and
// 4452, with growing pauses, and ask its user to sign in after 4403. Foreign
// origins get 403 instead of a handshake; a hub that is full or stops, 503 with
// Retry-After.
//
// # Limits
//
// A socket holds 64 KiB for a slow reader; more closes it with 4450, for events
// must not be dropped. Single frames count 16 KiB at most, and the first result
// of each subscription 1 KiB, so that a few large snapshots do not close a
// socket: their bytes are shared. Results of queries wait for room instead. One
// operation too many is answered with the error RATE_LIMITED and leaves the
// socket open.
package socket
