package incident

import (
	"maps"
	"slices"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/notice"
	"commandhub/ent/noticesending"
	"commandhub/ent/workinggroup"
	"commandhub/server/rule"
)

// setUpGroups sets up the plan's working groups with places filled in.
func (c *change) setUpGroups(at time.Time) error {
	known := map[string]string{Township: c.was.Edges.Area.Name, Unit: c.was.Enterprise, LineBureau: c.was.LineBureau}
	for i, g := range c.s.Plan().Groups {
		err := c.tx.WorkingGroup.Create().SetIncidentID(c.was.ID).SetCode(g.Code).SetName(g.Name).SetNameEn(g.NameEn).
			SetArticle(g.Article).SetLeads(fill(g.Leads, known)).SetMembers(fill(g.Members, known)).SetDuties(g.Duties).SetDutiesEn(g.DutiesEn).
			SetPosition(i).SetSetUpAt(at).Exec(asHub(c.ctx))
		if err != nil {
			return err
		}
	}
	return nil
}

// fill puts who is known by now where the plan leaves a place for them; one that is
// unknown yet stays a place to fill.
func fill(units []string, known map[string]string) []string {
	out := slices.Clone(units)
	for i, u := range out {
		if name := known[u]; name != "" {
			out[i] = name
		}
	}
	return out
}

// fillPlaces puts who comes to be known while the response runs where groups still
// have a place for them, and tells those who join.
func (c *change) fillPlaces(f *Facts) error {
	known := map[string]string{}
	is := *c.was
	if f.LineBureau != nil && *f.LineBureau != "" {
		known[LineBureau], is.LineBureau = *f.LineBureau, *f.LineBureau
	}
	if f.Enterprise != nil && *f.Enterprise != "" {
		known[Unit], is.Enterprise = *f.Enterprise, *f.Enterprise
	}
	if len(known) == 0 || c.was.Level == nil {
		return nil
	}
	before, err := c.standingGroups()
	if err != nil {
		return err
	}
	for place := range known {
		if err := c.passOn(place); err != nil {
			return err
		}
	}
	for _, g := range before {
		leads, members := fill(g.Leads, known), fill(g.Members, known)
		if slices.Equal(leads, g.Leads) && slices.Equal(members, g.Members) {
			continue
		}
		if err := g.Update().SetLeads(leads).SetMembers(members).AddVersion(1).Exec(asHub(c.ctx)); err != nil {
			return err
		}
	}
	return c.tellJoined(&is, before)
}

// passOn ends what waits to be told to a place that nobody filled.
func (c *change) passOn(place string) error {
	return c.tx.NoticeSending.Update().Where(
		noticesending.Unit(place), noticesending.PassedOnAtIsNil(), noticesending.HasNoticeWith(notice.HasIncidentWith(incident.ID(c.was.ID))),
	).SetPassedOnAt(c.now).AddVersion(1).Exec(asHub(c.ctx))
}

// standingGroups are the groups that stand, in the plan's order.
func (c *change) standingGroups() ([]*ent.WorkingGroup, error) {
	return c.tx.WorkingGroup.Query().Where(workinggroup.HasIncidentWith(incident.ID(c.was.ID)), workinggroup.DissolvedAtIsNil()).
		Order(ent.Asc(workinggroup.FieldPosition)).All(asHub(c.ctx))
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
	rows, err := c.standingGroups()
	if err != nil {
		return err
	}
	said, err := c.s.Told(c.ctx, c.tx, Stepped{c.was, level, o.at.In(c.s.Location), rows})
	maps.Copy(c.detail, said)
	return err
}

// tellJoined tells the units that stand in a group now and stood in none before of the
// response that runs.
func (c *change) tellJoined(is *ent.Incident, before []*ent.WorkingGroup) error {
	now, err := c.standingGroups()
	if err != nil || c.s.Told == nil || is.Level == nil {
		return err
	}
	told := map[string]bool{}
	for _, g := range before {
		for _, unit := range slices.Concat(g.Leads, g.Members) {
			told[unit] = true
		}
	}
	stood := func(unit string) bool { return told[unit] }
	for _, g := range now {
		g.Leads, g.Members = slices.DeleteFunc(slices.Clone(g.Leads), stood), slices.DeleteFunc(slices.Clone(g.Members), stood)
	}
	said, err := c.s.Told(c.ctx, c.tx, Stepped{is, is.Level, c.now.In(c.s.Location), now})
	maps.Copy(c.detail, said)
	return err
}
