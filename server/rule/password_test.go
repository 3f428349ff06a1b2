package rule

import (
	"slices"
	"strings"
	"testing"
)

func TestPasswords(t *testing.T) {
	for _, c := range []struct {
		name, password, user string
		want                 PasswordFault
	}{
		{"nine characters", "Abcdefg-1", "duty", PasswordLength},
		{"ten characters", "Abcdefgh-1", "duty", PasswordFits},
		{"256 characters", "A-1" + strings.Repeat("x", 253), "duty", PasswordFits},
		{"257 characters", "A-1" + strings.Repeat("x", 254), "duty", PasswordLength},
		{"ten characters of three bytes each", "一二三四五六七八A1", "duty", PasswordFits},
		{"nine of them are too few, though 27 bytes", "一二三四五六七A1", "duty", PasswordLength},
		{"nothing", "", "duty", PasswordLength},
		{"one class", "abcdefghij", "duty", PasswordTooPlain},
		{"two classes", "abcdefgh12", "duty", PasswordTooPlain},
		{"two other classes", "abcdefgh--", "duty", PasswordTooPlain},
		{"small, capital, digit", "Abcdefgh12", "duty", PasswordFits},
		{"small, digit, other", "abcdefg-12", "duty", PasswordFits},
		{"capital, digit, other", "ABCDEFG-12", "duty", PasswordFits},
		{"four classes", "Abcdefg-12", "duty", PasswordFits},
		{"the user name alone", "duty.Desk-1", "duty.desk-1", PasswordHasName},
		{"the user name within", "my-Duty-2026", "duty", PasswordHasName},
		{"almost the user name", "my-Dut-2026x", "duty", PasswordFits},
		{"no user name yet", "Abcdefgh-1", "", PasswordFits},
	} {
		if got := CheckPassword(c.password, c.user); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheLastFivePasswordsAreRemembered(t *testing.T) {
	for _, c := range []struct {
		present string
		before  []string
		want    []string
	}{
		{"", nil, nil},
		{"e", nil, []string{"e"}},
		{"e", []string{"d", "c", "b"}, []string{"e", "d", "c", "b"}},
		{"e", []string{"d", "c", "b", "a"}, []string{"e", "d", "c", "b", "a"}},
		{"f", []string{"e", "d", "c", "b", "a"}, []string{"f", "e", "d", "c", "b"}},
		{"", []string{"d"}, []string{"d"}},
	} {
		if got := LastPasswords(c.present, c.before); !slices.Equal(got, c.want) {
			t.Errorf("%q %q: %q, want %q", c.present, c.before, got, c.want)
		}
	}
}
