package webhook

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mostURL is the longest address, in characters.
const mostURL = 500

// CheckURL refuses an address that nothing can be posted to, and says what would
// be right. Where a name leads is only known, and checked, when it is dialled.
func CheckURL(text string, open Networks) error {
	if utf8.RuneCountInString(text) > mostURL {
		return errors.New("at most 500 characters are possible")
	}
	u, err := url.Parse(text)
	if err != nil {
		return errors.New("this is no address; write it as https://receiver.example/path")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return errors.New("an absolute address is needed, as https://receiver.example/path")
	case u.Scheme == "http" && len(open) == 0:
		return errors.New("https is needed: the hub's operator opened no network to http")
	case u.Opaque != "" || u.Hostname() == "":
		return errors.New("a host is needed, as https://receiver.example/path")
	case u.User != nil:
		return errors.New("a user name or password may not stand in it; posts are signed instead")
	case strings.Contains(text, "#"):
		return errors.New("a fragment (#…) may not stand in it; it would not be sent")
	case !sanePort(u):
		return errors.New("the port must be 80, 443 or from 1024 to 65535")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !open.Permits(ip, u.Scheme == "http") {
		return errRefused
	}
	return nil
}

// sanePort takes the ports of the web and those that no system service has.
func sanePort(u *url.URL) bool {
	if u.Port() == "" {
		return u.Host[len(u.Host)-1] != ':'
	}
	n, err := strconv.Atoi(u.Port())
	return err == nil && (n == 80 || n == 443 || n >= 1024 && n <= 65535)
}
