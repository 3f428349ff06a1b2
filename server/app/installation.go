package app

import (
	"time"

	"commandhub/server/installation"
	"commandhub/server/profile"
)

// openInstallations makes the use cases of supervision equipment, by the county's
// scheme.
func (a *App) openInstallations(zone *time.Location) *installation.Installations {
	return &installation.Installations{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Location: zone, Scheme: func() installation.Scheme { return a.county.Load().scheme },
	}
}

func scheme(s profile.Supervision) installation.Scheme {
	out := installation.Scheme{
		Number: s.Number, ConnectBy: s.ConnectBy, SubsidyPercent: s.SubsidyPercent, OwnersPay: s.OwnersPay,
		Equipment: make([]installation.Equipment, len(s.Equipment)),
	}
	for i, e := range s.Equipment {
		out.Equipment[i] = installation.Equipment{Code: e.Code, Name: e.Name, NameEn: e.NameEn}
	}
	return out
}
