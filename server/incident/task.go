package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/task"
	"commandhub/ent/workinggroup"
	"commandhub/server/viewer"
)

// NewTask is an order, a request for help, a leader's instruction or a corrective
// action. Measures come with the response.
type NewTask struct {
	Incident       int
	Kind           task.Kind
	Text           string
	Group          *int   // a working group; or
	Owner          string // a unit or person
	DueAt          *time.Time
	IdempotencyKey string
}

// GiveTask gives a task, as the context's viewer, who needs incident:write.
func (s *Incidents) GiveTask(ctx context.Context, in NewTask) (*ent.Task, error) {
	var row *ent.Task
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.task-given", func(c *change) error {
		switch {
		case in.Kind == task.KindMEASURE:
			return &Refused{"input.kind", "§5.3", measureOrdered.With()}
		case in.Text == "":
			return &Refused{Field: "input.text", Why: taskText.With()}
		case in.Group == nil && in.Owner == "":
			return &Refused{Field: "input.owner", Why: taskOwner.With()}
		case in.DueAt != nil && in.DueAt.Before(c.now):
			return &Refused{Field: "input.dueAt", Why: inThePast.With()}
		case in.DueAt != nil && in.DueAt.After(c.now.AddDate(2, 0, 0)):
			return &Refused{Field: "input.dueAt", Why: tooFarAhead.With()}
		}
		if in.Group != nil {
			if _, err := c.standing(*in.Group); err != nil {
				return err
			}
		}
		var err error
		row, err = c.tx.Task.Create().SetIncidentID(c.was.ID).SetKind(in.Kind).SetText(in.Text).SetOwner(in.Owner).
			SetNillableGroupID(in.Group).SetNillableDueAt(in.DueAt).SetOrderedBy(viewer.From(ctx).Name).
			SetCreatedAt(c.now).Save(asHub(ctx))
		if err != nil {
			return err
		}
		c.detail["task"], c.detail["taskKind"], c.detail["text"] = row.ID, row.Kind, row.Text
		return nil
	})
	return unwrapped(row, err)
}

// standing is a group of this incident that was not dissolved.
func (c *change) standing(id int) (*ent.WorkingGroup, error) {
	g, err := c.tx.WorkingGroup.Query().Where(workinggroup.ID(id)).WithIncident().Only(c.ctx)
	if ent.IsNotFound(err) || err == nil && (g.Edges.Incident.ID != c.was.ID || g.DissolvedAt != nil) {
		return nil, &Refused{Field: "input.group", Why: noSuchGroup.With()}
	}
	return g, err
}

// Move is a step of a task's progress.
type Move struct {
	Task           int
	Version        int
	State          task.State
	Note           string
	IdempotencyKey string
}

// next are the states that a task may go to.
var next = map[task.State][]task.State{
	task.StateOPEN:         {task.StateACKNOWLEDGED, task.StateIN_PROGRESS, task.StateDONE, task.StateCANCELLED},
	task.StateACKNOWLEDGED: {task.StateIN_PROGRESS, task.StateDONE, task.StateCANCELLED},
	task.StateIN_PROGRESS:  {task.StateIN_PROGRESS, task.StateDONE, task.StateCANCELLED},
	task.StateDONE:         {task.StateIN_PROGRESS},
	task.StateCANCELLED:    {},
}

