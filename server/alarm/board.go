package alarm

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"log/slog"
	"sync"
	"time"

	"commandhub/server/stream"
)

const (
	// Every is how often the hub looks: what another hub wrote, or only the time
	// brought about, is told within two seconds.
	Every = time.Second
	// Heartbeat is the longest silence of the stream while the database answers.
	Heartbeat = 5 * time.Second
)

// Board looks once for all who follow: each reads anew, under rights of their own,
// when something has changed.
type Board struct {
	Alarms *Alarms
	Events *stream.Bell // rings with what devices told
	bell   *stream.Bell

	mu      sync.Mutex
	version int64     // grows with each change
	sign    uint64    // of the state that it stands for
	looked  time.Time // when that was last seen to be so, by the hub's clock
}

// NewBoard makes a board on which nothing was looked for yet.
func NewBoard(a *Alarms, events *stream.Bell) *Board {
	return &Board{Alarms: a, Events: events, bell: stream.NewBell()}
}

// Run looks until the context ends. While the database does not answer nobody is told
// anything: a state of which nothing is known is not told as new.
func (b *Board) Run(ctx context.Context, log *slog.Logger) {
	for {
		grown, told := b.Alarms.Timeline.Grown().Next(), b.Events.Next()
		if err := b.look(ctx); err != nil && ctx.Err() == nil {
			log.Warn("what alarms is not known", "error", err)
		}
		select {
		case <-grown:
		case <-told:
		case <-b.Alarms.Clock.After(Every):
		case <-ctx.Done():
			return
		}
	}
}

func (b *Board) look(ctx context.Context) error {
	state, err := b.Alarms.Now(asHub(ctx))
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	sign := state.sign()
	if b.version == 0 || sign != b.sign || state.ServerTime.Sub(b.looked) >= Heartbeat {
		b.version, b.sign, b.looked = b.version+1, sign, state.ServerTime
		b.bell.Ring()
	}
	return nil
}

// at is the version that stands now.
func (b *Board) at() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.version
}

// sign is the same for states that tell the same.
func (s *State) sign() uint64 {
	h := fnv.New64a()
	for _, a := range s.Alarms {
		fmt.Fprintln(h, a.Key, a.Times, a.Acknowledgement != nil, a.Exercise)
		if a.Incident != nil {
			fmt.Fprintln(h, a.Incident.Version)
		}
	}
	fmt.Fprintln(h, s.More)
	if s.Silence != nil {
		fmt.Fprintln(h, s.Silence.ID, s.Silence.EndedAt)
	}
	return h.Sum64()
}

// Updates gives what alarms the context's viewer, who needs alarm:read: at once, after
// each change, and at the latest after Heartbeat, until the context ends.
func (b *Board) Updates(ctx context.Context) iter.Seq2[int64, *State] {
	return func(yield func(int64, *State) bool) {
		for told := int64(-1); ; {
			rung := b.bell.Next()
			if at := b.at(); at != told {
				state, err := b.Alarms.Now(ctx)
				if err == nil {
					told, state.Sequence = at, at
					if !yield(at, state) {
						return
					}
					continue
				}
			}
			select {
			case <-rung:
			case <-b.Alarms.Clock.After(Every): // what could not be read is tried again
			case <-ctx.Done():
				return
			}
		}
	}
}
