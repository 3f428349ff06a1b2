package rule

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Verdict is what somebody found to be behind what a device sent and the hub would
// not believe.
type Verdict string

// The verdicts.
const (
	DeviceFault   Verdict = "DEVICE_FAULT"  // the device is to be repaired
	Configuration Verdict = "CONFIGURATION" // the register or the device's settings are wrong
	ClockFault    Verdict = "CLOCK"         // the device's clock is wrong
	Transmission  Verdict = "TRANSMISSION"  // it was damaged or held up on the way
	Tampering     Verdict = "TAMPERING"     // somebody may have interfered
	Genuine       Verdict = "GENUINE"       // it was so, and the hub was wrong not to believe it
)

// Verdicts lists all verdicts.
var Verdicts = []Verdict{DeviceFault, Configuration, ClockFault, Transmission, Tampering, Genuine}

// Values lists the verdicts for the database.
func (Verdict) Values() []string { return words(Verdicts) }

// MarshalGQL writes the verdict as the contract does.
func (v Verdict) MarshalGQL(w io.Writer) { marshalWord(v, w) }

// UnmarshalGQL reads a verdict of the contract.
func (v *Verdict) UnmarshalGQL(from any) error { return unmarshalWord(v, Verdicts, from) }

// LongestVerdictNote is in characters. Our own bound.
const LongestVerdictNote = 1000

// VerdictProblem says why a verdict cannot be given.
type VerdictProblem string

// The problems; none where it can.
const (
	NoVerdictProblem VerdictProblem = ""
	VerdictUnfounded VerdictProblem = "UNFOUNDED" // a suspicion, a contradiction of the hub and a correction have a reason
	VerdictTooLong   VerdictProblem = "TOO_LONG"
)

// MayJudge tells whether a verdict may be given with a note, in place of the one that
// stands; was is empty where none does.
func MayJudge(verdict Verdict, note string, was Verdict) VerdictProblem {
	founded := strings.TrimSpace(note) != ""
	switch {
	case utf8.RuneCountInString(note) > LongestVerdictNote:
		return VerdictTooLong
	case !founded && (was != "" || slices.Contains([]Verdict{Tampering, Genuine}, verdict)):
		return VerdictUnfounded
	}
	return NoVerdictProblem
}
