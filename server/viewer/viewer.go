// Package viewer says who is asking. A viewer is put in the context at the
// door (web, socket, ingest) and read by the policies; whoever has none is
// nobody and may do nothing beyond what is public.
package viewer

import (
	"context"
	"slices"
	"strconv"
)

// Kind is the kind of party that asks.
type Kind string

// The kinds of party. System is the hub itself: ingest, start-up, watchers.
const (
	Nobody   Kind = "nobody"
	Operator Kind = "operator"
	Wall     Kind = "wall"
	Device   Kind = "device"
	System   Kind = "system"
)

// Viewer is one party with its rights. It is never changed after creation.
type Viewer struct {
	Kind Kind
	ID   int    // of the user, the wall or the device; 0 for System and Nobody
	Name string // as the timeline shows it
	// Session names the sign-in that speaks, so that it can be cut off.
	Session string

	scopes []Scope
}

// New makes a viewer with the scopes of its kind.
func New(kind Kind, id int, name, session string) Viewer {
	return Viewer{Kind: kind, ID: id, Name: name, Session: session, scopes: grants[kind]}
}

// Hub is the hub itself, for work that nobody asked for in person.
func Hub(name string) Viewer { return New(System, 0, name, "") }

// May tells whether the viewer holds a scope. Public is held by everybody.
func (v Viewer) May(s Scope) bool {
	return s == Public || v.Kind == System || slices.Contains(v.scopes, s)
}

// Key tells apart viewers who may see different things, or who lose their
// rights apart: it is the viewer's part in the key of a shared execution.
func (v Viewer) Key() string {
	return string(v.Kind)
}

// Actor is the viewer as one word for logs: kind and number, never a name.
func (v Viewer) Actor() string { return string(v.Kind) + ":" + strconv.Itoa(v.ID) }

type contextKey struct{}

// NewContext puts a viewer in the context.
func NewContext(ctx context.Context, v Viewer) context.Context {
	return context.WithValue(ctx, contextKey{}, v)
}

// From is the context's viewer, or Nobody.
func From(ctx context.Context) Viewer {
	if v, ok := ctx.Value(contextKey{}).(Viewer); ok {
		return v
	}
	return Viewer{Kind: Nobody}
}
