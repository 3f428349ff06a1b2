package export

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

// states are the words of a list's states.
func states[W ~string](all ...W) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
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
