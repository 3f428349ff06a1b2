package access

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Bounds of what refusals may cost: a stranger must not fill the audit trail.
const (
	refusalQuiet = 10 * time.Minute // one party's refusal of one thing is recorded once in
	refusalMost  = 10_000           // parties and things that are remembered
	refusalQueue = 256              // rows that wait for the database

	refusalPatience = 5 * time.Second // for one row
)

// Refusals puts into the audit trail who asked for what they may not, without
// holding up the answer.
type Refusals struct {
	access *Access
	log    *slog.Logger
	lost   prometheus.Counter

	mu   sync.Mutex
	seen map[refusal]*seen

	queue chan queued
}

// refusal is a party and what was refused to it: the scope that it lacked, or a file.
type refusal struct{ actor, what string }

type seen struct {
	at    time.Time // when it was last recorded
	times int       // since then
}

type queued struct {
	who   viewer.Viewer
	entry timeline.Entry
}

// NewRefusals makes the record; Run writes it.
func NewRefusals(a *Access, registerer prometheus.Registerer, log *slog.Logger) *Refusals {
	r := &Refusals{
		access: a, log: log, seen: map[refusal]*seen{}, queue: make(chan queued, refusalQueue),
		lost: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "commandhub_access_refusals_unrecorded_total",
			Help: "Refusals that the audit trail does not tell, because too many came at once.",
		}),
	}
	registerer.MustRegister(r.lost)
	return r
}

// Note takes in that the context's viewer was refused for want of a scope. What
// comes again soon is counted into the next row.
func (r *Refusals) Note(ctx context.Context, scope viewer.Scope, path string) {
	r.note(ctx, string(scope), timeline.Entry{
		Action: "access.refused", SubjectType: "Access", After: map[string]any{"scope": scope, "path": shorten(path, 200)},
	})
}

// NoteExport takes in that the context's viewer was refused a list as a file: for want
// of a scope, or for a parameter that is wrong; the other is empty.
func (r *Refusals) NoteExport(ctx context.Context, file string, scope viewer.Scope, parameter string) {
	after := map[string]any{"file": shorten(file, 100)}
	if scope != "" {
		after["scope"] = scope
	}
	if parameter != "" {
		after["parameter"] = shorten(parameter, 100)
	}
	r.note(ctx, "export "+file+" "+string(scope), timeline.Entry{Action: "export.refused", SubjectType: "Access", After: after})
}

// note records an entry, unless the same was refused to the same party shortly before.
func (r *Refusals) note(ctx context.Context, what string, entry timeline.Entry) {
	who, now := viewer.From(ctx), r.access.now()
	of := refusal{who.Actor(), what}
	r.mu.Lock()
	before := r.seen[of]
	if before != nil && now.Sub(before.at) < refusalQuiet {
		before.times++
		r.mu.Unlock()
		return
	}
	times := 0
	if before != nil {
		times = before.times
	}
	r.forget(now)
	r.seen[of] = &seen{at: now}
	r.mu.Unlock()
	entry.HappenedAt = now
	entry.After.(map[string]any)["repeatedBefore"] = times
	select {
	case r.queue <- queued{who, entry}:
	default:
		r.lost.Inc()
	}
}

// forget makes room: what is old goes, and where that is not enough, all goes.
func (r *Refusals) forget(now time.Time) {
	if len(r.seen) < refusalMost {
		return
	}
	for of, s := range r.seen {
		if now.Sub(s.at) >= refusalQuiet {
			delete(r.seen, of)
		}
	}
	if len(r.seen) >= refusalMost {
		clear(r.seen)
	}
}

// Run writes what was noted until the context ends, and then what is left.
func (r *Refusals) Run(ctx context.Context) {
	for {
		select {
		case q := <-r.queue:
			r.write(context.WithoutCancel(ctx), q)
		case <-ctx.Done():
			for len(r.queue) > 0 {
				r.write(context.WithoutCancel(ctx), <-r.queue)
			}
			return
		}
	}
}

// write records one refusal. Where the database is away it is lost, and counted.
func (r *Refusals) write(ctx context.Context, q queued) {
	ctx, cancel := context.WithTimeout(viewer.NewContext(ctx, q.who), refusalPatience)
	defer cancel()
	if err := r.access.record(ctx, q.entry); err != nil {
		r.lost.Inc()
		r.log.WarnContext(ctx, "a refusal is not in the audit trail", "error", err)
	}
}