// MoveTask acknowledges a task or says how it goes, as the context's viewer, who
// needs task:write. Cancelling needs incident:write and a reason; what was done may
// be taken up again, with a reason.
func (s *Incidents) MoveTask(ctx context.Context, in Move) (*ent.Task, error) {
	of, err := s.Store.Client.Task.Query().Where(task.ID(in.Task)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.Task
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.task-moved", func(c *change) error {
		found, err := c.tx.Task.Get(ctx, in.Task)
		if err != nil {
			return err
		}
		if in.Version != found.Version {
			return &Conflict{in.Version, found.Version}
		}
		if err := mayMove(ctx, found, in); err != nil {
			return err
		}
		set := found.Update().SetState(in.State).AddVersion(1)
		if in.Note != "" {
			set.SetLastNote(in.Note)
		}
		switch in.State {
		case task.StateDONE:
			set.SetDoneAt(c.now)
		default:
			set.ClearDoneAt()
		}
		if found.AcknowledgedAt == nil && in.State != task.StateCANCELLED {
			set.SetAcknowledgedAt(c.now)
		}
		if row, err = set.Save(ctx); err != nil {
			return err
		}
		c.detail["task"], c.detail["text"] = found.ID, found.Text
		c.detail["from"], c.detail["to"], c.detail["note"] = found.State, in.State, in.Note
		return c.tx.TaskNote.Create().SetTaskID(found.ID).SetAt(c.now).SetState(string(in.State)).SetNote(in.Note).
			SetBy(viewer.From(ctx).Name).Exec(ctx)
	})
	return unwrapped(row, err)
}

func mayMove(ctx context.Context, t *ent.Task, in Move) error {
	allowed := false
	for _, s := range next[t.State] {
		allowed = allowed || s == in.State
	}
	switch {
	case !allowed:
		return &Refused{Field: "input.state", Why: taskState.With(t.State, next[t.State], in.State)}
	case in.State == task.StateCANCELLED && !viewer.From(ctx).May(viewer.IncidentWrite):
		return &Refused{Field: "input.state", Why: cancelByOrder.With()}
	case in.Note == "" && (in.State == task.StateCANCELLED || t.State == task.StateDONE):
		return &Refused{Field: "input.note", Why: noReason.With()}
	}
	return nil
}

// Regroup is a change of a working group.
type Regroup struct {
	Group          int
	Version        int
	Leads, Members []string
	Duties         *string
	IdempotencyKey string
}

// mostUnits is how many units a group may have.
const mostUnits = 100

// ChangeGroup changes who leads and who is in a group, or what it does: the
// commander may as the rescue needs (§2.3).
func (s *Incidents) ChangeGroup(ctx context.Context, in Regroup) (*ent.WorkingGroup, error) {
	of, err := s.Store.Client.WorkingGroup.Query().Where(workinggroup.ID(in.Group)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.WorkingGroup
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.group-changed", func(c *change) error {
		found, err := c.standing(in.Group)
		switch {
		case err != nil:
			return err
		case in.Version != found.Version:
			return &Conflict{in.Version, found.Version}
		case len(in.Leads) == 0:
			return &Refused{"input.leads", "§2.3", groupLead.With()}
		case len(in.Leads)+len(in.Members) > mostUnits:
			return &Refused{"input.members", "§2.3", groupMembers.With()}
		}
		c.detail["group"], c.detail["groupName"] = found.Code, found.Name
		c.detail["from"] = map[string]any{"leads": found.Leads, "members": found.Members}
		c.detail["to"] = map[string]any{"leads": in.Leads, "members": in.Members}
		set := found.Update().SetLeads(in.Leads).SetMembers(in.Members).AddVersion(1)
		if in.Duties != nil && *in.Duties != found.Duties {
			set.SetDuties(*in.Duties).SetDutiesEn("")
		}
		before, err := c.standingGroups()
		if err != nil {
			return err
		}
		if row, err = set.Save(ctx); err != nil {
			return err
		}
		return c.tellJoined(c.was, before)
	})
	return unwrapped(row, err)
}

// ownTask refuses, naming the field, a task of another incident; nil is none.
func (c *change) ownTask(field string, id *int) error {
	if id == nil {
		return nil
	}
	ours, err := c.tx.Task.Query().Where(task.ID(*id), task.HasIncidentWith(incident.ID(c.was.ID))).Exist(c.ctx)
	if err != nil {
		return err
	}
	if !ours {
		return &Refused{Field: field, Why: noSuchTask.With()}
	}
	return nil
}
