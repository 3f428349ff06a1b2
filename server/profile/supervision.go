package profile

import (
	"fmt"
	"slices"

	"commandhub/ent/organisation"
	"commandhub/server/measure"
	"commandhub/server/rule"
)

// Supervision is the county's scheme for the platform that supervises fuel
// stations: which equipment each needs, by when, and who pays.
type Supervision struct {
	Number         string              `yaml:"number"`
	ConnectBy      string              `yaml:"connectBy"` // ISO date, itself included
	SubsidyPercent int                 `yaml:"subsidyPercent"`
	OwnersPay      []organisation.Kind `yaml:"ownersPay"` // kinds of owners that pay for their own
	Equipment      []Equipment         `yaml:"equipment"`
	// Installations are entered once, where a station has none of the kind: people
	// take them further.
	Installations []Installation `yaml:"installations"`
}

// Equipment is a kind of it.
type Equipment struct {
	Code   string `yaml:"code"`
	Name   string `yaml:"name"`
	NameEn string `yaml:"nameEn"`
}

// Installation is how far a kind of equipment is at a station: the days of its
// steps as ISO dates, empty where it has not come so far.
type Installation struct {
	Station    string      `yaml:"station"`
	Kind       string      `yaml:"kind"`
	Cost       measure.Fen `yaml:"costFen"` // 0 while unknown
	Supplier   string      `yaml:"supplier"`
	Supervisor string      `yaml:"supervisor"`
	Accepter   string      `yaml:"accepter"`
	Procured   string      `yaml:"procured"`
	Contracted string      `yaml:"contracted"`
	Installing string      `yaml:"installing"`
	Connected  string      `yaml:"connected"`
	Accepted   string      `yaml:"accepted"`
	Operating  string      `yaml:"operating"`
	Faulty     string      `yaml:"faulty"`
	Removed    string      `yaml:"removed"`
	Note       string      `yaml:"note"` // of the last step
}

// happened is one step of an installation.
type happened struct {
	state rule.Installed
	field string
	on    string
}

// steps are those that have been taken, in their order.
func (i Installation) steps() []happened {
	all := []happened{
		{rule.Procured, "procured", i.Procured}, {rule.Contracted, "contracted", i.Contracted},
		{rule.Installing, "installing", i.Installing}, {rule.Connected, "connected", i.Connected},
		{rule.Accepted, "accepted", i.Accepted}, {rule.Operating, "operating", i.Operating},
		{rule.Faulty, "faulty", i.Faulty}, {rule.Removed, "removed", i.Removed},
	}
	return slices.DeleteFunc(all, func(h happened) bool { return h.on == "" })
}

func (v *validator) checkSupervision() {
	if !v.good(supervisionFile) {
		return
	}
	s := v.county.Supervision
	if !rule.IsDay(s.ConnectBy) {
		v.wrong(supervisionFile, "connectBy", notADay.With(s.ConnectBy))
	}
	inRange(v, supervisionFile, "subsidyPercent", s.SubsidyPercent, 0, 100)
	for i, kind := range s.OwnersPay {
		oneOf(v, supervisionFile, fmt.Sprintf("ownersPay[%d]", i), kind, organisationKinds...)
	}
	codes := v.codes(supervisionFile)
	for i, e := range s.Equipment {
		field := fmt.Sprintf("equipment[%d]", i)
		codes.check(field, e.Code, organisation.CodeValidator)
		v.checkNames(supervisionFile, field, e.Name, e.NameEn)
	}
	v.needSome(supervisionFile, "equipment", len(s.Equipment))
	v.checkInstallations(codes.taken)
}

func (v *validator) checkInstallations(kinds map[string]string) {
	owners := map[string]organisation.Kind{}
	for _, o := range v.county.Organisations {
		owners[o.Code] = o.Kind
	}
	pays := map[string]bool{} // whether the county pays, by station
	for _, s := range v.county.Stations {
		pays[s.Code] = !slices.Contains(v.county.Supervision.OwnersPay, owners[s.Owner])
	}
	taken := map[string]bool{}
	for n, i := range v.county.Supervision.Installations {
		field := fmt.Sprintf("installations[%d]", n)
		if _, known := pays[i.Station]; !known && v.good(stationsFile) {
			v.wrong(supervisionFile, field+".station", notIn.With(i.Station, stationsFile))
		}
		if kinds[i.Kind] == "" {
			v.wrong(supervisionFile, field+".kind", noEquipment.With(i.Kind))
		}
		if taken[i.Station+"/"+i.Kind] {
			v.wrong(supervisionFile, field, secondOfKind.With(i.Station))
		}
		taken[i.Station+"/"+i.Kind] = true
		inRange(v, supervisionFile, field+".costFen", i.Cost, 0, rule.MostCost)
		for name, text := range map[string]string{"supplier": i.Supplier, "supervisor": i.Supervisor, "accepter": i.Accepter} {
			v.mostText(supervisionFile, field+"."+name, text, maxName)
		}
		v.checkSteps(field, i, pays[i.Station])
	}
}

// checkSteps wants the steps in the order that people must keep too.
func (v *validator) checkSteps(field string, i Installation, countyPays bool) {
	steps := i.steps()
	if len(steps) == 0 || steps[0].state != rule.Procured || !rule.IsDay(steps[0].on) {
		v.wrong(supervisionFile, field+".procured", notADay.With(i.Procured))
		return
	}
	before := rule.Installed("")
	for n, h := range steps[1:] {
		last := steps[n]
		if h.state == rule.Faulty {
			before = last.state
		}
		why := rule.MayInstall(rule.Move{
			Now: last.state, BeforeFault: before, To: h.state, Since: last.on, On: h.on, Today: h.on,
			Supplier: i.Supplier, Supervisor: i.Supervisor, Accepter: i.Accepter, Note: i.Note,
			CountyPays: countyPays, CostKnown: i.Cost > 0,
		})
		if why != rule.MayMove {
			v.wrong(supervisionFile, field+"."+h.field, stepReasons[why].With(h.on, last.field, last.on))
			return
		}
	}
}
