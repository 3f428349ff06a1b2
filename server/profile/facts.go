package profile

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
)

// Facts are what a profile says that no table keeps: hubs hold it in memory, and
// hold what the new profile says as soon as it is in force.
type Facts struct {
	County, Plan, Supervision Difference
	// Products and Nozzles are what only simulated stations use of them.
	Products, Nozzles []Update
}

// Difference is what one part of a profile says otherwise than another, named by
// the field or by the item of a list, such as groups[RESCUE].
type Difference struct {
	Added, Removed []string
	Changed        []Update
	Unchanged      int
}

// CompareFacts tells what a county's facts say otherwise than before.
func CompareFacts(was, is *County) Facts {
	old, now := *was, *is
	old.Supervision.Installations, now.Supervision.Installations = nil, nil // these are in a table
	f := Facts{
		County: compare(itemsOf(old), itemsOf(now)),
		Plan:   compare(itemsOf(old.Plan), itemsOf(now.Plan)), Supervision: compare(itemsOf(old.Supervision), itemsOf(now.Supervision)),
	}
	if before, after := digestOf(was.Outline), digestOf(is.Outline); before != after {
		f.County.Changed = append(f.County.Changed, Update{"outline", []Field{{"sha256", before, after}}})
	}
	before := byCode(was.Products, func(p Product) string { return p.Code })
	for _, p := range is.Products {
		var d difference
		if had, known := before[p.Code]; known {
			differs(&d, "expansionPerC", had.Expansion, p.Expansion)
			differs(&d, "priceFenPerL", had.Price, p.Price)
			f.Products = appendUpdate(f.Products, p.Code, d)
		}
	}
	flows := map[string]float64{}
	for _, s := range was.Stations {
		for _, n := range s.Nozzles {
			flows[s.Code+"/"+n.Number] = n.MaxFlow
		}
	}
	for _, s := range is.Stations {
		for _, n := range s.Nozzles {
			var d difference
			if had, known := flows[s.Code+"/"+n.Number]; known {
				differs(&d, "maxFlowLPerMin", had, n.MaxFlow)
				f.Nozzles = appendUpdate(f.Nozzles, s.Code+"/"+n.Number, d)
			}
		}
	}
	return f
}

func appendUpdate(all []Update, code string, d difference) []Update {
	if len(d) == 0 {
		return all
	}
	return append(all, Update{code, d})
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

// item is a field of a file, or an item of a list in it: its values by their path
// below it.
type item struct {
	name   string
	values []Field // Before alone is used
}

func compare(was, is []item) (d Difference) {
	had, has := byCode(was, func(i item) string { return i.name }), map[string]bool{}
	for _, i := range is {
		has[i.name] = true
		old, known := had[i.name]
		if !known {
			d.Added = append(d.Added, i.name)
		} else if fields := between(old.values, i.values); len(fields) > 0 {
			d.Changed = append(d.Changed, Update{i.name, fields})
		} else {
			d.Unchanged++
		}
	}
	for _, i := range was {
		if !has[i.name] {
			d.Removed = append(d.Removed, i.name)
		}
	}
	return d
}

func between(was, is []Field) (fields []Field) {
	had, has := byCode(was, func(f Field) string { return f.Name }), map[string]bool{}
	for _, f := range is {
		has[f.Name] = true
		if before := had[f.Name].Before; before != f.Before {
			fields = append(fields, Field{f.Name, before, f.Before})
		}
	}
	for _, f := range was {
		if !has[f.Name] && f.Before != "" {
			fields = append(fields, Field{f.Name, f.Before, ""})
		}
	}
	return fields
}

// itemsOf takes a part of a profile apart, by the keys of its file.
func itemsOf(part any) (items []item) {
	v := reflect.ValueOf(part)
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("yaml")
		if key == "-" {
			continue
		}
		field := v.Field(i)
		if field.Kind() != reflect.Slice || field.Type().Elem().Kind() != reflect.Struct {
			items = append(items, item{key, valuesOf(field, "")})
			continue
		}
		taken := map[string]int{}
		for j := range field.Len() {
			name := fmt.Sprintf("%s[%s]", key, nameOf(field.Index(j)))
			if taken[name]++; taken[name] > 1 {
				name = fmt.Sprintf("%s #%d", name, taken[name])
			}
			items = append(items, item{name, valuesOf(field.Index(j), "")})
		}
	}
	return items
}

// nameOf is what an item of a list is called in its file.
func nameOf(v reflect.Value) string {
	text := func(field string) string {
		if f := v.FieldByName(field); f.IsValid() {
			return f.String()
		}
		return ""
	}
	return cmp.Or(text("Code"), text("Grade"), strings.TrimSpace(text("Level")+" "+text("Article")))
}

// valuesOf writes out what a value says, structs by their fields.
func valuesOf(v reflect.Value, path string) []Field {
	switch v.Kind() {
	case reflect.Struct:
		var all []Field
		for i := range v.NumField() {
			if key := v.Type().Field(i).Tag.Get("yaml"); key != "-" {
				all = append(all, valuesOf(v.Field(i), join(path, key))...)
			}
		}
		return all
	case reflect.Slice:
		words := make([]string, v.Len())
		for i := range v.Len() {
			words[i] = sayOf(v.Index(i))
		}
		return []Field{{Name: path, Before: strings.Join(words, ", ")}}
	default:
		return []Field{{Name: path, Before: sayOf(v)}}
	}
}

// sayOf is a value in words; a list of structs in a struct is said field by field.
func sayOf(v reflect.Value) string {
	if v.Kind() != reflect.Struct {
		return fmt.Sprint(v.Interface())
	}
	var words []string
	for _, f := range valuesOf(v, "") {
		words = append(words, f.Before)
	}
	return strings.Join(words, " ")
}

// Misfits are what no import may change: the hub counts days and knows itself by it.
func (c *County) Misfits(was *County) (problems Problems) {
	for _, f := range []struct{ field, was, is string }{{"code", was.Code, c.Code}, {"timeZone", was.TimeZone, c.TimeZone}} {
		if f.was != f.is {
			problems = append(problems, Problem{countyFile, c.sources[countyFile].line(f.field), f.field, countyChanged.With(f.is, f.was)})
		}
	}
	return problems
}
