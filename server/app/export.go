package app

import (
	"time"

	"commandhub/frontend"
	"commandhub/server/export"
)

// openExports makes the lists' files, with the words that the application has too.
func (a *App) openExports(zone *time.Location) (*export.Exports, error) {
	zh, en, err := export.ReadWords(frontend.Words())
	if err != nil {
		return nil, err
	}
	kinds := map[string]export.Name{}
	for _, k := range a.county.Plan.Kinds {
		kinds[k.Code] = export.Name{Name: k.Name, NameEn: k.NameEn}
	}
	return export.New(export.Options{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Location: zone,
		County: export.Name{Name: a.county.Name, NameEn: a.county.NameEn}, Kinds: kinds, Zh: zh, En: en,
		Installations: a.openInstallations(zone), Exercise: a.live.Exercise,
	}), nil
}
