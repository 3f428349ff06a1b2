// Package partner lets bureaus' programs in: clients of an organisation, their
// keys and access tokens, and what they used. What a client sees is what it
// asked for and its organisation shares.
package partner

import (
	"errors"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/access"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// ErrKey is a key or token that is unknown, revoked or expired, or whose client
// is closed: these are not told apart to whoever holds it.
var ErrKey = errors.New("this key is not good: it may be mistyped, revoked or expired")

// ErrClosed is a client that its organisation or the hub closed.
var ErrClosed = errors.New("the program is closed")

// Partners is the use cases.
type Partners struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Clock    clockwork.Clock
	// Withdrawn is called after a client's rights have changed.
	Withdrawn func(kind viewer.Kind, id int)
}

func (p *Partners) now() time.Time { return p.Clock.Now().UTC().Truncate(time.Microsecond) }

func invalid(field, message string) error { return &access.Invalid{Field: field, Message: message} }
