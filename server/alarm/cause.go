package alarm

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent"
	"commandhub/ent/cordonentry"
	"commandhub/ent/deadline"
	"commandhub/ent/deviceevent"
	entincident "commandhub/ent/incident"
	"commandhub/ent/notice"
	"commandhub/ent/noticesending"
	"commandhub/ent/origin"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// lateClocks are the duties that are past their time. One whose time was set anew
// and is over again alarms again.
func (s *Alarms) lateClocks(ctx context.Context, now time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.IncidentRead) {
		return nil, nil
	}
	rows, err := s.Store.Client.Deadline.Query().
		Where(deadline.MetAtIsNil(), deadline.VoidAtIsNil(), deadline.DueAtLT(now)).WithIncident().All(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*Alarm, len(rows))
	for i, d := range rows {
		all[i] = &Alarm{
			Key: fmt.Sprintf("deadline:%d:%d", d.ID, d.DueAt.Unix()), Kind: rule.LateClockAlarm, Since: d.DueAt,
			Article: d.Article, Exercise: d.Edges.Incident.Exercise, Incident: d.Edges.Incident, Deadline: d, Times: 1,
		}
	}
	return all, nil
}

// overdueInside are those who are inside a cordon past their time, whatever has
// become of the incident meanwhile.
func (s *Alarms) overdueInside(ctx context.Context, now time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.IncidentRead) {
		return nil, nil
	}
	rows, err := s.Store.Client.CordonEntry.Query().
		Where(cordonentry.LeftAtIsNil(), cordonentry.OutByLT(now)).WithIncident().All(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*Alarm, len(rows))
	for i, e := range rows {
		all[i] = &Alarm{
			Key: fmt.Sprintf("entry:%d", e.ID), Kind: rule.OverdueInsideAlarm, Since: e.OutBy, Article: "§5.3.2(4)",
			Exercise: e.Edges.Incident.Exercise, Incident: e.Edges.Incident, Entry: e, Times: 1,
		}
	}
	return all, nil
}

// belowPlan are the incidents whose response runs below what the plan proposes. One
// that comes to be further below alarms again.
func (s *Alarms) belowPlan(ctx context.Context, _ time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.IncidentRead) {
		return nil, nil
	}
	rows, err := s.Store.Client.Incident.Query().Where(entincident.BelowPlanSinceNotNil(), entincident.LevelNotNil()).All(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*Alarm, len(rows))
	for i, row := range rows {
		plan := incident.Proposal(row)
		all[i] = &Alarm{
			Key:  fmt.Sprintf("below:%d:%s:%s:%d", row.ID, *row.Level, plan.Level, row.BelowPlanSince.Unix()),
			Kind: rule.BelowPlanAlarm, Since: *row.BelowPlanSince, Article: plan.Reasons[0].Article,
			Exercise: row.Exercise, Incident: row, Times: 1,
		}
	}
	return all, nil
}

// incidents are those that were entered and to which no response has begun.
func (s *Alarms) incidents(ctx context.Context, _ time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.IncidentRead) {
		return nil, nil
	}
	rows, err := s.Store.Client.Incident.Query().Where(entincident.StageEQ(entincident.StageREPORTED)).All(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*Alarm, len(rows))
	for i, row := range rows {
		all[i] = &Alarm{
			Key: fmt.Sprintf("incident:%d", row.ID), Kind: rule.IncidentAlarm, Since: row.RecordedAt, Article: "§5.1.1",
			Exercise: row.Exercise, Incident: row, Times: 1,
		}
	}
	return all, nil
}

// unreached are the units that a notice did not reach, by whichever of their
// contacts. Notices of no incident are told to those who see the whole county.
func (s *Alarms) unreached(ctx context.Context, now time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.IncidentRead) {
		return nil, nil
	}
	hub := asHub(ctx)
	sent, err := s.Store.Client.NoticeSending.Query().Where(
		noticesending.StateIn(noticesending.StateUNREACHABLE, noticesending.StateFAILED), noticesending.PassedOnAtIsNil(),
		noticesending.HasNoticeWith(notice.Or(
			notice.HasIncidentWith(entincident.EndedAtIsNil()),
			notice.And(notice.Not(notice.HasIncident()), notice.AtGT(now.Add(-rule.AlarmSince))),
		)),
	).WithNotice(func(q *ent.NoticeQuery) { q.WithIncident() }).All(hub)
	if err != nil || len(sent) == 0 {
		return nil, err
	}
	answered, err := s.reachedOtherwise(hub, sent)
	if err != nil {
		return nil, err
	}
	sent = slices.DeleteFunc(sent, func(row *ent.NoticeSending) bool { return answered[told{row.Edges.Notice.ID, row.Unit}] })
	seen, err := s.seen(ctx, sent)
	if err != nil {
		return nil, err
	}
	all := []*Alarm{}
	for _, row := range sent {
		of := row.Edges.Notice.Edges.Incident
		if of != nil && !seen[of.ID] || of == nil && !wholeCounty(ctx) {
			continue
		}
		all = append(all, &Alarm{
			Key: fmt.Sprintf("sending:%d", row.ID), Kind: rule.UnreachedAlarm, Since: since(row), Article: rule.ContactArticle,
			Exercise: row.Edges.Notice.Exercise, Incident: of, Unit: row.Unit, Times: 1,
		})
	}
	return all, nil
}

