package profile

import (
	"io/fs"
	"reflect"
)

// The files of a profile.
const (
	countyFile        = "county.yaml"
	areasFile         = "areas.yaml"
	organisationsFile = "organisations.yaml"
	productsFile      = "products.yaml"
	stationsFile      = "stations.yaml"
	planFile          = "plan.yaml"
	supervisionFile   = "supervision.yaml"
)

// Load reads a profile and checks all of it. When anything is wrong the error
// is Problems, every one of them; a file that cannot be read as YAML hides
// only what is in it.
func Load(files fs.FS) (*County, error) {
	c := &County{}
	var areas struct {
		Areas []Area `yaml:"areas"`
	}
	var organisations struct {
		Organisations []Organisation `yaml:"organisations"`
	}
	var products struct {
		Products []Product `yaml:"products"`
	}
	var stations struct {
		Stations []Station `yaml:"stations"`
	}
	v := &validator{county: c, sources: map[string]source{}}
	v.read(files, countyFile, c)
	v.read(files, areasFile, &areas)
	v.read(files, organisationsFile, &organisations)
	v.read(files, productsFile, &products)
	v.read(files, stationsFile, &stations)
	c.Areas, c.Organisations = areas.Areas, organisations.Organisations
	c.Products, c.Stations = products.Products, stations.Stations
	v.read(files, planFile, &c.Plan)
	v.read(files, supervisionFile, &c.Supervision)
	v.readOutline(files)

	v.checkCounty()
	v.checkAreas()
	v.checkOrganisations()
	v.checkProducts()
	v.checkStations()
	v.checkPlan()
	v.checkSupervision()
	v.problems.sort()
	v.warnings.sort()
	v.problems, v.warnings = v.problems.short(), v.warnings.short()
	c.Warnings, c.sources = v.warnings, v.sources
	if len(v.problems) > 0 {
		return nil, v.problems
	}
	return c, nil
}

// read decodes one file. What cannot be decoded is left out of the checks that
// follow, or they would complain of its absence too.
func (v *validator) read(files fs.FS, name string, dst any) {
	s, problems := decode(files, name, dst)
	v.problems = append(v.problems, problems...)
	if len(problems) > 0 {
		reflect.ValueOf(dst).Elem().SetZero()
		return
	}
	v.sources[name] = s
}

func (v *validator) readOutline(files fs.FS) {
	name := v.county.OutlineFile
	if !v.good(countyFile) {
		return
	}
	if name == "" {
		v.wrong(countyFile, "outline", noOutline.With())
		return
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		v.wrong(countyFile, "outline", outlineMissing.With(name, cause(err)))
		return
	}
	outline, why := parseOutline(data)
	if why != nil {
		v.wrong(name, "", *why)
		return
	}
	v.outline = outline
	v.county.Outline = data
}
