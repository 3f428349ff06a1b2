package profile

// Changes is what applying a profile did, by kind. It is written to the
// timeline as JSON.
type Changes struct {
	Areas         Change `json:"areas"`
	Organisations Change `json:"organisations"`
	Products      Change `json:"products"`
	Stations      Change `json:"stations"`
	Tanks         Change `json:"tanks"`
	Nozzles       Change `json:"nozzles"`
	Devices       Change `json:"devices"`
	Installations Change `json:"installations"`
}

// Change is what happened to the rows of one kind, named by their codes; tanks
// and nozzles by station and number, such as LC0012/1.
type Change struct {
	Created   []string `json:"created,omitempty"`
	Updated   []Update `json:"updated,omitempty"`
	Unchanged int      `json:"unchanged"`
	// LeftAlone are in the database but not in the profile. They stay: what
	// they measured and who answered for it is still true.
	LeftAlone []string `json:"leftAlone,omitempty"`
}

// Update is a row that differed from the profile, in these fields.
type Update struct {
	Code   string   `json:"code"`
	Fields []string `json:"fields"`
}

// None tells whether the database agreed with the profile already.
func (c Changes) None() bool {
	for _, k := range []Change{c.Areas, c.Organisations, c.Products, c.Stations, c.Tanks, c.Nozzles, c.Devices, c.Installations} {
		if len(k.Created) > 0 || len(k.Updated) > 0 {
			return false
		}
	}
	return true
}

// difference names the fields in which a row and the profile disagree.
type difference []string

func differs[T comparable](d *difference, field string, have, want T) {
	if have != want {
		*d = append(*d, field)
	}
}

// settle brings one row in line: create when there is none, update when it
// differs. It returns the row's id.
func (c *Change) settle(code string, id int, found bool, d difference, create func() (int, error), update func() error) (int, error) {
	switch {
	case !found:
		id, err := create()
		if err == nil {
			c.Created = append(c.Created, code)
		}
		return id, err
	case len(d) > 0:
		c.Updated = append(c.Updated, Update{Code: code, Fields: d})
		return id, update()
	}
	c.Unchanged++
	return id, nil
}
