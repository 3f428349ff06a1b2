package push

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/scenereport"
	"commandhub/ent/task"
	"commandhub/ent/timelineentry"
	"commandhub/ent/workinggroup"
	incidents "commandhub/server/incident"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// page is how many rows of the timeline are looked through at once.
const page = 100

// subject is what a phone is told of: one notification, however often it is pushed.
type subject struct {
	kind     rule.PushKind
	incident int
}

// happening is a row of the timeline that a phone is to be told of.
type happening struct {
	subject
	sequence int64
	at       time.Time
	exercise bool
}

// text is what the browser gets.
func (h happening) text(exercise bool) ([]byte, error) {
	return json.Marshal(struct {
		Kind     rule.PushKind `json:"kind"`
		Incident string        `json:"incident"`
		Exercise bool          `json:"exercise,omitempty"`
	}{h.kind, strconv.Itoa(h.incident), exercise || h.exercise})
}

// happenings are what a phone is to be told of between a place in the timeline and its
// head, in order, with the rights that it has now; and up to where was looked.
func (p *Pushes) happenings(ctx context.Context, row *ent.PushSubscription, phone viewer.Viewer, after, head int64) (found []happening, to int64, err error) {
	entries, err := p.Store.Client.TimelineEntry.Query().
		Where(timelineentry.SequenceGT(after), timelineentry.SequenceLTE(head), timelineentry.SubjectType(incidents.Subject), timelineentry.ActionIn(rule.PushActions()...)).
		Order(timelineentry.BySequence()).Limit(page).All(asHub(ctx))
	if err != nil {
		return nil, 0, err
	}
	to = head
	if len(entries) == page {
		to = entries[page-1].Sequence
	}
	if !phone.May(viewer.IncidentRead) {
		return nil, to, nil
	}
	for _, e := range entries {
		h, ok, err := p.concerns(viewer.NewContext(ctx, phone), row.Groups, e)
		if err != nil {
			return nil, 0, err
		}
		if ok {
			found = append(found, h)
		}
	}
	return found, to, nil
}

// concerns tells whether a row of the timeline is one for the context's viewer, a phone,
// whose person is in groups: it is of an incident within its reach, and another did it.
func (p *Pushes) concerns(ctx context.Context, groups []int, e *ent.TimelineEntry) (happening, bool, error) {
	kind, ok := rule.PushOf(e.Action)
	phone := viewer.From(ctx)
	if !ok || e.ActorKind == string(phone.Kind) && e.ActorID == phone.ID {
		return happening{}, false, nil
	}
	row, err := p.Store.Client.Incident.Query().Where(incident.ID(e.SubjectID)).Only(ctx)
	if err != nil {
		return happening{}, false, ent.MaskNotFound(err)
	}
	h := happening{subject{kind, row.ID}, e.Sequence, e.RecordedAt, row.Exercise}
	switch kind {
	case rule.PushTask:
		said, readable := read[struct {
			Task     int
			From, To string
		}](e)
		if !readable || e.Action == "incident.task-moved" && !rule.PushMove(said.From, said.To) {
			return happening{}, false, nil
		}
		ok, err = p.taskOf(ctx, row.ID, said.Task, groups)
	case rule.PushReport:
		said, _ := read[struct{ SceneReport int }](e)
		ok, err = p.Store.Client.SceneReport.Query().Where(
			scenereport.ID(said.SceneReport), scenereport.SenderKind(string(phone.Kind)), scenereport.SenderID(phone.ID),
		).Exist(ctx)
	case rule.PushResponse:
	}
	return h, ok, err
}

// read takes from a row of the timeline what it tells beside its columns.
func read[T any](e *ent.TimelineEntry) (said T, readable bool) {
	err := json.Unmarshal([]byte(e.After), &said)
	return said, err == nil
}

// taskOf tells whether a task is one for who is in groups, of which those of other
// incidents say nothing.
func (p *Pushes) taskOf(ctx context.Context, of, id int, groups []int) (bool, error) {
	here, err := p.Store.Client.WorkingGroup.Query().
		Where(workinggroup.IDIn(groups...), workinggroup.HasIncidentWith(incident.ID(of))).IDs(ctx)
	if err != nil {
		return false, err
	}
	row, err := p.Store.Client.Task.Query().Where(task.ID(id)).WithGroup().Only(ctx)
	if err != nil {
		return false, ent.MaskNotFound(err)
	}
	group := 0
	if row.Edges.Group != nil {
		group = row.Edges.Group.ID
	}
	return rule.PushGroup(group, here), nil
}

// next is which of several is pushed first: the first that none of its subject follows.
func next(found []happening) happening {
	for i, h := range found {
		last := true
		for _, later := range found[i+1:] {
			last = last && later.subject != h.subject
		}
		if last {
			return h
		}
	}
	return found[len(found)-1]
}
