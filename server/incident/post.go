package incident

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Order is by whose word a response starts, changes or ends.
type Order struct {
	// ByVoice is the post whose spoken order is entered on its behalf; nil where
	// the viewer orders it by a post of their own.
	ByVoice *rule.Post
	// OrderedBy names who gave it by voice.
	OrderedBy string
	At        *time.Time // nil for now
	Reason    string

	timedBy string // the field of the input that gave At; empty for that of the order
}

func (o Order) timeField() string { return cmp.Or(o.timedBy, "input.order.at") }

// ordered is an order that may be carried out.
type ordered struct {
	post      rule.Post
	by        string // who gave it
	inSteadOf string
	voice     bool
	at        time.Time
	reason    string // empty for none
}

// order finds by which of the allowed posts the context's viewer acts. A spoken
// order may be entered by whoever may enter incidents: a change of shift never
// holds up a response.
func (s *Incidents) order(ctx context.Context, in Order, allowed []rule.Post, article string) (ordered, error) {
	who := viewer.From(ctx)
	at, err := s.since(in.timeField(), in.At)
	if err != nil {
		return ordered{}, err
	}
	reason := strings.TrimSpace(in.Reason)
	if in.ByVoice != nil {
		switch {
		case !slices.Contains(allowed, *in.ByVoice):
			return ordered{}, refusedPost(allowed, article)
		case in.OrderedBy == "":
			return ordered{}, &Refused{"input.order.orderedBy", article, badOrderedBy.With()}
		}
		return ordered{post: *in.ByVoice, by: in.OrderedBy, voice: true, at: at, reason: reason}, nil
	}
	posts, err := s.Posts(ctx, who.ID)
	if err != nil || who.Kind != viewer.Person {
		posts = nil
	}
	for _, post := range allowed {
		for _, held := range posts {
			if string(held.Role) != string(post) {
				continue
			}
			o := ordered{post: post, by: who.Name, at: at, reason: reason}
			if of := held.Edges.InSteadOf; of != nil {
				o.inSteadOf = of.Name
			}
			return o, nil
		}
	}
	return ordered{}, refusedPost(allowed, article)
}

func refusedPost(allowed []rule.Post, article string) error {
	return &Refused{"input.order", article, mayNotOrder.With(allowed)}
}
