package app

import (
	"context"

	"commandhub/graph"
	"commandhub/graph/model"
	"commandhub/server/basemap"
	"commandhub/server/county"
	"commandhub/server/export"
	"commandhub/server/incident"
	"commandhub/server/installation"
	"commandhub/server/notice"
	"commandhub/server/profile"
)

// outlineURL is where the web serves the county's outline.
const outlineURL = "/api/v1/map/outline.geojson"

// countyFacts are what hubs hold in memory of the profile in force.
type countyFacts struct {
	*profile.County
	plan   incident.Plan
	words  *notice.Words
	scheme installation.Scheme
	kinds  map[string]export.Name // of accidents, by code
}

func factsOf(c *profile.County) (*countyFacts, error) {
	f := &countyFacts{County: c, plan: incidentPlan(c), scheme: scheme(c.Supervision), kinds: map[string]export.Name{}}
	for _, k := range c.Plan.Kinds {
		f.kinds[k.Code] = export.Name{Name: k.Name, NameEn: k.NameEn}
	}
	var err error
	f.words, err = noticeWords(c.Plan.Notices)
	return f, err
}

// loadCounty puts a profile in force, and brings the database in line with it.
func (a *App) loadCounty(ctx context.Context) error {
	files, err := profile.Open(a.opt.Profile)
	if err != nil {
		return err
	}
	a.profiles = &county.Profiles{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Log: a.log, Simulated: a.opt.Simulate, Changed: a.takeCountyOver,
	}
	is, err := a.profiles.Start(ctx, files, a.opt.ReplaceImport)
	if err != nil {
		return err
	}
	facts, err := factsOf(is.County)
	a.county.Store(facts)
	return err
}

// takeCountyOver is what this hub does when another profile came into force. What
// is known by its stations alone follows the registry.
func (a *App) takeCountyOver(ctx context.Context, now *county.InForce) error {
	facts, err := factsOf(now.County)
	if err != nil {
		return err
	}
	if err := a.registry.Reload(ctx); err != nil {
		return err
	}
	a.county.Store(facts)
	return nil
}

func countyModel(o Options, c *profile.County, under *basemap.Basemap) graph.County {
	m := &model.CountyMap{
		Latitude: c.Centre.Lat, Longitude: c.Centre.Lon,
		Bounds: []float64{c.Bounds.West, c.Bounds.South, c.Bounds.East, c.Bounds.North}, OutlineURL: outlineURL,
	}
	if at := under.URL(); at != "" {
		m.BasemapURL, m.BasemapGcj02, m.BasemapVector, m.BasemapAttribution = &at, under.GCJ02(), under.Vector(), under.Attribution()
	}
	if at := under.LabelsURL(); at != "" {
		m.BasemapLabelsURL = &at
	}
	return graph.County{Version: o.Version, Code: c.Code, Name: c.Name, NameEn: c.NameEn, TimeZone: c.TimeZone, Map: m}
}
