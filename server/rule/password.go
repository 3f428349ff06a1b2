package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// GB/T 22239-2019 8.1.4.1 a) asks that what identifies a person is complex and
// is changed, and names no number; the numbers are our own.
const (
	PasswordShortest = 10  // characters
	PasswordLongest  = 256 // characters
	PasswordClasses  = 3   // of small letters, capital letters, digits, others
	PasswordHistory  = 5   // the last so many, the present one among them, are not used again
)

// PasswordFault is what is wrong with a password, as a sentence.
type PasswordFault string

// The faults, in the order in which they are looked for.
const (
	PasswordFits     PasswordFault = ""
	PasswordLength   PasswordFault = "10 to 256 characters are needed"
	PasswordHasName  PasswordFault = "it must not contain the user name"
	PasswordTooPlain PasswordFault = "three of these are needed: small letters, capital letters, digits, others"
)

// CheckPassword looks at a password alone; whether it was used before is told
// by hashes, which no rule can compare.
func CheckPassword(password, userName string) PasswordFault {
	if n := utf8.RuneCountInString(password); n < PasswordShortest || n > PasswordLongest {
		return PasswordLength
	}
	if userName != "" && strings.Contains(strings.ToLower(password), strings.ToLower(userName)) {
		return PasswordHasName
	}
	var small, capital, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			small = 1
		case unicode.IsUpper(r):
			capital = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	if small+capital+digit+other < PasswordClasses {
		return PasswordTooPlain
	}
	return PasswordFits
}

// LastPasswords are the hashes that the next password must not match, newest
// first, of the present one and those before it.
func LastPasswords(present string, before []string) []string {
	var last []string
	if present != "" {
		last = append(last, present)
	}
	return firstOf(append(last, before...), PasswordHistory)
}

func firstOf(list []string, n int) []string { return list[:min(n, len(list))] }
