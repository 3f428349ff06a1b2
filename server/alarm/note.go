package alarm

import (
	"context"
	"slices"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/alarmacknowledgement"
	"commandhub/ent/alarmsilence"
	"commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Acknowledging is that somebody takes note of alarms.
type Acknowledging struct {
	Keys           []string
	IdempotencyKey string
}

// Acknowledge takes note of alarms that the context's viewer, who needs alarm:write,
// sees: they ring no more. What another took note of before stays that one's.
func (s *Alarms) Acknowledge(ctx context.Context, in Acknowledging) error {
	if len(in.Keys) == 0 || len(in.Keys) > Most {
		return incident.Refuse("keys", countOfKeys.With(Most))
	}
	state, err := s.Now(ctx)
	if err != nil {
		return err
	}
	var alarms []*Alarm
	for _, key := range in.Keys {
		i := slices.IndexFunc(state.Alarms, func(a *Alarm) bool { return a.Key == key })
		if i < 0 {
			return incident.Refuse("keys", notAlarming.With(key))
		}
		if a := state.Alarms[i]; a.Acknowledgement == nil && !slices.Contains(alarms, a) {
			alarms = append(alarms, a)
		}
	}
	return s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		by := viewer.From(ctx).Name
		of := []map[string]any{}
		first := 0
		for _, a := range alarms {
			there, err := tx.AlarmAcknowledgement.Query().Where(alarmacknowledgement.Key(a.Key)).Exist(ctx)
			if err != nil {
				return timeline.Entry{}, err
			}
			if there {
				continue
			}
			row, err := tx.AlarmAcknowledgement.Create().SetKey(a.Key).SetAt(s.now()).SetBy(by).Save(ctx)
			if err != nil {
				return timeline.Entry{}, err
			}
			if first == 0 {
				first = row.ID
			}
			of = append(of, a.words())
		}
		return timeline.Entry{Action: "alarm.acknowledged", SubjectType: "AlarmAcknowledgement", SubjectID: first, After: map[string]any{"alarms": of}}, nil
	})
}

// words are what the timeline keeps of an alarm.
func (a *Alarm) words() map[string]any {
	out := map[string]any{"key": a.Key, "kind": a.Kind, "since": a.Since.UTC().Format(time.RFC3339)}
	if a.Incident != nil {
		out["incident"] = a.Incident.Number
	}
	if a.Deadline != nil {
		out["duty"] = a.Deadline.Duty
	}
	if a.Entry != nil { // the timeline goes further than who may read names
		out["entry"] = a.Entry.ID
	}
	if a.Unit != "" {
		out["unit"] = a.Unit
	}
	if a.Event != nil {
		out["event"] = a.Event.Kind
		out["station"] = a.Event.Edges.Station.Code
	}
	return out
}

// Silencing is that all alarms are silenced for a time.
type Silencing struct {
	Minutes        int
	Reason         string
	IdempotencyKey string
}

// Silence silences all alarms of the county, as the context's viewer, who needs
// alarm:silence; a silence that lasts is ended by it.
func (s *Alarms) Silence(ctx context.Context, in Silencing) error {
	in.Reason = strings.TrimSpace(in.Reason)
	switch most := int(rule.LongestSilence / time.Minute); {
	case in.Minutes < 1 || in.Minutes > most:
		return incident.Refuse("minutes", badMinutes.With(most))
	case in.Reason == "":
		return incident.Refuse("reason", noReason.With())
	case alarmsilence.ReasonValidator(in.Reason) != nil:
		return incident.Refuse("reason", reasonTooLong.With())
	}
	return s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		now := s.now()
		if _, err := s.end(ctx, tx, now); err != nil {
			return timeline.Entry{}, err
		}
		row, err := tx.AlarmSilence.Create().SetSince(now).SetUntil(now.Add(time.Duration(in.Minutes) * time.Minute)).
			SetReason(in.Reason).SetBy(viewer.From(ctx).Name).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "alarm.silenced", SubjectType: "AlarmSilence", SubjectID: row.ID,
			After: map[string]any{"until": row.Until.Format(time.RFC3339), "minutes": in.Minutes, "reason": in.Reason},
		}, nil
	})
}

// Ending is that a silence is over before its time.
type Ending struct{ IdempotencyKey string }

// EndSilence ends the silence that lasts, as the context's viewer, who needs
// alarm:silence.
func (s *Alarms) EndSilence(ctx context.Context, in Ending) error {
	return s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, err := s.end(ctx, tx, s.now())
		switch {
		case err != nil:
			return timeline.Entry{}, err
		case row == nil:
			return timeline.Entry{}, &incident.Refused{Why: noSilence.With()}
		}
		return timeline.Entry{
			Action: "alarm.silence-ended", SubjectType: "AlarmSilence", SubjectID: row.ID,
			Before: map[string]any{"until": row.Until.Format(time.RFC3339), "reason": row.Reason, "by": row.By},
		}, nil
	})
}

// end ends what lasts, and gives the last of it; nil where nothing does.
func (s *Alarms) end(ctx context.Context, tx *ent.Tx, now time.Time) (*ent.AlarmSilence, error) {
	q := tx.AlarmSilence.Query().Where(alarmsilence.UntilGT(now), alarmsilence.EndedAtIsNil()).Order(ent.Asc(alarmsilence.FieldID))
	if s.Store.Postgres() {
		q = q.ForUpdate()
	}
	rows, err := q.All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	for _, row := range rows {
		if err := row.Update().SetEndedAt(now).SetEndedBy(viewer.From(ctx).Name).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return rows[len(rows)-1], nil
}
