package incident

import (
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/task"
	"commandhub/ent/workinggroup"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// raise brings what the levels above from, up to to, ask for: the command post
// with its groups from Ⅱ on (§2.2, §2.3), and each level's measures as tasks.
// Ⅰ takes Ⅱ's measures besides its own (§5.3.3).
func (c *change) raise(from, to rule.Level, o ordered, post, lead string) error {
	if to.Rank() >= rule.LevelTwo.Rank() && c.was.CommandPostAt == nil {
		c.set.SetCommandPostAt(o.at)
		if err := c.setUpGroups(o.at); err != nil {
			return err
		}
	}
	if post != "" {
		c.set.SetCommandPost(post)
	}
	if lead != "" {
		c.set.SetCommandPostLead(lead)
	}
	groups, err := c.groups()
	if err != nil {
		return err
	}
	for _, m := range c.s.Plan().Measures {
		if !brought(m.Level, from, to) {
			continue
		}
		given, err := c.tx.Task.Query().Where(
			task.HasIncidentWith(incident.ID(c.was.ID)), task.KindEQ(task.KindMEASURE), task.Article(m.Article),
		).First(asHub(c.ctx))
		switch {
		case ent.IsNotFound(err):
		case err != nil:
			return err
		default: // by an earlier step
			if err := c.reopen(given, m, to, o); err != nil {
				return err
			}
			continue
		}
		create := c.tx.Task.Create().SetIncidentID(c.was.ID).SetKind(task.KindMEASURE).SetArticle(m.Article).SetText(m.Text).SetTextEn(m.TextEn).
			SetOrderedBy(o.by).SetCreatedAt(c.now)
		if id, ok := groups[m.Group]; ok {
			create.SetGroupID(id)
		}
		if m.Due > 0 {
			create.SetDueAt(o.at.Add(m.Due))
		}
		if err := create.Exec(asHub(c.ctx)); err != nil {
			return err
		}
	}
	return nil
}

// reopen brings back a measure that was cancelled once a level no longer asked for it.
func (c *change) reopen(t *ent.Task, m Measure, to rule.Level, o ordered) error {
	if t.State != task.StateCANCELLED {
		return nil
	}
	why := "the response was raised to " + string(to) + " again"
	set := t.Update().SetState(task.StateOPEN).ClearAcknowledgedAt().SetLastNote(why).AddVersion(1)
	if m.Due > 0 {
		set.SetDueAt(o.at.Add(m.Due))
	} else {
		set.ClearDueAt()
	}
	if err := set.Exec(asHub(c.ctx)); err != nil {
		return err
	}
	return c.tx.TaskNote.Create().SetTaskID(t.ID).SetAt(c.now).SetState(string(task.StateOPEN)).SetNote(why).SetBy(o.by).Exec(asHub(c.ctx))
}

// brought tells whether a measure comes with a step between two levels.
func brought(of, from, to rule.Level) bool {
	switch of {
	case rule.LevelOne:
		return to == rule.LevelOne && from != to
	case rule.LevelTwo:
		return to.Rank() >= rule.LevelTwo.Rank() && from.Rank() < rule.LevelTwo.Rank()
	}
	return to == rule.LevelThree && from == rule.LevelNone
}

// groups are the ids of the groups that stand, by code.
func (c *change) groups() (map[string]int, error) {
	rows, err := c.tx.WorkingGroup.Query().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID)), workinggroup.DissolvedAtIsNil()).All(asHub(c.ctx))
	out := map[string]int{}
	for _, r := range rows {
		out[r.Code] = r.ID
	}
	return out, err
}

// dissolve ends groups and command post, and cancels what the response still asked
// for: its measures and orders. Help that was asked for, leaders' instructions and
// corrective actions outlive it.
func (c *change) dissolve(at time.Time) error {
	hub := asHub(c.ctx)
	err := c.tx.WorkingGroup.Update().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID)), workinggroup.DissolvedAtIsNil()).
		SetDissolvedAt(at).Exec(hub)
	if err != nil {
		return err
	}
	undone, err := c.tx.Task.Query().Where(
		task.HasIncidentWith(incident.ID(c.was.ID)), task.KindIn(task.KindMEASURE, task.KindORDER),
		task.StateIn(task.StateOPEN, task.StateACKNOWLEDGED, task.StateIN_PROGRESS),
	).All(hub)
	if err != nil {
		return err
	}
	for _, t := range undone {
		if err := c.tx.TaskNote.Create().SetTaskID(t.ID).SetAt(c.now).SetState(string(task.StateCANCELLED)).
			SetNote("the response has ended").SetBy(viewer.From(c.ctx).Name).Exec(hub); err != nil {
			return err
		}
		if err := t.Update().SetState(task.StateCANCELLED).AddVersion(1).Exec(hub); err != nil {
			return err
		}
	}
	return nil
}
