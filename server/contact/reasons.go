package contact

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	badKind        = reason.New("contact.KIND", "DUTY_PHONE, BACKUP or HEAD is needed")
	badRank        = reason.New("contact.RANK", "a place from 0 to {{most}} is needed")
	noName         = reason.New("contact.NO_NAME", "a name is needed: of the person or the room")
	nameTooLong    = reason.New("contact.NAME_TOO_LONG", "a name has at most 100 characters")
	noWay          = reason.New("contact.NO_WAY", "a phone number, an e-mail address or other means is needed")
	badPhone       = reason.New("contact.PHONE", "a number of 5 to 31 digits, spaces and dashes is needed, as +86 356 1234567")
	badEmail       = reason.New("contact.EMAIL", "an address is needed, as duty@example.org")
	meansTooLong   = reason.New("contact.MEANS_TOO_LONG", "means have at most 200 characters")
	noOrganisation = reason.New("contact.NO_ORGANISATION", "there is no such organisation")
	unitStays      = reason.New("contact.UNIT_STAYS", "a contact stays with its unit: retire it, and file another")
	outOfUse       = reason.New("contact.RETIRED", "it was taken out of use: file another")
	placeTaken     = reason.New("contact.PLACE_TAKEN", "another line has this place of the unit and kind")
	noSuchCode     = reason.New("contact.NO_SUCH_CODE", `"{{code}}" is the code of no organisation`)
)
