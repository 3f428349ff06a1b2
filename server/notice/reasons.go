package notice

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	passedOn              = reason.New("notice.PASSED_ON", "it was passed on already")
	noNext                = reason.New("notice.NO_NEXT", "there is no contact to pass it on to: reach the unit by other means, and enter the answer")
	hasAnswered           = reason.New("notice.ANSWERED", "the unit has answered")
	noAnswer              = reason.New("notice.NO_ANSWER", "what was said is needed")
	answerKept            = reason.New("notice.ANSWER_KEPT", "its answer is kept already")
	answerTime            = reason.New("notice.ANSWER_TIME", "it lies outside {{since}} to {{now}}, from the notice to now")
	noText                = reason.New("notice.NO_TEXT", "a text is needed")
	textTooLong           = reason.New("notice.TEXT_TOO_LONG", "it has {{length}} characters; at most {{most}} are sent")
	minutes               = reason.New("notice.MINUTES", "it is {{value}}; 1 to {{most}} minutes are possible")
	groupsWithoutIncident = reason.New("notice.GROUPS_WITHOUT_INCIDENT", "working groups belong to an incident: name it")
	incidentEnded         = reason.New("notice.INCIDENT_ENDED", "the incident has ended; nothing about it changes any more")
	noSuchGroup           = reason.New("notice.NO_SUCH_GROUP", "one of them is no group at work in this incident")
	noSuchUnit            = reason.New("notice.NO_SUCH_UNIT", "one of them is no unit of the register")
	toNobody              = reason.New("notice.NOBODY", "a unit or a working group is needed")
	tooMany               = reason.New("notice.TOO_MANY", "these are {{count}} units; at most {{most}} are told at a time")
)
