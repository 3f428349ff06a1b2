package incident

import (
	"maps"
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
		given, err := c.tx.Task.Query().Where(task.HasIncidentWith(incident.ID(c.was.ID)), task.KindEQ(task.KindMEASURE), task.Article(m.Article)).Exist(asHub(c.ctx))
		if err != nil {
			return err
		}
		if given { // by an earlier adjustment
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

// setUpGroups sets up the plan's working groups with places filled in.
func (c *change) setUpGroups(at time.Time) error {
	for i, g := range c.s.Plan().Groups {
		err := c.tx.WorkingGroup.Create().SetIncidentID(c.was.ID).SetCode(g.Code).SetName(g.Name).SetNameEn(g.NameEn).
			SetArticle(g.Article).SetLeads(c.fill(g.Leads)).SetMembers(c.fill(g.Members)).SetDuties(g.Duties).SetDutiesEn(g.DutiesEn).
			SetPosition(i).SetSetUpAt(at).Exec(asHub(c.ctx))
		if err != nil {
			return err
		}
	}
	return nil
}

// fill puts this incident's township, unit and line bureau where the plan leaves
// a place for them; one that is unknown yet stays a place to fill.
func (c *change) fill(units []string) []string {
	out := make([]string, 0, len(units))
	known := map[string]string{Township: c.was.Edges.Area.Name, Unit: c.was.Enterprise, LineBureau: c.was.LineBureau}
	for _, u := range units {
		if name := known[u]; name != "" {
			u = name
		}
		out = append(out, u)
	}
	return out
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

// dissolve ends groups and command post, and cancels what is still to be done.
func (c *change) dissolve(at time.Time) error {
	hub := asHub(c.ctx)
	err := c.tx.WorkingGroup.Update().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID)), workinggroup.DissolvedAtIsNil()).
		SetDissolvedAt(at).Exec(hub)
	if err != nil {
		return err
	}
	undone, err := c.tx.Task.Query().Where(
		task.HasIncidentWith(incident.ID(c.was.ID)), task.KindNEQ(task.KindCORRECTIVE_ACTION),
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

// Stepped is a step of the response that people are to be told of.
type Stepped struct {
	Incident *ent.Incident // as it was
	Level    *rule.Level   // from now on; nil for the end
	At       time.Time     // of the order, by the county's clock
	Groups   []*ent.WorkingGroup
}

// tell tells the groups that stand of a step, before an end dissolves them.
func (c *change) tell(level *rule.Level, o ordered) error {
	if c.s.Told == nil {
		return nil
	}
	rows, err := c.tx.WorkingGroup.Query().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID)), workinggroup.DissolvedAtIsNil()).
		Order(ent.Asc(workinggroup.FieldPosition)).All(asHub(c.ctx))
	if err != nil {
		return err
	}
	said, err := c.s.Told(c.ctx, c.tx, Stepped{c.was, level, o.at.In(c.s.Location), rows})
	maps.Copy(c.detail, said)
	return err
}
