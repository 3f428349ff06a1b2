package export

import "slices"

// Tables are the lists that can be had as files.
var Tables = []*Table{
	stations, devices, installations, dailySales, quarantined,
	incidents, clocks, tasks, casualties, entries, samples,
	contacts, shifts, notices, timelineEntries,
}

// Find is the table of a name, nil for none.
func Find(name string) *Table {
	for _, t := range Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// oneOf is a word that a filter names, or the refusal.
func oneOf[W ~string](word string, all []W) (W, error) {
	if slices.Contains(all, W(word)) {
		return W(word), nil
	}
	return "", &Unfit{"state", "there is no such state"}
}

// value is what a pointer points to, or nothing.
func value[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// word is the word that a pointer points to, or nothing.
func word[W ~string](p *W) any {
	if p == nil {
		return nil
	}
	return string(*p)
}
