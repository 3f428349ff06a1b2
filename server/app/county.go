package app

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/graph"
	"commandhub/graph/model"
	"commandhub/server/basemap"
	"commandhub/server/profile"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// outlineURL is where the web serves the county's outline.
const outlineURL = "/api/v1/map/outline.geojson"

// loadCounty reads the profile and brings the database in line with it. What it
// changed is one row of the timeline, none where nothing was.
func (a *App) loadCounty(ctx context.Context) (*profile.County, error) {
	files, err := profile.Open(a.opt.Profile)
	if err != nil {
		return nil, err
	}
	county, err := profile.Load(files)
	if err != nil {
		return nil, err
	}
	for _, w := range county.Warnings {
		a.log.Warn("profile", "warning", fmt.Sprint(w))
	}
	if a.opt.Simulate {
		county.Exercise = true // what simulated stations say is never real
	}
	ctx = viewer.NewContext(ctx, viewer.Hub("profile"))
	var changes profile.Changes
	err = a.store.WithTx(ctx, func(tx *ent.Tx) error {
		if changes, err = profile.Apply(ctx, tx, county); err != nil || changes.None() {
			return err
		}
		return a.timeline.Append(ctx, tx, timeline.Entry{
			Action: "profile.applied", After: map[string]any{"county": county.Code, "changes": changes},
		})
	})
	if err != nil {
		return nil, err
	}
	a.timeline.Grown().Ring()
	a.log.Info("profile applied", "county", county.Code, "stations", len(county.Stations),
		"created", len(changes.Stations.Created), "updated", len(changes.Stations.Updated), "left_alone", len(changes.Stations.LeftAlone))
	return county, nil
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
