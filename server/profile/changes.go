package profile

import (
	"fmt"
	"slices"
)

// Changes is what applying a profile did, or would do, by kind. It is written to
// the timeline as JSON.
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
	Code   string  `json:"code"`
	Fields []Field `json:"fields"`
}

// Field is a value that is another, as it is written in a profile; what refers to
// something else is its code.
type Field struct {
	Name   string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
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

// difference is the fields in which a row and the profile disagree.
type difference []Field

func differs[T comparable](d *difference, field string, have, want T) {
	if have != want {
		*d = append(*d, Field{field, fmt.Sprint(have), fmt.Sprint(want)})
	}
}

// Field finds one of the fields.
func (u Update) Field(name string) (Field, bool) {
	i := slices.IndexFunc(u.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return u.Fields[i], true
}
