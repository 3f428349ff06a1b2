package writer

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"

	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// What done and Submit report.
var (
	// ErrBusy: the queue is full, or the writer is stopping. Nothing was taken.
	ErrBusy = errors.New("the writer is busy: send again later")
	// ErrUnavailable: the database is away. The submission may or may not be
	// stored, and must not be answered; sent again, it is stored once.
	ErrUnavailable = errors.New("storage is unavailable: send again later")
	// ErrRejected: this submission can never be stored. It is kept in
	// quarantine; the device need not send it again.
	ErrRejected = errors.New("the batch cannot be stored and is kept in quarantine")
)

// Options of a writer. Waits and time-outs run on real time, whatever Clock is.
type Options struct {
	Store     *store.Store
	Clock     clockwork.Clock        // of what is stored
	Location  *time.Location         // whose calendar daily sales follow
	Committed func(telemetry.Commit) // in the order of commits, one at a time; may be nil
	// StateChanged tells that the database went away or came back, one call at
	// a time; may be nil.
	StateChanged func(available bool, since time.Time)

	QueueSize     int           // submissions that wait at most; default 16,384
	GroupSize     int           // rows of one transaction, about; default 20,000
	GroupWait     time.Duration // how long the first of a group waits for others; default 4 ms
	CommitTimeout time.Duration // of one transaction; default 10 s

	Logger     *slog.Logger
	Registerer prometheus.Registerer // nil for none
}

// item is a submission with who waits for it.
type item struct {
	telemetry.Submission
	done func(telemetry.Outcome, error)

	outcome telemetry.Outcome
	err     error
}

// Writer stores submissions. Its methods are safe for concurrent use.
type Writer struct {
	opt     Options
	queue   chan *item
	bulk    *store.Bulk // the committing goroutine's
	answers chan []*item
	metrics metrics
	state   state
	flood   flood

	announcing sync.Mutex

	mu       sync.RWMutex // guards stopping against sends to queue
	stopping bool
	ctx      context.Context // of the transactions; ends when Stop must not wait longer
	cancel   context.CancelFunc
	finished chan struct{} // all is stored and answered
	prober   sync.WaitGroup
	probing  context.CancelFunc
}

// New makes a writer; Start lets it work.
func New(o Options) *Writer {
	o.QueueSize = orDefault(o.QueueSize, 16384)
	o.GroupSize = orDefault(o.GroupSize, 20_000)
	o.GroupWait = orDefault(o.GroupWait, 4*time.Millisecond)
	o.CommitTimeout = orDefault(o.CommitTimeout, 10*time.Second)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	w := &Writer{
		opt: o, queue: make(chan *item, o.QueueSize), answers: make(chan []*item, 4), finished: make(chan struct{}),
	}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.metrics = newMetrics(o.Registerer, func() float64 { return float64(len(w.queue)) })
	w.state.init(w.now(), w.stateChanged)
	return w
}

func orDefault[T int | time.Duration](v, d T) T {
	if v <= 0 {
		return d
	}
	return v
}

// Start begins to store.
func (w *Writer) Start() {
	go w.gather()
	go w.answer()
	ctx, cancel := context.WithCancel(context.Background())
	w.probing = cancel
	w.prober.Go(func() { w.probe(ctx) })
}

// Stop takes nothing more, stores and answers what waits, and returns when that
// is done or, with an error, when ctx ends: what was not stored by then was
// not answered either.
func (w *Writer) Stop(ctx context.Context) error {
	w.mu.Lock()
	if !w.stopping {
		w.stopping = true
		close(w.queue)
	}
	w.mu.Unlock()
	defer func() {
		w.probing()
		w.prober.Wait()
	}()
	select {
	case <-w.finished:
		return nil
	case <-ctx.Done():
		w.cancel()
		<-w.finished
		return ctx.Err()
	}
}

// Submit queues a submission without waiting. After the commit, or its failure,
// done is called once, from the writer's goroutine: it must not wait either.
// Times in the submission are UTC and whole microseconds. Fails with ErrBusy,
// and then done is not called.
func (w *Writer) Submit(sub telemetry.Submission, done func(telemetry.Outcome, error)) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if !w.stopping {
		select {
		case w.queue <- &item{Submission: sub, done: done}:
			return nil
		default:
		}
	}
	w.metrics.busy.Inc()
	return ErrBusy
}

// Available tells whether the database stores, and since when.
func (w *Writer) Available() (bool, time.Time) { return w.state.get() }

func (w *Writer) now() time.Time { return w.opt.Clock.Now().UTC().Truncate(time.Microsecond) }

func (w *Writer) stateChanged(available bool, since time.Time) {
	if available {
		w.opt.Logger.Info("the database stores again")
	} else {
		w.opt.Logger.Error("the database is away: devices are not answered")
	}
	if w.opt.StateChanged != nil {
		w.opt.StateChanged(available, since)
	}
}
