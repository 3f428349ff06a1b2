package incident

// State is what the timeline keeps of a row.
var State = state

// MostInSnapshot is set by a test that would need hundreds of incidents.
var MostInSnapshot = &mostInSnapshot
