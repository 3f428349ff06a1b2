package alarm

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	countOfKeys   = reason.New("alarm.KEYS", "1 to {{most}} alarms are acknowledged at a time")
	notAlarming   = reason.New("alarm.NOT_ALARMING", `"{{alarm}}" alarms no longer, or it is not open to you`)
	badMinutes    = reason.New("alarm.MINUTES", "a silence lasts 1 to {{most}} minutes")
	noReason      = reason.New("alarm.NO_REASON", "a reason is needed: it stands on the wall")
	reasonTooLong = reason.New("alarm.REASON_TOO_LONG", "a reason has at most 200 characters")
	noSilence     = reason.New("alarm.NO_SILENCE", "no silence lasts: alarms ring")
)
