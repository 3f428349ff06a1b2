package search

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Kind is a kind of what is found.
type Kind string

// The kinds.
const (
	Incident     Kind = "INCIDENT"
	Report       Kind = "REPORT"
	Task         Kind = "TASK"
	Station      Kind = "STATION"
	Tank         Kind = "TANK"
	Device       Kind = "DEVICE"
	Organisation Kind = "ORGANISATION"
	Person       Kind = "PERSON"
	Program      Kind = "PROGRAM"
	Display      Kind = "DISPLAY"
	Phone        Kind = "PHONE"
)

// Kinds lists all kinds, in the order in which equals are shown.
var Kinds = []Kind{Incident, Report, Task, Station, Tank, Device, Organisation, Person, Program, Display, Phone}

// register is what the county lists itself: of equals the first listed comes first,
// where of all else the newer does.
var register = []Kind{Station, Tank, Device, Organisation}

// MarshalGQL writes the kind as the contract does.
func (k Kind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL reads a kind of the contract.
func (k *Kind) UnmarshalGQL(v any) error {
	word, ok := v.(string)
	if !ok || !slices.Contains(Kinds, Kind(word)) {
		return fmt.Errorf("%v is no kind of what is found", v)
	}
	*k = Kind(word)
	return nil
}
