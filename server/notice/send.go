package notice

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/ent"
	entincident "commandhub/ent/incident"
	"commandhub/ent/notice"
	"commandhub/ent/organisation"
	"commandhub/ent/workinggroup"
	"commandhub/server/incident"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Message is written by a person to units, and to all units of working groups.
type Message struct {
	Incident        *int
	Text            string
	Organisations   []int
	Groups          []int
	AnswerWithinMin *int // nil for no answer
	IdempotencyKey  string
}

// Bounds of a message.
const (
	mostUnits   = 300
	mostMinutes = 24 * 60
)

// Send tells units something, as the context's viewer, who needs notice:write.
func (s *Notices) Send(ctx context.Context, in Message) (*ent.Notice, error) {
	m := message{kind: notice.KindMESSAGE, incident: in.Incident, text: strings.TrimSpace(in.Text), by: viewer.From(ctx).Name}
	switch {
	case m.text == "":
		return nil, &incident.Refused{Field: "input.text", Why: noText.With()}
	case utf8.RuneCountInString(m.text) > mostText-exerciseMark:
		return nil, &incident.Refused{Field: "input.text", Why: textTooLong.With(utf8.RuneCountInString(m.text), mostText-exerciseMark)}
	case in.AnswerWithinMin != nil && (*in.AnswerWithinMin < 1 || *in.AnswerWithinMin > mostMinutes):
		return nil, &incident.Refused{Field: "input.answerWithinMin", Why: minutes.With(*in.AnswerWithinMin, mostMinutes)}
	case len(in.Groups) > 0 && in.Incident == nil:
		return nil, &incident.Refused{Field: "input.groups", Why: groupsWithoutIncident.With()}
	}
	if in.AnswerWithinMin != nil {
		m.answerWithin = time.Duration(*in.AnswerWithinMin) * time.Minute
	}
	var row *ent.Notice
	err := s.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		var err error
		if m.to, err = recipients(ctx, tx, in); err != nil {
			return timeline.Entry{}, err
		}
		var count told
		if row, count, err = s.tell(ctx, tx, m); err != nil {
			return timeline.Entry{}, err
		}
		said := count.of(row)
		said["text"] = row.Text
		kind, id := "Notice", row.ID
		if in.Incident != nil {
			kind, id = incident.Subject, *in.Incident
		}
		return timeline.Entry{
			Action: "notice.sent", SubjectType: kind, SubjectID: id, After: said,
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// exerciseMark is the room that is left for the mark of an exercise.
const exerciseMark = 20

// recipients are the units of a message, which the context's viewer must see.
func recipients(ctx context.Context, tx *ent.Tx, in Message) ([]recipient, error) {
	var to []recipient
	if in.Incident != nil { // reached by who writes
		row, err := tx.Incident.Query().Where(entincident.ID(*in.Incident)).WithStation().Only(ctx)
		if err != nil {
			return nil, err
		}
		if row.EndedAt != nil {
			return nil, &incident.Refused{Field: "input.incident", Why: incidentEnded.With()}
		}
		groups, err := tx.WorkingGroup.Query().Where(workinggroup.IDIn(in.Groups...), workinggroup.DissolvedAtIsNil(),
			workinggroup.HasIncidentWith(entincident.ID(*in.Incident))).All(ctx)
		if err != nil {
			return nil, err
		}
		if len(groups) != len(in.Groups) {
			return nil, &incident.Refused{Field: "input.groups", Why: noSuchGroup.With()}
		}
		if to, err = unitsIn(ctx, tx, row, groups); err != nil {
			return nil, err
		}
	}
	units, err := tx.Organisation.Query().Where(organisation.IDIn(in.Organisations...)).Order(ent.Asc(organisation.FieldCode)).All(ctx)
	switch {
	case err != nil:
		return nil, err
	case len(units) != len(in.Organisations):
		return nil, &incident.Refused{Field: "input.organisations", Why: noSuchUnit.With()}
	}
	for _, u := range units {
		to = append(to, recipient{unit: u.Name})
	}
	switch {
	case len(to) == 0:
		return nil, &incident.Refused{Field: "input.organisations", Why: toNobody.With()}
	case len(to) > mostUnits:
		return nil, &incident.Refused{Field: "input.organisations", Why: tooMany.With(len(to), mostUnits)}
	}
	return to, nil
}
