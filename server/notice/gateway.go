package notice

import (
	"context"
	"time"
)

// Outgoing is one sending as a gateway gets it.
type Outgoing struct {
	ID      int        `json:"id"` // the same whenever it is handed over again
	Channel string     `json:"channel"`
	To      string     `json:"to"`
	Name    string     `json:"name"`
	Unit    string     `json:"unit"`
	Text    string     `json:"text"`
	ReplyBy *time.Time `json:"replyBy,omitempty"`
}

// Gateway hands a sending to the world: it returns once that has taken it, with the
// world's name for it, if it has one. An error is tried again later, a Rejected is
// not.
type Gateway interface {
	Send(ctx context.Context, m Outgoing) (reference string, err error)
}

// Rejected is what a gateway will never take, as a number that is none.
type Rejected struct{ Why string }

func (r *Rejected) Error() string { return r.Why }

// Gateways serve the channels; File serves those that have none, and all of an
// exercise.
type Gateways struct {
	Voice, SMS, Email Gateway // nil for none
	File              Gateway
}

func (g *Gateways) of(channel string, exercise bool) Gateway {
	by := map[string]Gateway{"VOICE": g.Voice, "SMS": g.SMS, "EMAIL": g.Email}[channel]
	if exercise || by == nil {
		return g.File
	}
	return by
}
