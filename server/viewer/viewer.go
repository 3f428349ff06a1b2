// Package viewer says who is asking and what they may: scopes, and for each how
// far they reach. A viewer is put in the context at the door (web, socket,
// ingest) and read by the policies; whoever has none is nobody and may do
// nothing beyond what is public.
package viewer

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// Kind is the kind of party that asks.
type Kind string

// The kinds of party. System is the hub itself: ingest, start-up, watchers.
const (
	Nobody      Kind = "nobody"
	Person      Kind = "person"
	Wall        Kind = "wall"
	FieldDevice Kind = "field_device"
	Client      Kind = "client"
	Device      Kind = "device"
	System      Kind = "system"
)

// Grant is a set of scopes and how far they reach.
type Grant struct {
	Scopes []Scope
	Reach  Reach
}

// Reach bounds a grant; the zero value is the whole county.
type Reach struct {
	Area         string // code: stations in it or in its parts
	Organisation string // code: stations that it owns, programs that are its own
}

// Viewer is one party with its rights. It is never changed after creation.
type Viewer struct {
	Kind Kind
	ID   int    // of the user, the wall, the client or the device; 0 for System and Nobody
	Name string // as the timeline shows it
	// Session names the sign-in that speaks, so that it can be cut off.
	Session string
	// FactorMissing is true while the hub demands a second factor that the person
	// has not set up: until then they may do nothing else.
	FactorMissing bool
	// Points are what it may spend at the contract in a minute, where it has a
	// quota of its own; else 0.
	Points int

	grants []Grant
	key    string
}

// New makes a viewer with what it was granted.
func New(kind Kind, id int, name, session string, grants ...Grant) Viewer {
	return Viewer{Kind: kind, ID: id, Name: name, Session: session, grants: grants, key: keyOf(kind, grants)}
}

// Hub is the hub itself, for work that nobody asked for in person.
func Hub(name string) Viewer { return New(System, 0, name, "") }

// May tells whether the viewer holds a scope, however far it reaches. Public is
// held by everybody.
func (v Viewer) May(s Scope) bool {
	return s == Public || v.Kind == System ||
		slices.ContainsFunc(v.grants, func(g Grant) bool { return slices.Contains(g.Scopes, s) })
}

// Reaches tells how far a scope reaches: the whole county, or the places named.
func (v Viewer) Reaches(s Scope) (all bool, places []Reach) {
	if s == Public || v.Kind == System {
		return true, nil
	}
	for _, g := range v.grants {
		if !slices.Contains(g.Scopes, s) {
			continue
		}
		if g.Reach == (Reach{}) {
			return true, nil
		}
		if !slices.Contains(places, g.Reach) {
			places = append(places, g.Reach)
		}
	}
	return false, places
}

// Key tells apart viewers who may see different things: it is the viewer's part
// in the key of a shared execution, and changes when the viewer's rights do.
func (v Viewer) Key() string {
	if v.key == "" {
		return string(v.Kind)
	}
	return v.key
}

// keyOf is the same for the same rights, in whatever order they were granted.
func keyOf(kind Kind, grants []Grant) string {
	var words []string
	for _, g := range grants {
		for _, s := range g.Scopes {
			words = append(words, string(s)+"@"+g.Reach.Area+"@"+g.Reach.Organisation)
		}
	}
	slices.Sort(words)
	return string(kind) + "|" + strings.Join(slices.Compact(words), "|")
}

// Actor is the viewer as one word for logs: kind and number, never a name.
func (v Viewer) Actor() string { return Actor(v.Kind, v.ID) }

// Actor is the party of a kind with an id as one word.
func Actor(kind Kind, id int) string { return string(kind) + ":" + strconv.Itoa(id) }

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

// Without is grants less some scopes.
func Without(grants []Grant, scopes ...Scope) []Grant {
	out := make([]Grant, 0, len(grants))
	for _, g := range grants {
		g.Scopes = slices.DeleteFunc(slices.Clone(g.Scopes), func(s Scope) bool { return slices.Contains(scopes, s) })
		out = append(out, g)
	}
	return out
}