// since is when it was known that a unit was not reached.
func since(row *ent.NoticeSending) time.Time {
	if row.FailedAt != nil {
		return *row.FailedAt
	}
	return row.QueuedAt
}

func wholeCounty(ctx context.Context) bool {
	all, _ := viewer.From(ctx).Reaches(viewer.IncidentRead)
	return all
}

// told is a unit that was told of a notice.
type told struct {
	notice int
	unit   string
}

// reachedOtherwise are the units that another contact of theirs answered for, or
// that another way still leads to.
func (s *Alarms) reachedOtherwise(ctx context.Context, sent []*ent.NoticeSending) (map[told]bool, error) {
	notices := map[int]bool{}
	for _, row := range sent {
		notices[row.Edges.Notice.ID] = true
	}
	ids := make([]int, 0, len(notices))
	for id := range notices {
		ids = append(ids, id)
	}
	out := map[told]bool{}
	for some := range slices.Chunk(ids, 500) {
		rows, err := s.Store.Client.NoticeSending.Query().Where(
			noticesending.HasNoticeWith(notice.IDIn(some...)), noticesending.AnsweredAtNotNil(),
		).WithNotice().All(ctx)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[told{row.Edges.Notice.ID, row.Unit}] = true
		}
	}
	return out, nil
}

// seen are the incidents, of those that sendings are about, that the viewer reaches.
func (s *Alarms) seen(ctx context.Context, sent []*ent.NoticeSending) (map[int]bool, error) {
	ids := []int{}
	for _, row := range sent {
		if of := row.Edges.Notice.Edges.Incident; of != nil && !slices.Contains(ids, of.ID) {
			ids = append(ids, of.ID)
		}
	}
	reached, err := s.Store.Client.Incident.Query().Where(entincident.IDIn(ids...)).IDs(ctx)
	out := map[int]bool{}
	for _, id := range reached {
		out[id] = true
	}
	return out, err
}

// stations are what devices told of danger, of the kinds that are open to the viewer.
// What became an incident alarms as that.
func (s *Alarms) stations(ctx context.Context, now time.Time) ([]*Alarm, error) {
	if !viewer.From(ctx).May(viewer.EventRead) {
		return nil, nil
	}
	kinds := make([]deviceevent.Kind, len(rule.StationAlarms))
	for i, k := range rule.StationAlarms {
		kinds[i] = deviceevent.Kind(k)
	}
	at := func() *ent.DeviceEventQuery {
		return s.Store.Client.DeviceEvent.Query().Where(deviceevent.ReceivedAtGT(now.Add(-rule.AlarmSince))).
			WithStation().WithTank().WithNozzle().Order(deviceevent.BySequence(sql.OrderDesc())).Limit(furthest)
	}
	rows, err := at().Where(deviceevent.KindIn(kinds...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range rule.LastingAlarms {
		some, err := at().Where(deviceevent.KindEQ(deviceevent.Kind(l.Kind)), deviceevent.HappenedAtLT(now.Add(-l.For)), notFollowedBy(l)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	became, err := s.became(ctx, rows)
	if err != nil {
		return nil, err
	}
	return runs(slices.DeleteFunc(rows, func(e *ent.DeviceEvent) bool { return became[e.ID] })), nil
}

// furthest is how many events are looked at.
const furthest = 1000

// notFollowedBy leaves out what ended, or began anew, later at the same place.
func notFollowedBy(l rule.Lasting) func(*sql.Selector) {
	return func(s *sql.Selector) {
		later := sql.Table(deviceevent.Table).As("later")
		s.Where(sql.NotExists(sql.Select(later.C(deviceevent.FieldID)).From(later).Where(sql.And(
			sql.ColumnsEQ(later.C(deviceevent.FieldStationID), s.C(deviceevent.FieldStationID)),
			sql.ColumnsGT(later.C(deviceevent.FieldSequence), s.C(deviceevent.FieldSequence)),
			sql.In(later.C(deviceevent.FieldKind), l.Kind, l.Ended),
			sql.Or(
				sql.ColumnsEQ(later.C(deviceevent.FieldTankID), s.C(deviceevent.FieldTankID)),
				sql.And(sql.IsNull(later.C(deviceevent.FieldTankID)), sql.IsNull(s.C(deviceevent.FieldTankID))),
			),
		))))
	}
}

// became are the events that an incident was made of.
func (s *Alarms) became(ctx context.Context, rows []*ent.DeviceEvent) (map[int]bool, error) {
	out := map[int]bool{}
	ids := make([]int, len(rows))
	for i, e := range rows {
		ids[i] = e.ID
	}
	for some := range slices.Chunk(ids, 500) {
		found, err := s.Store.Client.Origin.Query().Where(origin.KindEQ(origin.KindDEVICE_EVENT), origin.RowIn(some...)).All(asHub(ctx))
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			out[o.Row] = true
		}
	}
	return out, nil
}
