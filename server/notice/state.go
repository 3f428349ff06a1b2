package notice

import (
	"slices"

	"commandhub/ent/noticesending"
)

// states in the order in which a sending goes through them. A receipt that comes
// late takes none back.
var states = []noticesending.State{
	noticesending.StateQUEUED, noticesending.StateSENT, noticesending.StateDELIVERED, noticesending.StateREAD, noticesending.StateANSWERED,
}

// forward tells whether a sending goes from one state to another. One fails as long
// as it has not arrived; what had failed, or could not be reached, may still be
// answered.
func forward(from, to noticesending.State) bool {
	at := slices.Index(states, from)
	switch {
	case to == noticesending.StateFAILED:
		return from == noticesending.StateQUEUED || from == noticesending.StateSENT
	case from == noticesending.StateFAILED:
		return slices.Index(states, to) >= slices.Index(states, noticesending.StateDELIVERED)
	case from == noticesending.StateUNREACHABLE:
		return to == noticesending.StateANSWERED
	}
	return at >= 0 && slices.Index(states, to) > at
}
