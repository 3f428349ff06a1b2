package app

import (
	"time"

	"commandhub/server/incident"
	"commandhub/server/profile"
	"commandhub/server/rule"
)

// incidentPlan is the county's accident plan with its units by name.
func incidentPlan(c *profile.County) incident.Plan {
	names := map[string]string{}
	for _, o := range c.Organisations {
		names[o.Code] = o.Name
	}
	called := func(units []string) []string {
		out := make([]string, len(units))
		for i, u := range units {
			out[i] = u
			if name, ok := names[u]; ok {
				out[i] = name
			}
		}
		return out
	}
	plan := incident.Plan{
		Grace: rule.Grace{
			Report: minutes(c.Plan.Grace.Report), FollowUp: minutes(c.Plan.Grace.FollowUp), Foreign: minutes(c.Plan.Grace.ForeignAffairs),
		},
		Soon: minutes(c.Plan.DueSoonMinutes),
	}
	for _, g := range c.Plan.Groups {
		plan.Groups = append(plan.Groups, incident.Group{
			Code: g.Code, Name: g.Name, NameEn: g.NameEn, Article: g.Article,
			Leads: called(g.Leads), Members: called(g.Members), Duties: g.Duties, DutiesEn: g.DutiesEn,
		})
	}
	for _, m := range c.Plan.Measures {
		plan.Measures = append(plan.Measures, incident.Measure{
			Level: rule.Level(m.Level), Article: m.Article, Text: m.Text, TextEn: m.TextEn, Group: m.Group, Due: minutes(m.DueMinutes),
		})
	}
	for _, k := range c.Plan.Kinds {
		plan.Kinds = append(plan.Kinds, incident.Kind{Code: k.Code, Name: k.Name, NameEn: k.NameEn})
	}
	return plan
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
