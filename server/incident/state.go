package incident

import (
	"encoding/json"
	"reflect"

	"commandhub/ent"
)

// state is all that an incident's row says, as the timeline keeps it: whoever
// replays the rows of the timeline comes to the same, but for who told of it: that
// needs a right which the timeline does not ask for.
func state(row *ent.Incident) map[string]any {
	if row == nil {
		return map[string]any{}
	}
	plain := *row
	plain.Edges = ent.IncidentEdges{}
	text, err := json.Marshal(&plain)
	if err != nil {
		panic(err) // a row of plain columns
	}
	out := map[string]any{}
	if err := json.Unmarshal(text, &out); err != nil {
		panic(err)
	}
	for _, personal := range []string{"id", "edges", "reporter", "reporter_phone"} {
		delete(out, personal)
	}
	return out
}

// difference is what two states do not agree in.
func difference(was, is map[string]any) (before, after map[string]any) {
	before, after = map[string]any{}, map[string]any{}
	for k, v := range is {
		if old, had := was[k]; !had || !reflect.DeepEqual(old, v) {
			after[k] = v
			if had {
				before[k] = old
			}
		}
	}
	for k, v := range was {
		if _, has := is[k]; !has {
			before[k], after[k] = v, nil
		}
	}
	return before, after
}
