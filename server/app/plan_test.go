package app

import (
	"slices"
	"testing"
	"time"

	"commandhub/server/incident"
	"commandhub/server/profile"
	"commandhub/server/rule"
)

func TestThePlanNamesItsUnitsAndKeepsThePlacesToFill(t *testing.T) {
	files, err := profile.Open("../profile/testdata/haixing")
	if err != nil {
		t.Fatal(err)
	}
	county, err := profile.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	plan := incidentPlan(county)
	if want := (rule.Grace{Report: 10 * time.Minute, FollowUp: 15 * time.Minute, Foreign: 30 * time.Minute}); plan.Grace != want || plan.Soon != 10*time.Minute {
		t.Errorf("grace %v, soon %s", plan.Grace, plan.Soon)
	}
	rescue := plan.Groups[0]
	if rescue.Code != "RESCUE" || rescue.Article != "§2.1" || rescue.Duties != "救援" {
		t.Errorf("group %+v", rescue)
	}
	if want := []string{"海星县商务局", incident.LineBureau}; !slices.Equal(rescue.Leads, want) {
		t.Errorf("leads %q, want %q", rescue.Leads, want)
	}
	if want := []string{incident.Township, incident.Unit}; !slices.Equal(rescue.Members, want) {
		t.Errorf("members %q, want %q", rescue.Members, want)
	}
	want := incident.Measure{Level: rule.LevelTwo, Article: "§5.3.2(1)", Text: "成立现场指挥部", TextEn: "Set up the command post", Group: "RESCUE", Due: time.Hour}
	if plan.Measures[1] != want {
		t.Errorf("measure %+v, want %+v", plan.Measures[1], want)
	}
	if plan.Measures[0].Due != 0 || plan.Measures[0].Group != "" {
		t.Errorf("measure %+v: no group and no time are wanted at III", plan.Measures[0])
	}
	if want := (incident.Kind{Code: "FIRE", Name: "火灾", NameEn: "Fire"}); plan.Kinds[0] != want {
		t.Errorf("kind %+v", plan.Kinds[0])
	}
}
