package rule

import (
	"regexp"
	"strings"
)

// Way is by what a notice reaches a contact.
type Way string

// The ways.
const (
	ByVoice Way = "VOICE"
	BySMS   Way = "SMS"
	ByEmail Way = "EMAIL"
	ByNone  Way = "NONE"
)

// mobile is a mobile number of the mainland (工信部《电信网编号计划》: 1, then 3 to 9,
// eleven digits in all). Only such a number takes text messages.
var mobile = regexp.MustCompile(`^(\+?86)?1[3-9][0-9]{9}$`)

// WayOf is the way to a contact with a phone number and an e-mail address, either of
// which may be empty: a text message to a mobile, a call to any other number, an
// e-mail where there is no number.
func WayOf(phone, email string) Way {
	switch digits := strings.NewReplacer(" ", "", "-", "").Replace(phone); {
	case mobile.MatchString(digits):
		return BySMS
	case digits != "":
		return ByVoice
	case email != "":
		return ByEmail
	}
	return ByNone
}
