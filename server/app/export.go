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
	return export.New(export.Options{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Location: zone,
		County: func() export.Name { c := a.county.Load(); return export.Name{Name: c.Name, NameEn: c.NameEn} },
		Kinds:  func() map[string]export.Name { return a.county.Load().kinds }, Zh: zh, En: en,
		Installations: a.openInstallations(zone), Exercise: a.live.Exercise,
	}), nil
}
