package profile

import (
	"fmt"

	"commandhub/ent"
	"commandhub/ent/station"
	"commandhub/server/rule"
)

// installations enters those of the profile that no station has had yet: after that
// people take them further, and the profile changes nothing.
func (a *applier) installations() error {
	change := &a.changes.Installations
	rows, err := a.db.Installation.Query().WithStation().All(a.ctx)
	if err != nil {
		return err
	}
	had := map[string]bool{}
	for _, r := range rows {
		had[r.Edges.Station.Code+"/"+r.Kind] = true
	}
	for _, want := range a.county.Supervision.Installations {
		code := want.Station + "/" + want.Kind
		if had[code] {
			change.Unchanged++
			continue
		}
		change.Created = append(change.Created, code)
		if a.dry {
			continue
		}
		at, err := a.db.Station.Query().Where(station.Code(want.Station)).Only(a.ctx)
		if err == nil {
			err = a.install(want, at)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
	}
	return nil
}

func (a *applier) install(want Installation, at *ent.Station) error {
	steps := want.steps()
	last := steps[len(steps)-1]
	create := a.db.Installation.Create().SetStation(at).SetKind(want.Kind).SetState(last.state).SetStateOn(last.on).
		SetSupplier(want.Supplier).SetSupervisor(want.Supervisor).SetAcceptedBy(want.Accepter).SetExercise(at.Exercise)
	if want.Cost > 0 {
		create.SetCost(want.Cost)
	}
	if want.Connected != "" {
		create.SetConnectedOn(want.Connected)
	}
	if last.state == rule.Faulty {
		create.SetBeforeFault(steps[len(steps)-2].state)
	}
	row, err := create.Save(a.ctx)
	if err != nil {
		return err
	}
	for n, h := range steps {
		note := ""
		if n == len(steps)-1 {
			note = want.Note
		}
		step := a.db.InstallationStep.Create().SetInstallation(row).SetState(h.state).SetOn(h.on).SetBy("profile").SetNote(note)
		if err := step.Exec(a.ctx); err != nil {
			return err
		}
	}
	return nil
}
