package quarantine

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	noEntry     = reason.New("quarantine.NO_ENTRY", "there is no such entry")
	noVerdict   = reason.New("quarantine.NO_VERDICT", "there is no verdict to correct; review the group instead")
	noCount     = reason.New("quarantine.NO_COUNT", "a group has at least one entry")
	noNote      = reason.New("quarantine.NO_NOTE", "say why: a suspicion, a contradiction and a correction need a reason")
	noteTooLong = reason.New("quarantine.NOTE_TOO_LONG", "it has at most {{most}} characters")
)
