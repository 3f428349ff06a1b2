package writer

import (
	"context"
	"errors"
	"time"

	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// How often a transaction is tried again at once after it collided with
// another hub's.
const collisions = 5

// abandonAfter is how long past its time-out a transaction is still waited for.
const abandonAfter = time.Second

// commit stores a group and sets what its items are answered.
func (w *Writer) commit(group []*item) {
	if available, _ := w.Available(); !available || w.ctx.Err() != nil {
		fail(group, ErrUnavailable)
		return
	}
	stored, err := w.transact(group)
	switch kind := store.FailureOf(err); {
	case err == nil:
		w.announce(stored)
		for i, it := range group {
			it.outcome = stored.outcomes[i]
		}
	case kind == store.Away || kind == store.Collided:
		w.opt.Logger.Warn("a transaction failed", "submissions", len(group), "error", err)
		if kind == store.Away && w.ctx.Err() == nil {
			w.state.set(false, w.now())
		}
		fail(group, ErrUnavailable)
	case len(group) > 1:
		for i := range group {
			w.commit(group[i : i+1])
		}
	case kind == store.BadData:
		w.reject(group[0], err)
	default:
		w.opt.Logger.Error("a submission fails", "device", group[0].DeviceID, "error", err)
		fail(group, ErrUnavailable)
	}
}

func fail(group []*item, err error) {
	for _, it := range group {
		it.outcome, it.err = telemetry.Outcome{}, err
	}
}

// transact stores a group in one transaction. It tries again when the
// transaction collided and, once, when the connection turns out to be dead:
// marks make the repetition harmless.
func (w *Writer) transact(group []*item) (*stored, error) {
	var uncertain *stored // was sent to be committed, and the answer was lost
	for try := 1; ; try++ {
		started := time.Now()
		s, err := w.attempt(group)
		if err == nil {
			w.metrics.commitSeconds.Observe(time.Since(started).Seconds())
			w.state.set(true, w.now())
			if uncertain != nil {
				s.recover(uncertain)
			}
			return s, nil
		}
		kind := store.FailureOf(err)
		w.metrics.failed(kind)
		retry := kind == store.Collided && try < collisions || kind == store.Away && try == 1
		if !retry || errors.Is(err, errAbandoned) || w.ctx.Err() != nil {
			return nil, err
		}
		uncertain = s
	}
}

// errAbandoned is a transaction that did not even end when it was cancelled.
var errAbandoned = errors.Join(errors.New("the database is frozen"), context.DeadlineExceeded)

// attempt runs one transaction within the time-out. With an error, what it
// returns is nil unless the commit was reached.
func (w *Writer) attempt(group []*item) (*stored, error) {
	ctx, cancel := context.WithTimeout(w.ctx, w.opt.CommitTimeout)
	bulk, ended := w.bulk, make(chan struct{})
	var s *stored
	var err error
	go func() {
		defer close(ended)
		defer cancel()
		err = bulk.Do(ctx, func(tx *store.BulkTx) error {
			built, err := w.write(tx, group)
			if err == nil {
				s = built
			}
			return err
		})
	}()
	select {
	case <-ended:
		return s, err
	case <-ctx.Done():
	}
	select {
	case <-ended:
		return s, err
	case <-time.After(abandonAfter):
	}
	w.bulk = w.opt.Store.Bulk()
	go func() { // what a thawed database stored after all is shown
		<-ended
		bulk.Close()
		if err == nil {
			w.announce(s)
		}
	}()
	return nil, errAbandoned
}

// announce tells what was committed.
func (w *Writer) announce(s *stored) {
	w.announcing.Lock()
	defer w.announcing.Unlock()
	s.count(&w.metrics)
	w.flood.add(s.kept)
	if w.opt.Committed != nil && len(s.commit.Submissions) > 0 {
		w.opt.Committed(s.commit)
	}
}
