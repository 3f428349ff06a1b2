package incident

// State is what the timeline keeps of a row.
var State = state
