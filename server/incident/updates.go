package incident

import (
	"context"
	"iter"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/incident"
	"commandhub/ent/timelineentry"
	"commandhub/server/live"
	"commandhub/server/stream"
	"commandhub/server/timeline"
)

// UpdateKind is what an item of the stream of incidents is.
type UpdateKind string

// The kinds.
const (
	Ready   UpdateKind = "READY"
	Changed UpdateKind = "CHANGE"
)

// Update is an item of the stream of incidents.
type Update struct {
	Sequence   int64
	Kind       UpdateKind
	ServerTime time.Time
	Entry      *ent.TimelineEntry // nil for Ready
	Incident   *ent.Incident      // as it is now
}

// Updates gives what happens to incidents that the context's viewer reaches, in
// the order of commits, after a place in the timeline, or from now on, until the
// context ends.
func (s *Incidents) Updates(ctx context.Context, after *int64) (iter.Seq2[int64, *Update], error) {
	from, err := s.Timeline.Last(asHub(ctx))
	if err != nil {
		return nil, err
	}
	if after != nil {
		from = *after
	}
	return func(yield func(int64, *Update) bool) {
		if !yield(from, &Update{Sequence: from, Kind: Ready, ServerTime: s.now()}) {
			return
		}
		for n, u := range follow(ctx, s, from, s.update, func(u *Update) int64 { return u.Sequence }) {
			if !yield(n, u) {
				return
			}
		}
	}, nil
}

// List asks for the incidents that the context's viewer reaches: open ones, ended
// ones, or both.
func (s *Incidents) List(open *bool) *ent.IncidentQuery {
	q := s.Store.Client.Incident.Query()
	ended := incident.StageIn(incident.StageCLOSED, incident.StageREJECTED)
	switch {
	case open == nil:
	case *open:
		q.Where(incident.Not(ended))
	default:
		q.Where(ended)
	}
	return q
}

func (s *Incidents) update(row *ent.TimelineEntry, of *ent.Incident) (*Update, error) {
	return &Update{row.Sequence, Changed, s.now(), row, of}, nil
}

// follow reads forward through what happened to incidents. The rows are read by
// the hub, the incidents under the rights of the context's viewer: who does not
// reach one is told nothing of it.
func follow[T any](ctx context.Context, s *Incidents, after int64, item func(*ent.TimelineEntry, *ent.Incident) (T, error), of func(T) int64) iter.Seq2[int64, T] {
	read := func(ctx context.Context, after int64) ([]T, int64, error) {
		rows, err := s.Timeline.After(asHub(ctx), after, timeline.Page)
		if err != nil || len(rows) == 0 {
			return nil, after, err
		}
		var items []T
		for _, row := range rows {
			if row.SubjectType != Subject {
				continue
			}
			found, err := s.Store.Client.Incident.Get(ctx, row.SubjectID)
			if ent.IsNotFound(err) {
				continue
			}
			if err != nil {
				return nil, after, err
			}
			one, err := item(row, found)
			if err != nil {
				return nil, after, err
			}
			items = append(items, one)
		}
		return items, rows[len(rows)-1].Sequence, nil
	}
	return stream.Follow(ctx, s.Timeline.Grown(), after, read, of)
}

// Subject is what the timeline calls an incident.
const Subject = "Incident"

// DeadlineUpdate is an item of the stream of duties.
type DeadlineUpdate struct {
	Sequence   int64
	Kind       live.Kind
	ServerTime time.Time
	Incident   *int // of a change
	Deadlines  []*ent.Deadline
}

// mostInSnapshot bounds the duties of the first item.
var mostInSnapshot = 500

// behind is the place of what has yet to be said before a stream has caught up:
// who was told so much only is not joined to those who know all.
const behind = -1

// DeadlineUpdates gives all open duties that the context's viewer reaches, then,
// on each change of an incident, all of its own. The first item holds those due
// first; where there are more, the rest follow at once as changes, one incident each.
func (s *Incidents) DeadlineUpdates(ctx context.Context) (iter.Seq2[int64, *DeadlineUpdate], error) {
	from, err := s.Timeline.Last(asHub(ctx))
	if err != nil {
		return nil, err
	}
	open, err := s.Store.Client.Deadline.Query().Where(deadline.MetAtIsNil(), deadline.VoidAtIsNil()).
		Order(ent.Asc(deadline.FieldDueAt, deadline.FieldID)).Limit(mostInSnapshot + 1).All(ctx)
	if err != nil {
		return nil, err
	}
	change := func(row *ent.TimelineEntry, of *ent.Incident) (*DeadlineUpdate, error) {
		return s.duties(ctx, row.Sequence, of.ID)
	}
	return func(yield func(int64, *DeadlineUpdate) bool) {
		whole, place := len(open) <= mostInSnapshot, from
		if !whole {
			place = behind
		}
		if !yield(place, &DeadlineUpdate{from, live.Snapshot, s.now(), nil, open[:min(len(open), mostInSnapshot)]}) {
			return
		}
		if !whole && !s.remaining(ctx, from, open[mostInSnapshot].DueAt, yield) {
			return
		}
		for n, u := range follow(ctx, s, from, change, func(u *DeadlineUpdate) int64 { return u.Sequence }) {
			if !yield(n, u) {
				return
			}
		}
	}, nil
}

// duties are all of an incident, as a change.
func (s *Incidents) duties(ctx context.Context, sequence int64, of int) (*DeadlineUpdate, error) {
	all, err := s.Store.Client.Deadline.Query().Where(deadline.HasIncidentWith(incident.ID(of))).
		Order(ent.Asc(deadline.FieldDueAt)).All(ctx)
	return &DeadlineUpdate{sequence, live.Change, s.now(), &of, all}, err
}

// remaining gives the incidents that have open duties due at an instant or after
// it; false says that the stream is over.
func (s *Incidents) remaining(ctx context.Context, sequence int64, due time.Time, yield func(int64, *DeadlineUpdate) bool) bool {
	for last := 0; ; {
		ids, err := s.Store.Client.Incident.Query().Where(incident.IDGT(last), incident.HasDeadlinesWith(
			deadline.MetAtIsNil(), deadline.VoidAtIsNil(), deadline.DueAtGTE(due),
		)).Order(ent.Asc(incident.FieldID)).Limit(mostInSnapshot).IDs(ctx)
		if err != nil {
			return false
		}
		if len(ids) == 0 {
			return true
		}
		for _, last = range ids {
			u, err := s.duties(ctx, sequence, last)
			if err != nil || !yield(behind, u) {
				return false
			}
		}
	}
}

// Log is a part of what happened to an incident that the context's viewer
// reaches, oldest first.
func (s *Incidents) Log(ctx context.Context, id int, after int64, first int) ([]*ent.TimelineEntry, error) {
	if _, err := s.Store.Client.Incident.Get(ctx, id); err != nil {
		return nil, err
	}
	return s.Store.Client.TimelineEntry.Query().Where(
		timelineentry.SubjectType(Subject), timelineentry.SubjectID(id), timelineentry.SequenceGT(after),
	).Order(timelineentry.BySequence()).Limit(min(first, timeline.Page)).All(asHub(ctx))
}
